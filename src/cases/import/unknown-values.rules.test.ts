import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tallyOfUnknown } from './unknown-values.rules.ts'

test('unknown values are counted, the most frequent first', () => {
  const tally = tallyOfUnknown()
  for (const value of ['乙', '甲', '甲', '丙']) tally.add({ department: value })
  tally.add({ nature: '甲', department: '甲' })
  assert.deepEqual(tally.list(3), {
    items: [
      { field: 'department', value: '甲', count: 3 },
      { field: 'department', value: '丙', count: 1 },
      { field: 'department', value: '乙', count: 1 },
    ],
    more: true,
  })
  assert.equal(tally.list(4).more, false)
})

test('a column of free text does not fill the memory', () => {
  const tally = tallyOfUnknown()
  for (let row = 0; row < 6000; row++) tally.add({ duty: String(row) })
  tally.add({ duty: '7' })
  const { items, more } = tally.list(10_000)
  assert.equal(items.length, 5000)
  assert.deepEqual(items[0], { field: 'duty', value: '7', count: 2 })
  assert.equal(more, true)
})
