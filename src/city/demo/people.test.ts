import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoDepartments } from './departments.ts'
import { demoPeople } from './people.ts'
import { demoRegions } from './regions.ts'

const people = demoPeople()
const holding = (role: string) => people.filter(person => person.roles.includes(role))

test('accounts and names are unique; everybody is marked as fictional', () => {
  assert.equal(new Set(people.map(person => person.account)).size, people.length)
  assert.equal(new Set(people.map(person => person.name)).size, people.length)
  for (const person of people) {
    assert.equal(person.fictional, true)
    assert.match(person.account, /^[a-z0-9]+(-[a-z0-9]+)*$/)
    assert.match(person.name, /^\p{Script=Han}{2,4}$/u)
  }
})

test('the desks are manned', () => {
  const wanted = {
    seat: 3,
    dispatcher: 2,
    citizen: 3,
    'grid-member': 4,
    'department-lead': 4,
    analyst: 1,
    'ai-engineer': 2,
  }
  for (const [role, count] of Object.entries(wanted)) assert.ok(holding(role).length >= count, role)
})

test('every department has a handler of its own, named after it', () => {
  for (const department of demoDepartments()) {
    const handler = people.find(person => person.account === `handler-${department.id.replace('dept-', '')}`)
    assert.equal(handler?.departmentId, department.id)
    assert.deepEqual(handler?.roles, ['handler'])
    assert.deepEqual(handler?.regionIds, [department.regionId])
  }
})

test('the three administrators are three people with one role each', () => {
  const administrators = people.filter(person => person.roles.some(role => role.endsWith('administrator')))
  assert.deepEqual(administrators.map(person => person.roles.join()).sort(), [
    'audit-administrator',
    'security-administrator',
    'system-administrator',
  ])
})

test('departments and regions of people exist; citizens have none', () => {
  const departments = new Set(demoDepartments().map(department => department.id))
  const regions = new Set(demoRegions().map(region => region.id))
  for (const person of people) {
    if (person.roles.includes('citizen')) assert.equal(person.departmentId, null)
    else assert.ok(departments.has(person.departmentId!), person.account)
    for (const region of person.regionIds) assert.ok(regions.has(region), person.account)
  }
})

test('grid members walk grids of their own street', () => {
  for (const person of holding('grid-member')) {
    assert.equal(person.regionIds.length, 3)
    const street = demoDepartments().find(({ id }) => id === person.departmentId)!.regionId
    for (const grid of person.regionIds) assert.ok(grid.startsWith(`${street}-c1-g`), person.account)
  }
})
