import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countChunk, cursorFrom, rateOf } from './cursor.rules.ts'

const counts = { rows: 0, history: 0, open: 0, repeated: 0, rejected: 0 }

test('an import begins at the beginning, or behind what was written', () => {
  assert.deepEqual(cursorFrom(null, 5), { row: 0, counts, began: { at: 5, done: 0 } })
  const kept = { row: 12, counts: { ...counts, rows: 11, open: 11 }, began: { at: 1, done: 0 } }
  assert.deepEqual(cursorFrom(kept, 5), { ...kept, began: { at: 5, done: 11 } })
  assert.equal(cursorFrom({ row: 'x' }, 5).row, 0)
})

test('what became of the rows adds up', () => {
  const first = countChunk(cursorFrom(null, 0), {
    ...{ last: 11, rows: 10, rejected: 2 },
    states: ['reported', 'reported', 'closed', 'handling', 'closed'],
  })
  assert.deepEqual(first.counts, { rows: 10, history: 3, open: 2, repeated: 3, rejected: 2 })
  const second = countChunk(first, { last: 12, rows: 1, rejected: 0, states: ['reported'] })
  assert.deepEqual(second.counts, { rows: 11, history: 3, open: 3, repeated: 3, rejected: 2 })
  assert.equal(second.row, 12)
})

test('the rate is that of the present process', () => {
  const at = { row: 0, counts: { ...counts, rows: 3000 }, began: { at: 1000, done: 1000 } }
  assert.deepEqual(rateOf(at, { now: 3000, total: 5000 }), { rowsPerSecond: 1000, secondsLeft: 2 })
  assert.deepEqual(rateOf(at, { now: 1000, total: 5000 }), { rowsPerSecond: null, secondsLeft: null })
  assert.deepEqual(rateOf(cursorFrom(at, 0), { now: 9, total: 9 }), {
    rowsPerSecond: null,
    secondsLeft: null,
  })
})
