import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CutsInForce, cutOf, isOff, isSample } from './cut.rules.ts'

const since = new Date('2026-01-01')
const cuts = (of: Partial<CutsInForce>): CutsInForce => ({ breakers: [], off: [], ...of })
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
