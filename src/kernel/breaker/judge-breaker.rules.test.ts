import assert from 'node:assert/strict'
import { test } from 'node:test'
import { coolingHours, judgeBreaker, type Standing, samplesNeeded } from './judge-breaker.rules.ts'

const limits = { overrideShare: 0.4, minimumCount: 50 }
const now = new Date('2026-03-02T08:00:00Z')
const usual = { total: 1000, overridden: 100 }
const verdicts = (overridden: number, of: number) => Array.from({ length: of }, (_, n) => n < overridden)
const spread = (every: number, of: number) => Array.from({ length: of }, (_, n) => n % every === 0)
const standing = (of: Partial<Standing>): Standing => ({
  state: 'closed',
  since: null,
  reference: usual,
  recent: [],
  ...of,
})
const judge = (of: Partial<Standing>, at = now) => judgeBreaker(standing(of), limits, at)

test('as usual, or better, it stays closed', () => {
  assert.equal(judge({ recent: spread(10, 800) }), null)
  assert.equal(judge({ recent: verdicts(0, 800) }), null)
  assert.equal(judge({}), null)
})

test('a drop against what was usual opens it, and says what was seen', () => {
  const change = judge({ recent: [...spread(10, 300), ...spread(3, 200)] })!
  assert.equal(change.to, 'open')
  assert.equal(change.because, 'drop')
  assert.equal(change.facts.usual, 0.1)
  assert.ok(change.facts.overridden! >= change.facts.limit!)
})

test('beyond the declared share it opens also where nothing usual is known, once enough people decided', () => {
  const unknown = { total: 0, overridden: 0 }
  assert.equal(judge({ reference: unknown, recent: verdicts(49, 49) }), null)
  const change = judge({ reference: unknown, recent: verdicts(35, 50) })!
  assert.deepEqual([change.to, change.because], ['open', 'override-share'])
  assert.equal(
    judge({ reference: unknown, recent: verdicts(25, 50) }),
    null,
    'half of fifty may be chance at a limit of 0.4',
  )
  assert.equal(judge({ reference: { total: 49, overridden: 0 }, recent: spread(4, 200) }), null)
})

test('while open it stays so until people have worked alone for a day', () => {
  const since = new Date(now.getTime() - coolingHours * 3_600_000)
  assert.equal(judge({ state: 'open', since: new Date(since.getTime() + 1000) }), null)
  assert.equal(judge({ state: 'open', since })?.to, 'half-open')
  assert.equal(judge({ state: 'open', since, recent: verdicts(50, 50) })?.because, 'cooled')
})

test('samples that people check decide: good ones close it, bad ones open it again, too few say nothing', () => {
  const half = (overridden: number, of = samplesNeeded) =>
    judge({ state: 'half-open', since: now, recent: verdicts(overridden, of) })
  assert.equal(half(0, samplesNeeded - 1), null)
  assert.deepEqual([half(3)!.to, half(3)!.because], ['closed', 'samples-good'])
  assert.equal(half(10)!.to, 'closed')
  assert.deepEqual([half(11)!.to, half(11)!.because], ['open', 'samples-bad'])
  const often = { total: 1000, overridden: 300 }
  const at = (overridden: number) =>
    judge({ state: 'half-open', since: now, reference: often, recent: verdicts(overridden, 30) })!.to
  assert.equal(at(12), 'closed', 'the declared share is the most')
  assert.equal(at(13), 'open')
})
