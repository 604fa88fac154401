import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import fc from 'fast-check'
import { keysOf } from './read-json-lines.ts'
import { readRows } from './read-rows.ts'
import type { SourceFile } from './source-row.ts'

async function folderOf(t: TestContext) {
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-lines-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return async (content: string): Promise<SourceFile> => {
    const path = join(folder, 'file')
    await writeFile(path, content)
    return { path, format: 'jsonl', encoding: 'utf-8', delimiter: null }
  }
}

test('a key that every object inherits is a column like any other', async t => {
  const stored = await folderOf(t)
  const file = await stored(
    '{"detail":"一","constructor":"x","__proto__":{"detail":"偷换"},"toString":1}\n{"detail":"二"}\n{"hasOwnProperty":false}\n',
  )
  const keys = await keysOf(file, 1000)
  assert.deepEqual(keys, ['detail', 'constructor', '__proto__', 'toString', 'hasOwnProperty'])
  const rows = await Array.fromAsync(readRows(file, keys))
  assert.deepEqual(
    rows.map(row => row.cells),
    [
      ['一', 'x', '{"detail":"偷换"}', '1', ''],
      ['二', '', '', '', ''],
      ['', '', '', '', 'false'],
    ],
  )
})

test('what is no object is a row of its own, with its number', async t => {
  const stored = await folderOf(t)
  const lines = ['{"a":1}', '[{"a":1}]', '"a"', '7', 'null', '{"a":1', '{"a":NaN}', '  ', '{}', "{'a':1}"]
  const file = await stored(lines.join('\r\n'))
  const rows = await Array.fromAsync(readRows(file, ['a']))
  assert.deepEqual(
    rows.map(({ number, problem }) => [number, problem]),
    [
      [1, null],
      [2, 'not-json'],
      [3, 'not-json'],
      [4, 'not-json'],
      [5, 'not-json'],
      [6, 'not-json'],
      [7, 'not-json'],
      [9, null],
      [10, 'not-json'],
    ],
  )
  assert.equal(rows[1]!.cells[0]!.trim(), '[{"a":1}]', 'the line stays, to be mended')
})

test('of a key that stands twice the last value counts; numbers beyond measure stay as written', async t => {
  const stored = await folderOf(t)
  const file = await stored('{"a":"一","a":"二","b":12345678901234567890,"c":1e400,"d":"\\u0000\\ud800"}\n')
  const [row] = await Array.fromAsync(readRows(file, ['a', 'b', 'c', 'd']))
  assert.deepEqual(row!.cells, ['二', '12345678901234567890', '1e400', '\u0000\ud800'])
})

test('whatever objects a file holds, every value comes back in its column, from wherever the reading begins', async t => {
  const stored = await folderOf(t)
  const key = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.constantFrom('__proto__', 'constructor', 'valueOf', '内容', ''),
  )
  const line = fc.array(fc.tuple(key, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 4 })
  const property = fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 6 }), async lines => {
    const objects = lines.map(pairs => new Map(pairs))
    const text = objects.map(object => {
      const members = [...object].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      return `{${members.join(',')}}\n`
    })
    const file = await stored(text.join(''))
    const keys = await keysOf(file, 1000)
    assert.deepEqual(new Set(keys), new Set(objects.flatMap(object => [...object.keys()])))
    const rows = await Array.fromAsync(readRows(file, keys))
    const expected = objects.map(object => keys.map(name => object.get(name) ?? ''))
    assert.deepEqual(
      rows.map(row => row.cells),
      expected,
    )
    const half = Math.floor(objects.length / 2)
    const rest = await Array.fromAsync(readRows(file, keys, half))
    assert.deepEqual(rest, rows.slice(half))
  })
  await fc.assert(property, { seed: 12345, numRuns: 60 })
})

test('a number keeps its digits, those of an identity card too', async t => {
  const stored = await folderOf(t)
  const file = await stored(
    '{"id":110105194912310021,"n":[62220212345678901],"a":-9007199254740993}\n{"id":12.50,"n":1e400,"a":9007199254740991}\n',
  )
  const rows = await Array.fromAsync(readRows(file, ['id', 'n', 'a']))
  assert.deepEqual(
    rows.map(row => row.cells),
    [
      ['110105194912310021', '["62220212345678901"]', '-9007199254740993'],
      ['12.5', '1e400', '9007199254740991'],
    ],
  )
})
