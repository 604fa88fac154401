import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from './seeded-random.ts'

const draws = (seed: number, count: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => random.number())
}

test('the same seed draws the same numbers, another seed others', () => {
  assert.deepEqual(draws(7, 50), draws(7, 50))
  assert.notDeepEqual(draws(7, 50), draws(8, 50))
})

test('numbers lie in [0, 1) and are spread evenly', () => {
  const numbers = draws(3, 20_000)
  assert.ok(numbers.every(number => number >= 0 && number < 1))
  for (let tenth = 0; tenth < 10; tenth++) {
    const share = numbers.filter(number => Math.floor(number * 10) === tenth).length / numbers.length
    assert.ok(Math.abs(share - 0.1) < 0.01, `tenth ${tenth} has ${share}`)
  }
})

test('integers reach both ends and nothing beyond', () => {
  const random = seededRandom(1)
  const drawn = new Set(Array.from({ length: 500 }, () => random.integer(3, 6)))
  assert.deepEqual([...drawn].sort(), [3, 4, 5, 6])
})

test('a weight says how often an item is drawn, and none never', () => {
  const random = seededRandom(2)
  const drawn = Array.from({ length: 6000 }, () =>
    random.weighted([
      ['often', 3],
      ['seldom', 1],
      ['never', 0],
    ]),
  )
  const share = drawn.filter(item => item === 'often').length / drawn.length
  assert.ok(Math.abs(share - 0.75) < 0.03, String(share))
  assert.ok(!drawn.includes('never'))
})

test('chance follows its probability', () => {
  const random = seededRandom(4)
  const hits = Array.from({ length: 5000 }, () => random.chance(0.2)).filter(Boolean).length
  assert.ok(Math.abs(hits / 5000 - 0.2) < 0.03)
})

test('shuffling keeps every item and leaves the given list alone', () => {
  const items = Array.from({ length: 40 }, (_, index) => index)
  const shuffled = seededRandom(5).shuffled(items)
  assert.notDeepEqual(shuffled, items)
  assert.deepEqual(
    [...shuffled].sort((a, b) => a - b),
    items,
  )
  assert.equal(items[0], 0)
})

test('nothing can be picked from an empty list', () => {
  assert.throws(() => seededRandom(1).pick([]), RangeError)
})
