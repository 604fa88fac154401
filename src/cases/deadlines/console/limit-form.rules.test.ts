import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newLimit } from '#cases/limits.contract.ts'
import { emptyLimit, hoursOf, limitOf, standingOn } from './limit-form.rules.ts'

test('a rule is sent once its time and its first day are there; the rest may be any', () => {
  const empty = emptyLimit('2026-11-22')
  assert.equal(limitOf(empty), null)
  assert.equal(limitOf({ ...empty, handlingAmount: 3, validFrom: '' }), null)
  const least = limitOf({ ...empty, handlingAmount: 3, categoryId: '', departmentId: '' })!
  assert.deepEqual(newLimit.parse(least), {
    categoryId: null,
    urgency: null,
    departmentId: null,
    handling: { amount: 3, unit: 'workdays' },
    response: null,
    validFrom: '2026-11-22',
  })
  const full = limitOf({
    ...empty,
    handlingAmount: 4,
    handlingUnit: 'hours',
    responseAmount: 30,
    responseUnit: 'minutes',
    urgency: 'urgent',
    departmentId: 'urban',
    categoryId: 'light',
  })!
  assert.deepEqual(newLimit.parse(full).response, { amount: 30, unit: 'minutes' })
  assert.deepEqual([full.categoryId, full.departmentId, full.urgency], ['light', 'urban', 'urgent'])
})

test('a rule is over from its last day on and to come before its first', () => {
  const rule = { validFrom: '2026-11-20', validTo: '2026-11-22' }
  assert.equal(standingOn(rule, '2026-11-19'), 'later')
  assert.equal(standingOn(rule, '2026-11-20'), 'now')
  assert.equal(standingOn(rule, '2026-11-21'), 'now')
  assert.equal(standingOn(rule, '2026-11-22'), 'over')
  assert.equal(standingOn({ ...rule, validTo: null }, '2027-01-01'), 'now')
})

test('minutes as hours and minutes', () => {
  assert.deepEqual(hoursOf(125), { hours: 2, minutes: 5 })
  assert.deepEqual(hoursOf(60), { hours: 1, minutes: 0 })
})
