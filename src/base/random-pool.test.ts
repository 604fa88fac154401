import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshBytes } from './random-pool.ts'

test('bytes are never given out twice, however the draws fall on the pool', () => {
  const seen = new Set<string>()
  for (let draw = 0; draw < 3000; draw++)
    seen.add(
      freshBytes(16 + (draw % 7))
        .toString('hex')
        .slice(0, 32),
    )
  assert.equal(seen.size, 3000)
})

test('what was given out stays as it was, and is of the length asked for', () => {
  const first = freshBytes(10)
  const copy = Buffer.from(first)
  for (let draw = 0; draw < 1000; draw++) freshBytes(100)
  assert.deepEqual(first, copy)
  assert.equal(first.length, 10)
  assert.equal(freshBytes(4096).length, 4096)
  assert.notEqual(freshBytes(4096).compare(Buffer.alloc(4096)), 0)
})

test('a whole draw is not wiped before it is read', () => {
  const zeros = freshBytes(4096).filter(byte => byte === 0).length
  assert.ok(zeros < 100, 'some 16 of 4096 random bytes are zero')
})
