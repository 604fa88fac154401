import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LimitRule } from '../limits.contract.ts'
import { durationOf, type LimitQuestion, limitFor } from './limit.rules.ts'

const rule = (id: string, more: Partial<LimitRule> = {}): LimitRule => ({
  id,
  categoryId: null,
  urgency: null,
  departmentId: null,
  handling: { amount: 5, unit: 'workdays' },
  response: null,
  validFrom: '2026-01-01',
  validTo: null,
  ...more,
})
const asked = (more: Partial<LimitQuestion> = {}): LimitQuestion => ({
  categoryPath: ['light', 'light-street', 'lamp'],
  urgency: 'urgent',
  departmentPath: ['government', 'urban'],
  dutyWorkdays: null,
  day: '2026-11-20',
  ...more,
})
const chosen = (rules: LimitRule[], question = asked()) => limitFor(rules, question)?.ruleId ?? null

test('urgency before category, the deeper category, the nearer department, the newer rule', () => {
  const urgent = rule('urgent', { urgency: 'urgent' })
  const wide = rule('wide', { categoryId: 'light' })
  const deep = rule('deep', { categoryId: 'lamp' })
  const above = rule('above', { departmentId: 'government' })
  const here = rule('here', { departmentId: 'urban' })
  const newer = rule('newer', { departmentId: 'urban', validFrom: '2026-11-01' })
  const order = [urgent, deep, wide, newer, here, above]
  for (let i = 0; i < order.length; i++) {
    const left = order.slice(i)
    assert.equal(chosen(left), order[i]!.id)
    assert.equal(chosen(left.toReversed()), order[i]!.id, 'in whatever order they come')
  }
  assert.equal(chosen([deep, rule('both', { categoryId: 'lamp', urgency: 'urgent' }), urgent]), 'both')
})

test('a rule that asks for something else does not hold', () => {
  for (const more of [
    { urgency: 'emergency' as const },
    { categoryId: 'water' },
    { departmentId: 'police' },
    { categoryId: 'lamp', departmentId: 'police' },
    { urgency: 'urgent' as const, validFrom: '2026-11-21' },
    { urgency: 'urgent' as const, validTo: '2026-11-20' },
  ])
    assert.equal(chosen([rule('one', more)]), null, JSON.stringify(more))
  assert.equal(chosen([rule('one', { urgency: 'urgent', validFrom: '2026-11-20' })]), 'one')
  assert.equal(chosen([rule('one', { urgency: 'urgent', validTo: '2026-11-21' })]), 'one')
  assert.equal(chosen([rule('one', { categoryId: 'lamp' })], asked({ categoryPath: [] })), null)
})

test('a rule, else the duty, else the city’s default, else none', () => {
  const usual = rule('usual', { response: { amount: 2, unit: 'hours' } })
  const named = rule('named', { urgency: 'urgent', handling: { amount: 4, unit: 'hours' } })
  const duty = asked({ dutyWorkdays: 3 })
  assert.deepEqual(limitFor([usual, named], duty), {
    source: 'rule',
    ruleId: 'named',
    handling: { hours: 4 },
    response: null,
  })
  assert.deepEqual(limitFor([usual], duty), {
    source: 'duty',
    ruleId: null,
    handling: { workdays: 3 },
    response: { hours: 2 },
  })
  assert.deepEqual(limitFor([], duty), {
    source: 'duty',
    ruleId: null,
    handling: { workdays: 3 },
    response: null,
  })
  assert.deepEqual(limitFor([usual], asked()), {
    source: 'default',
    ruleId: 'usual',
    handling: { workdays: 5 },
    response: { hours: 2 },
  })
  assert.equal(limitFor([], asked()), null)
})

test('units as the calendar counts them', () => {
  assert.deepEqual(durationOf({ amount: 90, unit: 'minutes' }), { minutes: 90 })
  assert.deepEqual(durationOf({ amount: 4, unit: 'hours' }), { hours: 4 })
  assert.deepEqual(durationOf({ amount: 5, unit: 'workdays' }), { workdays: 5 })
})
