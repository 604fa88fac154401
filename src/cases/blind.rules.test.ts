import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBlind } from './blind.rules.ts'

// Plain counting ids: the draw must spread by itself.
const ids = Array.from(
  { length: 20_000 },
  (_, index) => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
)
const blindAt = (share: number) => ids.filter(id => isBlind(id, share))

test('none are blind at 0 and all at 1', () => {
  assert.equal(blindAt(0).length, 0)
  assert.equal(blindAt(1).length, ids.length)
})

test('the share that is blind is the share that was asked for', () => {
  for (const share of [0.05, 0.25, 0.5]) {
    const found = blindAt(share).length / ids.length
    // Four standard errors of a fair draw.
    const allowed = 4 * Math.sqrt((share * (1 - share)) / ids.length)
    assert.ok(Math.abs(found - share) < allowed, `${share}: ${found}`)
  }
})

test('a case is blind or not whatever the process, and whatever the case of its letters', () => {
  const id = '0192f0c1-aaaa-7bbb-8ccc-ddddeeeeffff'
  for (const share of [0.05, 0.3, 0.6]) assert.equal(isBlind(id, share), isBlind(id.toUpperCase(), share))
  const upper = ids.map((_, index) => `ABCDEF${index}`).filter(text => isBlind(text, 0.5))
  const lower = ids.map((_, index) => `abcdef${index}`).filter(text => isBlind(text, 0.5))
  assert.deepEqual(
    upper.map(text => text.toLowerCase()),
    lower,
  )
})

test('raising the share only adds blind cases', () => {
  const few = new Set(blindAt(0.05))
  const more = new Set(blindAt(0.1))
  assert.ok(more.size > few.size)
  for (const id of few) assert.ok(more.has(id))
})
