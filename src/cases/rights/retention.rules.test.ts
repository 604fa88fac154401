import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cutoffOf, ruleFor, yearsBefore } from './retention.rules.ts'

const rule = (categoryId: string | null, years: number, hold = false) => ({ categoryId, years, hold })

test('the nearest rule above a category is its rule; a hold above it holds', () => {
  const rules = [rule(null, 10), rule('light', 5), rule('noise', 3, true), rule('noise-night', 1)]
  assert.deepEqual(ruleFor([], rules), { years: 10, hold: false })
  assert.deepEqual(ruleFor(['water'], rules), { years: 10, hold: false })
  assert.deepEqual(ruleFor(['light', 'light-street'], rules), { years: 5, hold: false })
  assert.deepEqual(ruleFor(['noise', 'noise-night'], rules), { years: 1, hold: true })
  assert.deepEqual(ruleFor(['light'], [rule(null, 10, true), rule('light', 5)]), { years: 5, hold: true })
  assert.deepEqual(ruleFor(['light'], []), { years: 100, hold: false }, 'without a rule nothing goes early')
})

test('years are years of the calendar', () => {
  const now = new Date('2026-11-22T03:00:00Z')
  assert.equal(yearsBefore(now, 10).toISOString(), '2016-11-22T03:00:00.000Z')
  assert.equal(yearsBefore(new Date('2028-02-29T00:00:00Z'), 1).toISOString(), '2027-02-28T00:00:00.000Z')
  assert.equal(yearsBefore(new Date('2028-02-29T00:00:00Z'), 4).toISOString(), '2024-02-29T00:00:00.000Z')
  assert.equal(cutoffOf({ years: 1, hold: true }, now), null)
  assert.equal(cutoffOf({ years: 1, hold: false }, now)?.toISOString(), '2025-11-22T03:00:00.000Z')
})
