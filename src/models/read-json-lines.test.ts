import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RawLine, readLines } from './read-json-lines.ts'

async function linesOf(bytes: Buffer, chunk: number): Promise<RawLine[]> {
  async function* pieces() {
    for (let from = 0; from < bytes.length; from += chunk) yield bytes.subarray(from, from + chunk)
  }
  return await Array.fromAsync(readLines(pieces()))
}

test('lines are the same however the bytes arrive, through the middle of a character too', async () => {
  const bytes = Buffer.from('{"text":"路灯😀"}\n\n{"a":1}\r\nlast')
  const expected = [
    { line: 1, text: '{"text":"路灯😀"}' },
    { line: 3, text: '{"a":1}\r' },
    { line: 4, text: 'last' },
  ]
  for (const chunk of [1, 2, 3, 7, 1000]) assert.deepEqual(await linesOf(bytes, chunk), expected)
})

test('a byte order mark is no part of the first line', async () => {
  assert.deepEqual(await linesOf(Buffer.from('\ufeff{}\n{}'), 5), [
    { line: 1, text: '{}' },
    { line: 2, text: '{}' },
  ])
})

test('a line in another encoding is named, and those around it are read', async () => {
  const gbk = Buffer.from([0xc2, 0xb7, 0xb5, 0xc6])
  const bytes = Buffer.concat([Buffer.from('one\n'), gbk, Buffer.from('\nthree\n')])
  assert.deepEqual(await linesOf(bytes, 4), [
    { line: 1, text: 'one' },
    { line: 2, fault: 'not-utf-8' },
    { line: 3, text: 'three' },
  ])
})

test('a line without end is not held, and the next one is read', async () => {
  const bytes = Buffer.concat([Buffer.alloc(9 * 1024 * 1024, 'x'), Buffer.from('\nnext')])
  assert.deepEqual(await linesOf(bytes, 65_536), [
    { line: 1, fault: 'line-too-long' },
    { line: 2, text: 'next' },
  ])
})

test('nothing gives nothing', async () => {
  assert.deepEqual(await linesOf(Buffer.alloc(0), 5), [])
  assert.deepEqual(await linesOf(Buffer.from('\n\n  \n'), 5), [])
})
