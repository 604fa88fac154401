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
