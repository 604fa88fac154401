import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { importMapping } from '../imports.contract.ts'
import { rowHash } from './row-hash.ts'
import { keepable, sortRows } from './sort-rows.rules.ts'

const reading = {
  places: new Map([
    ['externalId' as const, 0],
    ['detail' as const, 1],
    ['department' as const, 2],
  ]),
  mapping: importMapping.parse({ columns: {} }),
  meaning: () => 'unknown' as const,
  instantOf: () => 0,
  latest: 0,
  damaged: false,
}
const sort = (rows: [string, string, string?][]) =>
  sortRows(
    rows.map((cells, place) => ({
      number: place + 2,
      cells: [cells[0], cells[1], cells[2] ?? ''],
      problem: null,
    })),
    reading,
    rowHash,
  )

test('rows are ready, rejected or repeated, and add up', () => {
  const { ready, rejected, repeated, unknown } = sort([
    ['1', '一'],
    ['2', ''],
    ['1', '又'],
    ['3', '三', '水务局'],
  ])
  assert.deepEqual(
    ready.map(one => [one.number, one.externalId, one.row.detail]),
    [
      [2, '1', '一'],
      [5, '3', '三'],
    ],
  )
  assert.deepEqual(rejected, [
    { row: 3, reasons: [{ code: 'detail-missing', field: 'detail', value: '' }], cells: ['2', '', ''] },
  ])
  assert.equal(repeated, 1)
  assert.deepEqual(unknown, [{ department: '水务局' }])
})

test('a row without an id is known by all its cells', () => {
  const { ready, repeated } = sort([
    ['', '一'],
    ['', '一'],
    ['', '一', '二'],
  ])
  assert.equal(repeated, 1)
  assert.equal(ready.length, 2)
  assert.notEqual(ready[0]!.externalId, ready[1]!.externalId)
  assert.match(ready[0]!.externalId, /^row-[0-9a-f]{40}$/)
  assert.equal(rowHash(['a', 'b']) === rowHash(['ab', '']), false)
})

test('a row that could not be taken apart keeps what was read', () => {
  const { rejected } = sortRows(
    [{ number: 9, cells: ['a\u0000', 'b'], problem: 'shifted' }],
    reading,
    rowHash,
  )
  assert.deepEqual(rejected, [{ row: 9, reasons: [{ code: 'shifted', field: null }], cells: ['a', 'b'] }])
})

test('what is kept of a row can be stored', () => {
  assert.deepEqual(keepable(['a\u0000b', '\ud800', 'x'.repeat(30_000)]), ['ab', '\ufffd', 'x'.repeat(20_000)])
})

test('every row is in one place and in no other, in the order of the file', () => {
  const cell = fc.constantFrom('', '1', '2', '3', '路灯', '\u0000', ' ')
  const problem = fc.constantFrom(null, null, null, 'shifted' as const, 'empty-row' as const)
  const rows = fc.array(fc.record({ cells: fc.tuple(cell, cell, cell), problem }), { maxLength: 20 })
  const property = fc.property(rows, given => {
    const numbered = given.map((one, place) => ({ number: place + 2, ...one }))
    const { ready, rejected, repeated, unknown } = sortRows(numbered, reading, rowHash)
    assert.equal(ready.length + rejected.length + repeated, given.length)
    const numbers = [...ready.map(one => one.number), ...rejected.map(one => one.row)]
    assert.equal(new Set(numbers).size, numbers.length)
    assert.equal(new Set(ready.map(one => one.externalId)).size, ready.length, 'an id is one case')
    assert.ok(rejected.every(one => one.reasons.length > 0 && !one.cells.join('').includes('\u0000')))
    assert.ok(unknown.every(one => one.department?.trim()))
    const [first] = ready
    if (first) {
      // Alone a row comes to the same: no row is judged by its neighbours, but for being a repetition.
      const alone = sortRows(numbered.slice(first.number - 2, first.number - 1), reading, rowHash)
      assert.deepEqual(alone.ready, [first])
    }
  })
  fc.assert(property, { seed: 12345, numRuns: 500 })
})
