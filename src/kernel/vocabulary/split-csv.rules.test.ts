import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitCsv } from './split-csv.rules.ts'

const cells = (text: string) => splitCsv(text).map(record => record.cells)

test('commas, quotes, doubled quotes and breaks inside them', () => {
  assert.deepEqual(cells('a,b\n1,"x, ""y""\nz"\n'), [
    ['a', 'b'],
    ['1', 'x, "y"\nz'],
  ])
  assert.deepEqual(cells('a,b\r\n,\r\n'), [
    ['a', 'b'],
    ['', ''],
  ])
})

test('tabs where the first row has no comma; a mark of byte order is no character', () => {
  assert.deepEqual(cells('\ufeffa\tb\n1,5\t2'), [
    ['a', 'b'],
    ['1,5', '2'],
  ])
  assert.deepEqual(cells('a\n1\t2'), [['a'], ['1\t2']])
})

test('each record knows its line and its text; blank lines are left out', () => {
  assert.deepEqual(
    splitCsv('a\n\n"b\nc"\r\n  \r\nd').map(({ line, text }) => [line, text]),
    [
      [1, 'a'],
      [3, '"b\nc"'],
      [6, 'd'],
    ],
  )
  assert.deepEqual(splitCsv(''), [])
  assert.deepEqual(cells('a"b,c'), [['a"b', 'c']])
})

test('a quote that does not end costs its own row, not the rest of the file', () => {
  assert.deepEqual(
    splitCsv('a,b\n"open,1\nc,d\n"x"y,2\r\n"e","f"').map(({ line, cells: row, text }) => [line, row, text]),
    [
      [1, ['a', 'b'], 'a,b'],
      [2, null, '"open,1'],
      [3, ['c', 'd'], 'c,d'],
      [4, null, '"x"y,2'],
      [5, ['e', 'f'], '"e","f"'],
    ],
  )
  // One that ends thousands of signs later was not meant.
  assert.equal(splitCsv(`"${'路\n'.repeat(1001)}"`)[0]?.cells, null)
})
