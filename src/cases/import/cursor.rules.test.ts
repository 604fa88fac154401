import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
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

test('what another release or somebody’s hand wrote into a cursor is a beginning, never a guess', () => {
  const whole = { row: 12, counts: { ...counts, rows: 11 }, began: { at: 1, done: 0 } }
  assert.equal(cursorFrom(whole, 0).row, 12)
  const broken = [
    undefined,
    12,
    { ...whole, row: 12.5 },
    { ...whole, counts: { ...counts, rows: -1 } },
    { ...whole, counts: { rows: 11 } },
    { ...whole, began: null },
    JSON.stringify(whole),
  ]
  for (const kept of broken)
    assert.deepEqual(cursorFrom(kept, 7), { row: 0, counts, began: { at: 7, done: 0 } }, JSON.stringify(kept))
})

test('time that ran backwards, or an end that is near, is no negative rate', () => {
  const at = { row: 0, counts: { ...counts, rows: 100 }, began: { at: 1000, done: 0 } }
  assert.deepEqual(rateOf(at, { now: 999, total: 200 }), { rowsPerSecond: null, secondsLeft: null })
  assert.deepEqual(rateOf(at, { now: 4000, total: 100 }), { rowsPerSecond: 33.3, secondsLeft: 0 })
  assert.equal(rateOf(at, { now: 4000, total: 90 }).secondsLeft, 0, 'a file that grew shorter')
})

const chunk = fc
  .record({
    rejected: fc.nat(5),
    repeated: fc.nat(5),
    states: fc.array(fc.constantFrom('reported', 'handling', 'closed', 'accepted'), { maxLength: 5 }),
  })
  .map(({ repeated, ...one }) => ({ ...one, rows: one.rejected + repeated + one.states.length }))

test('however a file is cut into chunks, and wherever a process is killed, the counts add up to its rows', () => {
  const property = fc.property(fc.array(chunk, { maxLength: 8 }), fc.nat(8), (chunks, killedAfter) => {
    let at = cursorFrom(null, 0)
    let last = 1
    for (const [place, one] of chunks.entries()) {
      last += one.rows
      at = countChunk(at, { ...one, last })
      if (place === killedAfter) at = cursorFrom(JSON.parse(JSON.stringify(at)), 99)
      const { rows, history, open, repeated, rejected } = at.counts
      assert.equal(history + open + repeated + rejected, rows)
    }
    assert.equal(at.row, chunks.length === 0 ? 0 : last)
    assert.equal(
      at.counts.rows,
      chunks.flatMap(one => one.rows).reduce((sum, rows) => sum + rows, 0),
    )
  })
  fc.assert(property, { seed: 12345, numRuns: 300 })
})
