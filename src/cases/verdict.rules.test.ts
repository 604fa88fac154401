import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DispatchAdvice } from './advice.contract.ts'
import { verdictOf } from './verdict.rules.ts'

const candidate = (departmentId: string, dutyId: string | null = null) => ({
  departmentId,
  dutyId,
  categoryId: null,
  confidence: 0.5,
})
const advice = (...candidates: DispatchAdvice['candidates']): DispatchAdvice => ({
  candidates,
  method: 'duty-list',
  similar: [],
})
const value = advice(candidate('water', 'leak'), candidate('housing'), candidate('roads'))
const judge = (departmentId: string, dutyId: string | null = null) =>
  verdictOf({ value, expired: false }, { departmentId, dutyId })

test('going where the best candidate says is adopting', () => {
  assert.equal(judge('water'), 'adopted')
  assert.equal(judge('water', 'leak'), 'adopted')
})

test('the same department for another duty is amending', () => {
  assert.equal(judge('water', 'meter'), 'amended')
})

test('a duty beside advice that named none still adopts', () => {
  const plain = advice(candidate('water'))
  assert.equal(
    verdictOf({ value: plain, expired: false }, { departmentId: 'water', dutyId: 'leak' }),
    'adopted',
  )
})

test('another candidate is amending, none of them rejecting', () => {
  assert.equal(judge('roads'), 'amended')
  assert.equal(judge('schools'), 'rejected')
})

test('without advice the person decided alone', () => {
  assert.equal(
    verdictOf({ value: null, expired: false }, { departmentId: 'water', dutyId: null }),
    'taken-over',
  )
})

test('expired advice is judged by nobody', () => {
  assert.equal(verdictOf({ value, expired: true }, { departmentId: 'water', dutyId: null }), 'expired')
  assert.equal(verdictOf({ value, expired: true }, { departmentId: 'schools', dutyId: null }), 'expired')
})
