import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pick, randomFrom, sample } from './random.rules.ts'

const take = (seed: number, count: number) => {
  const random = randomFrom(seed)
  return Array.from({ length: count }, random)
}

test('a seed gives the same numbers again, another seed gives others', () => {
  assert.deepEqual(take(7, 5), take(7, 5))
  assert.notDeepEqual(take(7, 5), take(8, 5))
  // From the published reference implementation of mulberry32: runs of another release must pick the same.
  assert.equal(take(1, 1)[0], 0.6270739405881613)
})

test('the numbers are spread over the whole range from 0 up to 1', () => {
  const numbers = take(3, 10_000)
  assert.ok(numbers.every(one => one >= 0 && one < 1))
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length
  assert.ok(Math.abs(mean - 0.5) < 0.02, String(mean))
  const chosen = new Set(Array.from({ length: 200 }, () => pick(['a', 'b', 'c'], Math.random)))
  assert.deepEqual([...chosen].sort(), ['a', 'b', 'c'])
  assert.equal(pick([], Math.random), undefined)
})

test('a sample holds each at most once, and everything where it is as large as the list', () => {
  const list = Array.from({ length: 40 }, (_, at) => at)
  const drawn = sample(list, 10, randomFrom(5))
  assert.equal(new Set(drawn).size, 10)
  assert.notDeepEqual(drawn, list.slice(0, 10))
  assert.deepEqual(
    sample(list, 99, randomFrom(5)).toSorted((a, b) => a - b),
    list,
  )
  assert.deepEqual(sample(list, 10, randomFrom(5)), drawn)
})
