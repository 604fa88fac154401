import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RunSignalName } from './breaker.contract.ts'
import { type Around, nextOfRuns, type Run, signalsOf, verdictOn } from './judge-runs.rules.ts'

const run = (changes: Partial<Run> = {}): Run => ({
  failed: false,
  attacked: false,
  checkFailed: false,
  confidence: 0.9,
  milliseconds: 20,
  characters: 40,
  ...changes,
})
/** So many runs of which every so-manieth is changed. */
const runs = (count: number, every = 0, changes: Partial<Run> = {}) =>
  Array.from({ length: count }, (_, n) => run(every > 0 && n % every === 0 ? changes : {}))
const people = (changes: Partial<Around> = {}): Around => ({
  objections: 0,
  decided: 500,
  blind: { settled: 0, overridden: 0 },
  reliance: { known: 100, unopened: 0.3, seconds: 30 },
  ...changes,
})
const judge = (of: readonly Run[], around = people(), isCut = false) =>
  verdictOn(signalsOf(of, around, { overrideShare: 0.4, isCut }))
const signal = (name: RunSignalName, of: readonly Run[], around = people()) =>
  signalsOf(of, around, { overrideShare: 0.4, isCut: false }).find(one => one.name === name)!

test('what runs as usual asks for nothing, from its first run on', () => {
  for (const count of [0, 1, 49, 150, 1200])
    assert.deepEqual(judge(runs(count)), { asks: 'nothing', over: [] }, `${count}`)
  assert.equal(signal('errors', runs(10)).value, null, 'too little to say')
  assert.equal(signal('errors', runs(100, 50, { failed: true })).value, 0.02)
})

test('errors cut off when three of the newest four windows have too many, and one bad window does not', () => {
  const usual = runs(1000, 100, { failed: true })
  const bad = (count: number) => runs(count, 5, { failed: true })
  assert.deepEqual(judge([...usual, ...bad(200)]), { asks: 'cut', over: ['errors'] })
  assert.deepEqual(judge([...usual, ...bad(150)]), { asks: 'cut', over: ['errors'] }, 'the newest three')
  assert.deepEqual(judge([...runs(35), ...bad(150)]).asks, 'cut', 'windows end with the newest run')
  assert.deepEqual(judge([...usual, ...bad(100)]).asks, 'nothing')
  assert.equal(judge(bad(50), people(), true).asks, 'cut', 'cut off already, one bad window keeps it off')
  assert.equal(judge(bad(50)).asks, 'nothing')
})

test('the limit follows what is usual: what always fails at one in five is not cut off for that', () => {
  const usual = runs(1000, 5, { failed: true })
  assert.equal(judge([...usual, ...runs(200, 5, { failed: true })]).asks, 'nothing')
  assert.equal(judge([...usual, ...runs(200, 1, { failed: true })]).asks, 'cut')
  assert.equal(signal('errors', [...usual, ...runs(200)]).usual, 0.2)
  assert.equal(signal('errors', runs(250)).usual, null, 'fifty runs are not what is usual')
})

test('failed checks cut off; attacks and latency alone are told', () => {
  const usual = runs(1000)
  const with_ = (changes: Partial<Run>) => judge([...usual, ...runs(200, 4, changes)])
  assert.deepEqual(with_({ checkFailed: true }), { asks: 'cut', over: ['failed-checks'] })
  assert.deepEqual(with_({ attacked: true }), { asks: 'tell', over: ['guard-hits'] })
  assert.deepEqual(with_({ milliseconds: 5000 }), { asks: 'tell', over: ['latency'] })
  assert.equal(with_({ milliseconds: 1900 }).asks, 'nothing', 'nobody waits for that')
  assert.deepEqual(with_({ milliseconds: 5000, attacked: true }), {
    asks: 'cut',
    over: ['guard-hits', 'latency'],
  })
})

test('a shift of confidence or of what goes in is told; what has no confidence has no shift', () => {
  const vary = (n: number, scale: number) =>
    run({ confidence: ((n * 37) % 100) / 100 / scale, characters: (n * 13) % 90 })
  const usual = Array.from({ length: 1000 }, (_, n) => vary(n, 1))
  const same = Array.from({ length: 200 }, (_, n) => vary(n, 1))
  const lower = Array.from({ length: 200 }, (_, n) => vary(n, 2))
  assert.equal(judge([...usual, ...same]).asks, 'nothing')
  assert.deepEqual(judge([...usual, ...lower]), { asks: 'tell', over: ['confidence-shift'] })
  const longer = same.map(one => ({ ...one, characters: one.characters! + 300 }))
  assert.deepEqual(judge([...usual, ...longer]), { asks: 'tell', over: ['input-shift'] })
  const none = [...usual, ...lower].map(one => ({ ...one, confidence: null }))
  assert.equal(signal('confidence-shift', none).value, null)
})

test('people: blind cases that differ cut off, objections and hasty adoption are told', () => {
  const of = (changes: Partial<Around>) => judge(runs(300), people(changes))
  assert.deepEqual(of({ blind: { settled: 30, overridden: 24 } }), {
    asks: 'cut',
    over: ['blind-disagreement'],
  })
  assert.equal(of({ blind: { settled: 4, overridden: 3 } }).asks, 'nothing', 'that may be chance')
  assert.equal(of({ blind: { settled: 200, overridden: 80 } }).asks, 'nothing', 'at the limit, not over it')
  assert.deepEqual(of({ objections: 60 }), { asks: 'tell', over: ['objections'] })
  assert.equal(of({ objections: 26 }).asks, 'nothing')
  assert.equal(of({ objections: 1, decided: 0 }).asks, 'nothing')
  const hasty = { known: 60, unopened: 0.95, seconds: 2 }
  assert.deepEqual(of({ reliance: hasty }), { asks: 'tell', over: ['over-reliance'] })
  assert.equal(of({ reliance: { ...hasty, known: 20 } }).asks, 'nothing')
  assert.equal(of({ reliance: { ...hasty, seconds: 20 } }).asks, 'nothing')
  assert.equal(of({ reliance: { ...hasty, unopened: 0.8 } }).asks, 'nothing')
  assert.deepEqual(of({ reliance: hasty, objections: 60 }).asks, 'cut', 'two at once')
})

test('what was cut off rests an hour and shows fifty runs without a signal before it is half-open', () => {
  const since = new Date('2026-03-01T08:00:00Z')
  const later = (hours: number) => new Date(since.getTime() + hours * 3_600_000)
  const open = { state: 'open' as const, since, runsSince: 60 }
  assert.equal(nextOfRuns(open, 'nothing', later(2)), 'half-open')
  assert.equal(nextOfRuns(open, 'tell', later(2)), 'half-open')
  assert.equal(nextOfRuns(open, 'cut', later(2)), null)
  assert.equal(nextOfRuns(open, 'nothing', later(0.5)), null)
  assert.equal(nextOfRuns({ ...open, runsSince: 49 }, 'nothing', later(2)), null)
  const closed = { state: 'closed' as const, since: null, runsSince: 500 }
  assert.equal(nextOfRuns(closed, 'cut', later(0)), 'open')
  assert.equal(nextOfRuns(closed, 'tell', later(0)), null)
  assert.equal(nextOfRuns({ ...open, state: 'half-open' }, 'cut', later(2)), 'open')
  assert.equal(
    nextOfRuns({ ...open, state: 'half-open' }, 'nothing', later(2)),
    null,
    'people decide on samples',
  )
})
