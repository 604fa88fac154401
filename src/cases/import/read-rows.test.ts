import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { chunkRows, chunksOf } from './chunks.ts'
import { keysOf } from './read-json-lines.ts'
import { cellsPath, readRows } from './read-rows.ts'
import { readLines, readText } from './read-text.ts'
import type { SourceFile, SourceRow } from './source-row.ts'

async function stored(t: TestContext, content: string | Uint8Array, rest: Partial<SourceFile> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-rows-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const path = join(folder, 'file')
  await writeFile(path, content)
  return { path, format: 'csv' as const, encoding: 'utf-8' as const, delimiter: ',', ...rest }
}
const all = <T>(rows: AsyncIterable<T>) => Array.fromAsync(rows)
const short = (row: SourceRow) => `${row.number}:${row.problem ?? row.cells.join('|')}`

test('rows of CSV: quotation marks, shifted rows, empty ends', async t => {
  const file = await stored(
    t,
    'a,b\r\n1,"x, ""y""\nz"\r\n2,3,4\r\n5\r\n6,7,, ,\r\n , \r\n8,in "the" middle\r\n',
  )
  assert.deepEqual((await all(readRows(file, ['a', 'b']))).map(short), [
    '2:1|x, "y"\nz',
    '3:shifted',
    '4:shifted',
    '5:6|7',
    '6:empty-row',
    '7:8|in "the" middle',
  ])
  assert.deepEqual((await all(readRows(file, ['a', 'b'], 5))).map(short), [
    '6:empty-row',
    '7:8|in "the" middle',
  ])
})

test('rows of JSON lines: what is no object is kept, nested values are text', async t => {
  const file = await stored(t, '{"a":1,"b":{"c":[2]}}\n\nnot json\n[1]\n{"b":null,"d":5}\n{"a":true}', {
    format: 'jsonl',
  })
  assert.deepEqual(await keysOf(file, 100), ['a', 'b', 'd'])
  assert.deepEqual(await keysOf(file, 1), ['a', 'b'])
  assert.deepEqual((await all(readRows(file, ['a', 'b', 'd']))).map(short), [
    '1:1|{"c":[2]}|',
    '3:not-json',
    '4:not-json',
    '5:||5',
    '6:true||',
  ])
  assert.deepEqual((await all(readRows(file, ['a'], 5))).map(short), ['6:true'])
})

test('rows of an unpacked workbook: short rows are filled, long ones are shifted', async t => {
  const file = await stored(t, 'the workbook', { format: 'xlsx' })
  await writeFile(cellsPath(file.path), '[1,"a","b"]\n[2,"x"]\n[4,"x","y","z"]\n[5,"x","y",""]\n')
  assert.deepEqual((await all(readRows(file, ['a', 'b']))).map(short), ['2:x|', '4:shifted', '5:x|y'])
  assert.deepEqual((await all(readRows(file, ['a', 'b'], 4))).map(short), ['5:x|y'])
})

test('text is decoded across the borders of pieces, and lines too long are cut', async t => {
  const text = `${'城枢'.repeat(150_000)}\n末行`
  const file = await stored(t, text)
  assert.equal((await all(readText(file))).join(''), text)
  const lines = await all(readLines(readText(file), 1 << 20))
  assert.deepEqual([lines.length, lines[0]!.length, lines[1]], [2, 300_000, '末行'])
  const cut = await all(readLines(readText(file), 1000))
  assert.equal(cut[0]!.length, 1000)
  const broken = await stored(t, Uint8Array.of(0x61, 0xff, 0x62))
  assert.equal((await all(readText(broken))).join(''), 'a\uFFFDb')
})

test('a chunk has at most so many rows and so many characters', async () => {
  async function* rows(count: number, cell: string): AsyncGenerator<SourceRow> {
    for (let number = 2; number < count + 2; number++) yield { number, cells: [cell], problem: null }
  }
  const sizes = async (count: number, cell: string) =>
    (await all(chunksOf(rows(count, cell)))).map(chunk => chunk.length)
  assert.deepEqual(await sizes(chunkRows * 2 + 1, 'x'), [chunkRows, chunkRows, 1])
  assert.deepEqual(await sizes(5, '长'.repeat(1_000_000)), [2, 2, 1])
  assert.deepEqual(await sizes(0, 'x'), [])
})
