import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Asked, type CutsInForce, cutOf as cutAt, isOff, isSample, stopOf } from './cut.rules.ts'

const since = new Date('2026-01-01')
const now = new Date('2026-06-01')
const registered = (algorithm: string) => ({
  algorithm,
  risk: 'low' as const,
  gate: 'informs' as const,
  expiresAt: new Date('2026-12-31'),
  carriedOver: false,
  stage: { stage: 'everywhere' as const, departments: [] },
})
const cuts = (of: Partial<CutsInForce>): CutsInForce => ({
  breakers: [],
  off: [],
  registered: ['a', 'b'].map(registered),
  ...of,
})
const cutOf = (inForce: CutsInForce, of: Asked) => cutAt(inForce, of, now)
const breaker = (department: string, modelVersion: string, state: 'open' | 'half-open' = 'open') => ({
  algorithm: 'a',
  department,
  modelVersion,
  state,
  since,
})
const subjects = Array.from({ length: 1000 }, (_, n) => `case:${n}`)
const [sample, other] = [subjects.find(isSample)!, subjects.find(one => !isSample(one))!]
const asked = { algorithm: 'a', department: 'roads', modelVersion: 'm1', subject: other }

test('nothing cut off: everything is shown', () => {
  assert.equal(cutOf(cuts({}), asked), null)
})

test('an open breaker cuts its algorithm, department and model version, and nothing else', () => {
  const inForce = cuts({ breakers: [breaker('roads', 'm1')] })
  assert.equal(cutOf(inForce, asked), 'breaker-open')
  assert.equal(cutOf(inForce, { ...asked, subject: sample }), 'breaker-open')
  assert.equal(cutOf(inForce, { ...asked, department: 'water' }), null)
  assert.equal(cutOf(inForce, { ...asked, modelVersion: 'm2' }), null)
  assert.equal(cutOf(inForce, { ...asked, algorithm: 'b' }), null)
  assert.equal(
    cutOf(cuts({ breakers: [breaker('*', 'm1')] }), { ...asked, department: 'water' }),
    'breaker-open',
  )
  assert.equal(
    cutOf(cuts({ breakers: [breaker('roads', '*')] }), { ...asked, modelVersion: 'm9' }),
    'breaker-open',
  )
})

test('half-open: some is shown, by subject, unless another breaker is open over it', () => {
  const half = cuts({ breakers: [breaker('roads', 'm1', 'half-open')] })
  assert.equal(cutOf(half, { ...asked, subject: sample }), null)
  assert.equal(cutOf(half, asked), 'breaker-open')
  const both = cuts({ breakers: [breaker('roads', 'm1', 'half-open'), breaker('*', 'm1')] })
  assert.equal(cutOf(both, { ...asked, subject: sample }), 'breaker-open')
})

test('a hand switches off one algorithm or all', () => {
  assert.equal(cutOf(cuts({ off: ['a'] }), asked), 'switched-off')
  assert.equal(cutOf(cuts({ off: ['b'] }), asked), null)
  assert.equal(cutOf(cuts({ off: ['*'] }), asked), 'switched-off')
  assert.ok(isOff(cuts({ off: ['*'] }), 'z'))
})

test('one in five is a sample', () => {
  const share = subjects.filter(isSample).length / subjects.length
  assert.ok(share > 0.16 && share < 0.24, String(share))
})

test('what is not on the register is not shown and does not run, before anything else is asked', () => {
  assert.equal(cutOf(cuts({ registered: [], off: ['*'] }), asked), 'not-registered')
  assert.equal(stopOf(cuts({ registered: [], off: ['*'] }), 'a', now), 'not-registered')
  assert.equal(stopOf(cuts({ off: ['*'] }), 'a', now), 'switched-off')
  assert.equal(stopOf(cuts({ off: ['b'] }), 'a', now), null)
  assert.equal(stopOf(cuts({}), 'a', new Date('2027-01-01')), 'registration-expired')
  const pilot = { ...registered('a'), stage: { stage: 'pilot' as const, departments: ['water'] } }
  assert.equal(cutOf(cuts({ registered: [pilot] }), asked), 'not-in-stage')
  assert.equal(cutOf(cuts({ registered: [pilot] }), { ...asked, department: 'water' }), null)
  assert.equal(stopOf(cuts({ registered: [pilot] }), 'a', now), null, 'a pilot runs')
})
