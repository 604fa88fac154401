import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  administratorRoles,
  emailOf,
  isAccount,
  pendingOf,
  rolesConflict,
  signInName,
} from './person.rules.ts'

test('accounts are compared without regard to case, width and surrounding space', () => {
  assert.equal(signInName('  Ｗang.Fang '), 'wang.fang')
  assert.equal(isAccount('wang.fang'), true)
  assert.equal(isAccount('王芳01'), true)
  for (const bad of [
    'w',
    'Wang',
    ' wang',
    '-wang',
    'wang fang',
    'a@b',
    'a'.repeat(65),
    '',
    'a\u0000b',
    '<b>',
  ]) {
    assert.equal(isAccount(bad), false, JSON.stringify(bad))
  }
  assert.equal(isAccount('a'.repeat(64)), true)
  assert.equal(emailOf('wang.fang'), 'wang.fang@chengshu.invalid')
})

test('an administrator role stands alone; other roles go together', () => {
  assert.equal(rolesConflict(['seat', 'dispatcher', 'handler']), false)
  assert.equal(rolesConflict([]), false)
  assert.equal(rolesConflict(['grid-member', 'citizen', 'seat']), false)
  assert.equal(rolesConflict(['grid-member', 'handler']), true)
  assert.equal(rolesConflict(['department-lead', 'grid-member']), true)
  for (const role of administratorRoles) {
    assert.equal(rolesConflict([role]), false)
    assert.equal(rolesConflict([role, role]), false)
    assert.equal(rolesConflict([role, 'seat']), true)
    for (const other of administratorRoles) assert.equal(rolesConflict([role, other]), role !== other)
  }
})

test('administrators enrol a second factor, everybody changes a password that somebody else knows', () => {
  const person = { roles: ['seat'] as const, mustChangePassword: false, secondFactorEnrolled: false }
  assert.equal(pendingOf(person), undefined)
  assert.deepEqual(pendingOf({ ...person, mustChangePassword: true }), {
    changePassword: true,
    enrolSecondFactor: false,
  })
  const administrator = { ...person, roles: ['audit-administrator'] as const }
  assert.deepEqual(pendingOf(administrator), { changePassword: false, enrolSecondFactor: true })
  assert.equal(pendingOf({ ...administrator, secondFactorEnrolled: true }), undefined)
})
