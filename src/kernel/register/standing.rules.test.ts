import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inForceOf, mayRun, mayShow, type Registration } from './standing.rules.ts'

const now = new Date('2026-11-23T00:00:00Z')
const registration = (changes: Partial<Registration> = {}): Registration => ({
  algorithm: 'a',
  risk: 'low',
  gate: 'informs',
  expiresAt: new Date('2026-11-23T00:00:01Z'),
  carriedOver: false,
  stage: { stage: 'everywhere', departments: [] },
  ...changes,
})

test('what is not registered, run out or begun nowhere does not run', () => {
  assert.equal(mayRun(registration(), now), null)
  assert.equal(mayRun(undefined, now), 'not-registered')
  assert.equal(mayRun(registration({ expiresAt: now }), now), 'registration-expired')
  assert.equal(mayRun(registration({ stage: null }), now), 'not-in-stage')
  assert.equal(mayRun(registration({ carriedOver: true }), now), null)
})

test('a stage shows advice about its departments; about none only everywhere', () => {
  assert.equal(mayShow(registration(), '-', now), null)
  const pilot = registration({ stage: { stage: 'pilot', departments: ['water'] } })
  assert.equal(mayShow(pilot, 'water', now), null)
  assert.equal(mayShow(pilot, 'roads', now), 'not-in-stage')
  assert.equal(mayShow(pilot, '-', now), 'not-in-stage')
  assert.equal(mayShow(undefined, 'water', now), 'not-registered')
})

test('the graver risk and the stricter gate hold', () => {
  const code = { risk: 'medium', gate: 'human-confirms' } as const
  assert.deepEqual(inForceOf({ ...code, version: '1' } as typeof code, undefined), code, 'and nothing else')
  assert.deepEqual(inForceOf(code, registration()), code)
  assert.deepEqual(inForceOf(code, registration({ risk: 'high', gate: 'two-humans-confirm' })), {
    risk: 'high',
    gate: 'two-humans-confirm',
  })
})
