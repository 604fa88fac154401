import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rateOf } from './wilson.rules.ts'

const near = (found: number, expected: number) =>
  assert.ok(Math.abs(found - expected) < 5e-4, `${found} is not ${expected}`)

test('intervals are those of the published worked examples', () => {
  // Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
  const cases = [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const
  for (const [hits, total, low, high] of cases) {
    const rate = rateOf(hits, total)
    near(rate.low, low)
    near(rate.high, high)
    assert.equal(rate.share, hits / total)
  }
})

test('nothing counted is no share, and all of few is not certain', () => {
  assert.deepEqual(rateOf(0, 0), { hits: 0, total: 0, share: null, low: 0, high: 1 })
  const all = rateOf(5, 5)
  assert.equal(all.high, 1)
  near(all.low, 0.5655)
})

test('the share lies within its interval, which narrows as more is counted', () => {
  for (const total of [1, 7, 50, 1000]) {
    for (let hits = 0; hits <= total; hits += Math.max(1, total >> 3)) {
      const rate = rateOf(hits, total)
      assert.ok(rate.low <= hits / total && hits / total <= rate.high, `${hits} of ${total}`)
      assert.ok(rate.low >= 0 && rate.high <= 1)
    }
  }
  assert.ok(rateOf(500, 1000).high - rateOf(500, 1000).low < rateOf(5, 10).high - rateOf(5, 10).low)
})
