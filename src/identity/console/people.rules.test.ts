import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actions } from '#identity/action.contract.ts'
import { newPerson, type Person, personChange } from '#identity/person.contract.ts'
import { rolesConflict } from '#identity/person.rules.ts'
import { tokenActions } from '#identity/token.rules.ts'
import {
  changeOf,
  emptyPerson,
  faultsOf,
  formOf,
  newPersonOf,
  tokenActionsOf,
  tokenState,
} from './people.rules.ts'

const person: Person = {
  id: '0197f1f0-0000-4000-8000-000000000001',
  account: 'handler-x',
  name: '甲',
  roles: ['handler'],
  departmentId: 'x',
  regionIds: ['a', 'b'],
  level: 'L3',
  active: true,
  fictional: true,
  mustChangePassword: false,
  secondFactorEnrolled: false,
  lockedUntil: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 4,
}
const good = { ...emptyPerson, account: 'seat9', name: ' 乙 ', roles: ['seat' as const] }

test('a filled form is what the contract takes', () => {
  assert.deepEqual(faultsOf(good), {})
  const read = newPerson.safeParse(newPersonOf(good))
  assert.ok(read.success)
  assert.equal(read.data.name, '乙')
})

test('faults stand at their fields', () => {
  assert.deepEqual(Object.keys(faultsOf(emptyPerson)), ['account', 'name', 'roles'])
  assert.deepEqual(faultsOf({ ...good, account: '-a' }), { account: 'identity:fault.account' })
  assert.deepEqual(faultsOf({ ...good, roles: ['handler'], departmentId: 'x' }), {})
  assert.deepEqual(faultsOf({ ...good, roles: ['handler'] }), { departmentId: 'identity:fault.department' })
  assert.deepEqual(faultsOf({ ...good, roles: ['grid-member'] }), { regionIds: 'identity:fault.region' })
})

test('roles that no person may have together are refused as the server refuses them', () => {
  const pairs = [
    ['system-administrator', 'seat'],
    ['system-administrator', 'audit-administrator'],
    ['grid-member', 'handler'],
    ['seat', 'dispatcher'],
    ['audit-administrator'],
    ['handler', 'department-lead'],
  ] as const
  for (const roles of pairs) {
    const faults = faultsOf({ ...good, roles: [...roles], departmentId: 'x', regionIds: ['a'] })
    assert.equal(faults.roles !== undefined, rolesConflict(roles), roles.join())
  }
})

test('only what differs is sent, with the version that was read', () => {
  assert.equal(changeOf(person, formOf(person)), null)
  assert.equal(changeOf(person, { ...formOf(person), regionIds: ['b', 'a'] }), null)
  const change = changeOf(person, { ...formOf(person), level: 'L4', departmentId: null })
  assert.deepEqual(change, { version: 4, departmentId: null, level: 'L4' })
  assert.ok(personChange.safeParse(change).success)
})

test('a token is valid until it ends or is revoked', () => {
  const now = Date.parse('2026-05-01T00:00:00Z')
  assert.equal(tokenState({ revokedAt: null, expiresAt: '2026-05-02T00:00:00Z' }, now), 'valid')
  assert.equal(tokenState({ revokedAt: null, expiresAt: '2026-05-01T00:00:00Z' }, now), 'expired')
  const both = { revokedAt: '2026-04-01T00:00:00Z', expiresAt: '2026-04-02T00:00:00Z' }
  assert.equal(tokenState(both, now), 'revoked')
})

test('a token can have what the server gives it', () => {
  assert.deepEqual(tokenActionsOf(actions), tokenActions)
})
