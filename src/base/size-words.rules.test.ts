import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sizeWords } from './size-words.rules.ts'

test('a limit in the largest unit that it fills', () => {
  const table: [number, string][] = [
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1 KiB'],
    [1025, '1 KiB'],
    [262_144, '256 KiB'],
    [(1 << 20) - 1, '1023 KiB'],
    [1 << 20, '1 MiB'],
    [(20 << 20) + 5, '20 MiB'],
  ]
  for (const [bytes, words] of table) assert.equal(sizeWords(bytes), words)
})
