import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isInForce } from './entry.rules.ts'

test('what has no end is in force; what ends on a day is so until the day before', () => {
  assert.equal(isInForce({ validTo: null }, '2026-06-01'), true)
  assert.equal(isInForce({ validTo: '2026-06-02' }, '2026-06-01'), true)
  assert.equal(isInForce({ validTo: '2026-06-01' }, '2026-06-01'), false)
  assert.equal(isInForce({ validTo: '2026-05-31' }, '2026-06-01'), false)
})
