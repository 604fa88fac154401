import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chargeAttempt, type FailureCount, minutesLeft } from './lockout.rules.ts'

const start = new Date('2026-03-02T09:00:00Z')
const after = (minutes: number) => new Date(start.getTime() + minutes * 60_000)

test('five attempts, then a lock of fifteen minutes, then five again', () => {
  let count: FailureCount | undefined
  for (let attempt = 1; attempt <= 5; attempt++) {
    const charged = chargeAttempt(count, after(0))
    assert.equal(charged.allowed, true)
    assert.equal(charged.closes, attempt === 5)
    assert.equal(charged.next.failures, attempt)
    count = charged.next
  }
  assert.deepEqual(count?.lockedUntil, after(15))
  assert.deepEqual(chargeAttempt(count, after(14.9)), { allowed: false, closes: false, next: count })
  const again = chargeAttempt(count, after(15))
  assert.equal(again.allowed, true)
  assert.deepEqual(again.next, { failures: 1, lockedUntil: null, updatedAt: after(15) })
})

test('an attempt during the lock does not prolong it', () => {
  const locked = { failures: 5, lockedUntil: after(15), updatedAt: start }
  assert.equal(chargeAttempt(locked, after(10)).next, locked)
})

test('a count of long ago is forgotten, a recent one is not', () => {
  const four = { failures: 4, lockedUntil: null, updatedAt: start }
  assert.equal(chargeAttempt(four, after(14)).next.failures, 5)
  assert.equal(chargeAttempt(four, after(15)).next.failures, 1)
})

test('a lock that ended early counts from one, though its count was recent', () => {
  const ended = { failures: 5, lockedUntil: after(1), updatedAt: start }
  assert.equal(chargeAttempt(ended, after(2)).next.failures, 1)
})

test('the time left is told in minutes, rounded up', () => {
  assert.equal(minutesLeft(after(15), after(0.5)), 15)
  assert.equal(minutesLeft(after(15), after(14.999)), 1)
  assert.equal(minutesLeft(after(15), after(16)), 1)
})
