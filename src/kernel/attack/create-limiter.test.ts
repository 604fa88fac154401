import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLimiter } from './create-limiter.ts'

const limits = {
  call: { characters: 100, tokens: 100 },
  actor: { seconds: 60, requests: 2, tokens: 50 },
  algorithm: { seconds: 60, requests: 3, tokens: 60 },
}

test('what is allowed is noted for the person and the algorithm, what is refused is not', () => {
  const limiter = createLimiter(limits)
  const ask = (actor: string, text = '路灯', now = 0): string =>
    limiter.ask({ text, actor, algorithm: 'cases.dispatch', now })
  assert.deepEqual([ask('a'), ask('a'), ask('a')], ['within', 'within', 'actor-requests'])
  assert.equal(ask('b', '灯'.repeat(101)), 'too-long')
  assert.equal(ask('b'), 'within')
  assert.equal(ask('c'), 'algorithm-requests')
  assert.equal(limiter.ask({ text: '路灯', actor: 'c', algorithm: 'other', now: 0 }), 'within')
  assert.equal(ask('a', '路灯', 180_000), 'within')
  assert.equal(ask('d', '灯'.repeat(51), 600_000), 'actor-tokens')
})

test('without a moment it asks the clock, and the accounts do not grow for ever', () => {
  const limiter = createLimiter({ ...limits, algorithm: { seconds: 60, requests: 1e9, tokens: 1e9 } })
  const ask = (actor: string): string => limiter.ask({ text: '灯', actor, algorithm: 'x' })
  assert.deepEqual([ask('first'), ask('first'), ask('first')], ['within', 'within', 'actor-requests'])
  for (let at = 0; at < 20_000; at++) ask(`p${at}`)
  assert.equal(ask('first'), 'within', 'who asked least recently was forgotten')
})
