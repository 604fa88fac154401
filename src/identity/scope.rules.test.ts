import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role } from './identity.contract.ts'
import {
  type CityPort,
  deskOf,
  emptyScope,
  inScope,
  rankOf,
  type ScopedPerson,
  scopeOf,
} from './scope.rules.ts'

// d1 has d11 and d12 under it, r1 has r11; nothing else exists.
const under: Record<string, string[]> = {
  d1: ['d1', 'd11', 'd12'],
  d11: ['d11'],
  r1: ['r1', 'r11'],
  r2: ['r2'],
}
const subtree = (ids: readonly string[]) => ids.flatMap(id => under[id] ?? [])
const city: CityPort = { departmentSubtree: subtree, regionSubtree: subtree }

function person(roles: Role[], rest: Partial<ScopedPerson> = {}): ScopedPerson {
  return { id: 'p', roles, departmentId: null, regionIds: [], level: 'L3', ...rest }
}

test('seats, dispatchers and analysts see the city', () => {
  for (const role of ['seat', 'dispatcher', 'analyst'] as const) {
    const scope = scopeOf(person([role, 'handler'], { departmentId: 'd1' }), city)
    assert.equal(scope.departments, 'all')
    assert.equal(scope.regions, 'all')
  }
})

test('a handler sees the own department, its lead what is under it too', () => {
  const handler = person(['handler'], { departmentId: 'd1' })
  assert.deepEqual(scopeOf(handler, city), { departments: ['d1'], regions: 'all', own: 'p', level: 'L3' })
  assert.deepEqual(deskOf(handler, city), { departments: ['d1'], regions: [] })
  const lead = person(['department-lead'], { departmentId: 'd1' })
  assert.deepEqual(scopeOf(lead, city).departments, ['d1', 'd11', 'd12'])
  assert.deepEqual(deskOf(lead, city).departments, ['d1', 'd11', 'd12'])
  assert.deepEqual(scopeOf(person(['handler']), city).departments, [])
  assert.deepEqual(scopeOf(person(['handler'], { departmentId: 'gone' }), city).departments, [])
})

test('a department’s people see what was sent there, wherever it is, also when nobody knows where', () => {
  const handler = scopeOf(person(['handler'], { departmentId: 'd1', regionIds: ['r1'] }), city)
  assert.equal(handler.regions, 'all')
  assert.equal(inScope(handler, { departmentId: 'd1', regionId: null, reporterPersonId: null }), true)
})

test('a grid member sees all departments in the own regions; without regions, nothing', () => {
  const member = person(['grid-member'], { regionIds: ['r1', 'r2'] })
  const scope = scopeOf(member, city)
  assert.deepEqual(scope, { departments: 'all', regions: ['r1', 'r11', 'r2'], own: 'p', level: 'L3' })
  assert.deepEqual(deskOf(member, city), { departments: [], regions: ['r1', 'r11', 'r2'] })
  assert.equal(inScope(scope, { departmentId: 'd1', regionId: null, reporterPersonId: null }), false)
  assert.deepEqual(scopeOf(person(['grid-member']), city).regions, [])
  assert.deepEqual(scopeOf(person(['grid-member'], { regionIds: ['gone'] }), city).regions, [])
})

test('everybody else sees what is their own', () => {
  for (const role of ['citizen', 'data-steward', 'ai-engineer', 'system-administrator'] as const) {
    const scope = scopeOf(person([role], { departmentId: 'd1', regionIds: ['r1'] }), city)
    assert.deepEqual({ ...scope, level: '' }, { departments: [], regions: [], own: 'p', level: '' })
    assert.deepEqual(deskOf(person([role], { departmentId: 'd1', regionIds: ['r1'] }), city), {
      departments: [],
      regions: [],
    })
  }
})

test('the level is the lower of what the roles allow and what the person is cleared for', () => {
  assert.equal(scopeOf(person(['seat'], { level: 'L4' }), city).level, 'L4')
  assert.equal(scopeOf(person(['seat'], { level: 'L2' }), city).level, 'L2')
  assert.equal(scopeOf(person(['analyst'], { level: 'L4' }), city).level, 'L2')
  assert.equal(scopeOf(person(['analyst', 'seat'], { level: 'L3' }), city).level, 'L3')
  assert.equal(scopeOf(person([], { level: 'L4' }), city).level, 'L1')
  assert.deepEqual((['L1', 'L2', 'L3', 'L4'] as const).map(rankOf), [1, 2, 3, 4])
})

test('a row needs both its department and its region in scope, or to be the own one', () => {
  const scope = { departments: ['d1'], regions: ['r1'], own: 'p', level: 'L3' as const }
  const row = { departmentId: 'd1', regionId: 'r1', reporterPersonId: null }
  assert.equal(inScope(scope, row), true)
  assert.equal(inScope(scope, { ...row, departmentId: 'd2' }), false)
  assert.equal(inScope(scope, { ...row, regionId: 'r2' }), false)
  assert.equal(inScope(scope, { ...row, departmentId: null }), false)
  assert.equal(inScope(scope, { departmentId: null, regionId: null, reporterPersonId: 'p' }), true)
  assert.equal(inScope(scope, { departmentId: null, regionId: null, reporterPersonId: 'q' }), false)
  assert.equal(inScope(emptyScope, row), false)
  assert.equal(inScope({ ...emptyScope, own: null }, { ...row, reporterPersonId: null }), false)
  assert.equal(
    inScope({ ...scope, departments: 'all', regions: 'all' }, { ...row, departmentId: null }),
    true,
  )
})

test('a department with a task on a row sees it, in its regions, and those who see all departments see no more', () => {
  const row = { departmentId: 'd1', regionId: 'r1', reporterPersonId: null, coDepartmentIds: ['d11', 'd3'] }
  const handler = scopeOf(person(['handler'], { departmentId: 'd11' }), city)
  assert.equal(inScope(handler, row), true)
  assert.equal(inScope({ ...handler, regions: ['r2'] }, row), false)
  assert.equal(inScope(handler, { ...row, coDepartmentIds: ['d3'] }), false)
  assert.equal(inScope(handler, { ...row, coDepartmentIds: null }), false)
  const member = scopeOf(person(['grid-member'], { regionIds: ['r2'] }), city)
  assert.equal(inScope(member, row), false)
})
