import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCode } from '#base/index.ts'
import { createFailureLimit } from './failure-limit.ts'
import { type Role, roles } from './identity.contract.ts'
import { passwordFault } from './password.rules.ts'
import { isAccount, pendingOf, rolesConflict, signInName } from './person.rules.ts'

const setOf = (bits: number): Role[] => roles.filter((_, place) => bits & (1 << place))

test('of all 8192 sets of roles 643 can be one person’s', () => {
  // Ten roles that are no administrator's: 1024 sets, less the 384 of a grid member who also sits in a department; and the
  // three administrators, each alone.
  let possible = 0
  for (let bits = 0; bits < 1 << roles.length; bits++) if (!rolesConflict(setOf(bits))) possible++
  assert.equal(possible, 643)
})

test('a conflict does not go away by a further role, by another order or by saying a role twice', () => {
  const some = fc.subarray([...roles])
  fc.assert(
    fc.property(some, fc.constantFrom(...roles), (held, more) => {
      const conflict = rolesConflict(held)
      if (conflict) assert.equal(rolesConflict([...held, more]), true)
      assert.equal(rolesConflict(held.toReversed()), conflict)
      assert.equal(rolesConflict([...held, ...held]), conflict)
      const pending = pendingOf({ roles: held, mustChangePassword: false, secondFactorEnrolled: true })
      assert.equal(pending, undefined, 'with both done nothing is left to do, whatever the roles')
    }),
    { seed: 37, numRuns: 300 },
  )
})

test('an account that is accepted is the one it is compared as', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), text => {
      const name = signInName(text)
      if (isAccount(text)) assert.equal(name, text)
      if (isAccount(name)) assert.equal(signInName(name), name)
    }),
    { seed: 41, numRuns: 400 },
  )
  const hostile = [
    'a\u0000b',
    'a\u200bb',
    'a\u202eb',
    'a b',
    'a@b',
    'a/b',
    "a'b",
    'a<b',
    'ab\n',
    'ｌｉ',
    'Li',
    '.li',
    'l',
  ]
  for (const account of hostile) assert.equal(isAccount(account), false, JSON.stringify(account))
  for (const account of ['li', 'li.na', '李娜', '12345-a', 'é_é'])
    assert.equal(isAccount(account), true, account)
})

test('a password that holds the account is refused in capitals and in wide letters too', () => {
  const wide = (text: string) =>
    text.replace(/[a-z]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
  for (const account of ['wangxm', 'grid-member7', 'qiao.lei'])
    for (const hidden of [account, account.toUpperCase(), wide(account)])
      assert.equal(passwordFault(`k3y${hidden}-9v2p`, account), 'contains-account', hidden)
})

test('the limit by address tells when it is over, and ten thousand addresses do not wash a full one out', () => {
  let clock = 0
  const failures = createFailureLimit({ limit: 3, windowMilliseconds: 60_000, now: () => clock })
  for (let one = 0; one < 3; one++) failures.count('198.51.100.7')
  clock = 45_500
  for (let one = 0; one < 10_100; one++) failures.count(`2001:db8::${one.toString(16)}`)
  assert.throws(
    () => failures.check('198.51.100.7'),
    error => isCode(error, 'base.too-many-requests') && /15/.test(String(error)),
  )
  failures.check('2001:db8::1')
  clock = 60_000
  failures.check('198.51.100.7')
})
