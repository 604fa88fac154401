import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bodyOf, isFinal, mostAttempts, pauseSeconds } from './message.rules.ts'

const at = new Date('2026-11-22T08:00:00Z')
const fact = {
  type: 'dispatched',
  at,
  caseId: 'c',
  code: '20261122-ABCD',
  sequence: 3,
  state: 'dispatched',
  disposition: 'resolved',
  departmentId: 'd',
  categoryId: null,
  regionId: 'r',
  reportedAt: at,
  dueAt: at,
  closedAt: at,
}

test('a message holds ids, words of the contract and times, and nothing else', () => {
  assert.deepEqual(bodyOf(fact), {
    type: 'case.dispatched',
    timestamp: '2026-11-22T08:00:00.000Z',
    data: {
      caseId: 'c',
      code: '20261122-ABCD',
      sequence: 3,
      state: 'dispatched',
      disposition: null,
      departmentId: 'd',
      categoryId: null,
      regionId: 'r',
      reportedAt: '2026-11-22T08:00:00.000Z',
      dueAt: '2026-11-22T08:00:00.000Z',
      closedAt: null,
    },
  })
})

test('how it ended is told of a closed case; a deadline that never comes is none', () => {
  const { data } = bodyOf({ ...fact, state: 'closed', dueAt: new Date(Number.NaN) }) as {
    data: Record<string, unknown>
  }
  assert.deepEqual([data.disposition, data.closedAt, data.dueAt], ['resolved', at.toISOString(), null])
})

test('tries come further and further apart, up to an hour, and a little spread', () => {
  assert.deepEqual(
    [1, 2, 3, 10, 11, 14].map(attempts => pauseSeconds(attempts, 0.5)),
    [5, 10, 20, 2560, 3600, 3600],
  )
  assert.deepEqual([pauseSeconds(3, 0), pauseSeconds(3, 1)], [15, 25])
  let total = 0
  for (let attempts = 1; attempts < mostAttempts; attempts++) total += pauseSeconds(attempts, 0.5)
  assert.ok(total > 5 * 3600 && total < 7 * 3600, String(total))
})

test('a refused address and a receiver that is gone end it, a fault does not', () => {
  assert.ok(isFinal('base.webhook-target-refused', undefined))
  assert.ok(isFinal('base.webhook-not-accepted', 410))
  assert.ok(!isFinal('base.webhook-not-accepted', 404))
  assert.ok(!isFinal('base.webhook-unreachable', undefined))
})
