import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gatherRows } from './gather-rows.ts'
import type { TrainingRow } from './training-task.ts'

const row = (text: string, label: string, rest: Partial<TrainingRow> = {}): TrainingRow => ({
  id: `${label}-${text}`,
  text,
  label,
  kind: 'decided',
  weight: 1,
  ...rest,
})

async function* given(rows: readonly TrainingRow[]) {
  yield* rows
}

test('the same text with the same label is one row that weighs as much as they did, to a limit', async () => {
  const rows = [row('a', 'x'), row('a', 'x', { weight: 1.5 }), row('a', 'y'), ...Array(9).fill(row('b', 'x'))]
  const gathered = await gatherRows(given(rows), { onRow: () => undefined })
  assert.deepEqual(
    gathered.rows.map(one => [one.text, one.label, one.weight]),
    [
      ['a', 'x', 2.5],
      ['a', 'y', 1],
      ['b', 'x', 4],
    ],
  )
  assert.deepEqual(gathered.labels, ['x', 'y'])
})

test('rows are counted by kind, copies too, in the order of trust', async () => {
  const rows = [
    row('a', 'x', { kind: 'generated' }),
    row('a', 'x', { kind: 'generated' }),
    row('b', 'x', { kind: 'blind' }),
    row('c', 'y', { kind: 'adopted' }),
  ]
  const { kinds } = await gatherRows(given(rows), { onRow: () => undefined })
  assert.deepEqual(Object.entries(kinds), [
    ['blind', 1],
    ['adopted', 1],
    ['generated', 2],
  ])
})

test('rows handed in are not changed', async () => {
  const rows = [row('a', 'x'), row('a', 'x')]
  await gatherRows(given(rows), { onRow: () => undefined })
  assert.deepEqual(
    rows.map(one => one.weight),
    [1, 1],
  )
})

test('it tells how far it is, and ends when it is told to', async () => {
  const rows = Array.from({ length: 3500 }, (_, index) => row(`text ${index}`, 'x'))
  const seen: number[] = []
  await gatherRows(given(rows), { onRow: count => seen.push(count) })
  assert.deepEqual(seen, [1000, 2000, 3000])
  const stop = new AbortController()
  const onRow = () => stop.abort(new Error('enough'))
  await assert.rejects(gatherRows(given(rows), { signal: stop.signal, onRow }), /enough/)
})

test('nothing gives nothing', async () => {
  const gathered = await gatherRows(given([]), { onRow: () => undefined })
  assert.deepEqual(gathered, { rows: [], labels: [], kinds: {} })
})

test('what is learned from holds no highly sensitive value, and texts that differ by it alone are one row', async () => {
  const rows = [row('漏水，电话 13812345678', 'x'), row('漏水，电话 13900001111', 'x')]
  const gathered = await gatherRows(given(rows), { onRow: () => undefined })
  assert.deepEqual(
    gathered.rows.map(one => [one.text, one.weight]),
    [['漏水，电话 ⟦手机1⟧', 2]],
  )
})
