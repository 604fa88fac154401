import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crossingRate, detectDrop, limitsFor, longestWindow, watchDrops } from './detect-drop.rules.ts'

const usual = { total: 4000, overridden: 400 }
const many = (count: number, isOverridden: boolean) => Array.from({ length: count }, () => isOverridden)

/** The crossing rate by adding up the binomial over a fine grid of rates: slow and plain. */
function plainRate(window: number, limit: number, { total, overridden }: typeof usual): number {
  const [a, b] = [overridden + 0.5, total - overridden + 0.5]
  let choose = 1
  for (let i = 1; i < limit; i++) choose *= (window - i) / i
  let [sum, weight] = [0, 0]
  for (let step = 0.5; step < 100_000; step++) {
    const q = step / 100_000
    const density = Math.exp((a - 1) * Math.log(q) + (b - 1) * Math.log(1 - q) + 300)
    weight += density
    sum += density * choose * q ** limit * (1 - q) ** (window - limit + 1)
  }
  return sum / weight
}

test('the crossing rate is that of the binomial averaged over what is known of the rate', () => {
  for (const reference of [
    { total: 40, overridden: 6 },
    { total: 300, overridden: 30 },
  ])
    for (const [window, limit] of [
      [25, 9],
      [50, 12],
      [100, 30],
    ] as const) {
      const exact = plainRate(window, limit, reference)
      assert.ok(Math.abs(crossingRate({ window, limit }, reference) / exact - 1) < 1e-3, `${window} ${limit}`)
    }
})

test('limits keep the sum of all windows under one false alarm in 100,000 decisions, and are no wider than that needs', () => {
  for (const reference of [
    usual,
    { total: 200, overridden: 60 },
    { total: 1_000_000, overridden: 100_000 },
  ]) {
    const limits = limitsFor(reference)
    const all = limits.reduce((sum, one) => sum + crossingRate(one, reference), 0)
    assert.ok(all <= 1 / 100_000)
    const narrower = limits.map(one => ({ ...one, limit: one.limit - 1 }))
    const loose = narrower.reduce((sum, one) => sum + crossingRate(one, reference), 0)
    assert.ok(loose > 1 / 100_000)
  }
})

test('the less is known of the rate, the wider the limits; a worse rate has wider ones', () => {
  const at = (total: number, share: number) =>
    limitsFor({ total, overridden: total * share }).find(one => one.window === 200)!.limit
  assert.equal(at(1_000_000, 0.1), 39)
  assert.ok(at(200, 0.1) > at(4000, 0.1))
  assert.ok(at(4000, 0.3) > at(4000, 0.1))
})

test('a rate at which even all overridden would not be too many has no limit for short windows', () => {
  const limits = limitsFor({ total: 100, overridden: 90 })
  assert.ok(!limits.some(one => one.window === 25))
  assert.ok(limits.every(one => one.limit <= one.window))
  assert.ok(
    limitsFor({ total: 0, overridden: 0 }).length <= 6,
    'nothing known: nothing is thought to be known',
  )
})

test('a window forgets what left it, the shortest over its limit is named, and long ones see slow declines', () => {
  const watch = watchDrops([
    { window: 25, limit: 3 },
    { window: 50, limit: 4 },
  ])
  assert.equal(watch(true), null)
  assert.equal(watch(true), null)
  for (const one of many(24, false)) assert.equal(watch(one), null)
  assert.equal(watch(true), null, 'the first two have left the window of 25')
  assert.deepEqual(watch(true), { window: 50, limit: 4, overridden: 4 })
  assert.deepEqual(watch(true), { window: 25, limit: 3, overridden: 3 })
})

test('the memory of a detector is that of its longest window, however long it watches', () => {
  const watch = watchDrops([{ window: longestWindow, limit: 5 }])
  for (let round = 0; round < 3; round++) {
    for (const one of many(4, true)) assert.equal(watch(one), null)
    for (const one of many(longestWindow, false)) assert.equal(watch(one), null)
  }
  for (const one of many(4, true)) watch(one)
  assert.equal(watch(true)?.overridden, 5)
})

test('decisions as usual are no drop; one override in two is', () => {
  const asUsual = Array.from({ length: 800 }, (_, n) => n % 10 === 0)
  assert.equal(detectDrop(asUsual, usual), null)
  const worse = Array.from({ length: 60 }, (_, n) => n % 2 === 0)
  const found = detectDrop([...asUsual, ...worse], usual)!
  assert.ok(found.overridden >= found.limit && found.window <= 50)
  assert.equal(detectDrop([], usual), null)
})
