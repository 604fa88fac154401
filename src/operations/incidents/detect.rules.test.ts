import assert from 'node:assert/strict'
import { test } from 'node:test'
import { freshMilliseconds, isFresh, isNews, judge, ruleOf, rules, thresholdOf } from './detect.rules.ts'
import { ruleIds } from './incident.contract.ts'
import { signals } from './signal.rules.ts'

const reads = ruleOf('mass-reads')
const none = { days: 0, busiest: 0, role: 0 }

test('every rule says why, needs a signal that is counted, and its figures are in order', () => {
  assert.deepEqual(
    rules.map(one => one.id),
    ruleIds,
  )
  assert.deepEqual(new Set(rules.map(one => one.needs)), new Set(signals))
  for (const rule of rules) {
    assert.ok(rule.why.length > 40, rule.id)
    assert.ok(rule.floor >= 1 && rule.floor <= rule.ceiling, rule.id)
    assert.ok(rule.windowMinutes % 10 === 0, rule.id)
    assert.equal(ruleOf(rule.id), rule)
  }
})

test('the threshold is the floor where nothing is known', () => {
  for (const rule of rules) assert.equal(thresholdOf(rule, none), rule.floor, rule.id)
})

test('the own past raises it, the past of the role only until there is an own one; nothing raises it past the ceiling', () => {
  assert.equal(thresholdOf(reads, { days: 20, busiest: 31, role: 90 }), 62)
  assert.equal(thresholdOf(reads, { days: 5, busiest: 31, role: 90 }), 62)
  assert.equal(thresholdOf(reads, { days: 4, busiest: 31, role: 90 }), 180)
  assert.equal(thresholdOf(reads, { days: 4, busiest: 95, role: 90 }), 190)
  assert.equal(thresholdOf(reads, { days: 20, busiest: 10, role: 0 }), reads.floor)
  assert.equal(thresholdOf(reads, { days: 20, busiest: 5000, role: 0 }), reads.ceiling)
  assert.equal(thresholdOf(ruleOf('breakers-at-once'), { days: 20, busiest: 50, role: 50 }), 3)
  assert.equal(thresholdOf({ ...reads, factor: 1.5 }, { days: 20, busiest: 31, role: 0 }), 47)
})

test('at the threshold it is crossed, below it is not', () => {
  const [from, to] = [new Date(0), new Date(3_600_000)]
  assert.equal(judge(reads, { from, to, measured: 39 }, none), null)
  assert.deepEqual(judge(reads, { from, to, measured: 40 }, none), { from, to, measured: 40, threshold: 40 })
})

test('a finding is news when it is the first, of a later window, or twice as much', () => {
  const hour = 3_600_000
  const found = (from: number, measured: number) => ({
    from: new Date(from),
    to: new Date(from + hour),
    measured,
    threshold: 40,
  })
  const last = { to: new Date(hour), measured: 50 }
  assert.equal(isNews(undefined, found(0, 50)), true)
  assert.equal(isNews(last, found(hour - 1, 99)), false)
  assert.equal(isNews(last, found(hour - 1, 100)), true)
  assert.equal(isNews(last, found(hour, 40)), true)
})

test('what is a day old when it is read is past; what is of the future, by a clock put back, is not', () => {
  const now = Date.parse('2026-11-02T10:00:00Z')
  assert.equal(isFresh(now - freshMilliseconds, now), false)
  assert.equal(isFresh(now - freshMilliseconds + 1, now), true)
  assert.equal(isFresh(now + 5 * freshMilliseconds, now), true)
})
