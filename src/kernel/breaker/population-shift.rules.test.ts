import assert from 'node:assert/strict'
import { test } from 'node:test'
import { populationShift } from './population-shift.rules.ts'

/** A fixed sequence of numbers in [0, 1) that look random: the test says the same each time. */
function sequence(seed: number) {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
const many = (count: number, seed: number, of: (random: number) => number = one => one) => {
  const next = sequence(seed)
  return Array.from({ length: count }, () => of(next()))
}

test('the index of a known shift, by hand', () => {
  // Two bins of one half each, and newer values with a quarter and three quarters: 0.25 × ln 3 twice … 0.2747.
  const reference = [...new Array<number>(500).fill(0), ...new Array<number>(500).fill(1)]
  const newest = [...new Array<number>(100).fill(0), ...new Array<number>(300).fill(1)]
  assert.ok(Math.abs(populationShift(reference, newest)! - 0.25 * Math.log(3)) < 0.005)
})

test('the same population moves by chance only, far under what is acted on', () => {
  const shifts = Array.from(
    { length: 200 },
    (_, n) => populationShift(many(1000, 2 * n + 1), many(200, 2 * n + 7919))!,
  )
  const mean = shifts.reduce((sum, one) => sum + one, 0) / shifts.length
  assert.ok(mean > 0.03 && mean < 0.08, `mean ${mean}`)
  assert.ok(Math.max(...shifts) < 0.2, `most ${Math.max(...shifts)}`)
})

test('another population is seen: moved, narrower, or with values that never were', () => {
  const reference = many(1000, 5)
  assert.ok(
    populationShift(
      reference,
      many(200, 6, one => one * 0.6),
    )! > 0.25,
  )
  assert.ok(
    populationShift(
      reference,
      many(200, 6, one => 0.4 + one * 0.2),
    )! > 0.25,
  )
  assert.ok(
    populationShift(
      reference,
      many(200, 6, one => one + 5),
    )! > 0.25,
  )
})

test('one value only, before and after, is no shift; too few values say nothing', () => {
  const same = new Array<number>(1000).fill(7)
  assert.ok(populationShift(same, same.slice(0, 200))! < 0.01)
  assert.equal(populationShift(same.slice(0, 499), same), null)
  assert.equal(populationShift(same, same.slice(0, 199)), null)
})
