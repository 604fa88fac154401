import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type Account,
  accountAt,
  countCharacters,
  estimateTokens,
  type Limits,
  noteUse,
  spentAt,
  usualLimits,
  withinLimits,
} from './limits.rules.ts'

const seconds = 60
const minute = 60_000
const limits: Limits = {
  call: { characters: 10, tokens: 8 },
  actor: { seconds, requests: 3, tokens: 12 },
  algorithm: { seconds, requests: 5, tokens: 20 },
}
const account = (window: number, requests: number, tokens: number): Account => ({
  window,
  requests,
  tokens,
  requestsBefore: 0,
  tokensBefore: 0,
})
const ask = (text: string, actor?: Account, algorithm?: Account, now = 5 * minute): string =>
  withinLimits({ text, now, actor, algorithm }, limits).outcome

test('size is counted in code points, tokens by estimate', () => {
  assert.equal(countCharacters('路灯😀a'), 4)
  assert.equal(countCharacters(''), 0)
  assert.equal(estimateTokens('路灯坏了'), 4)
  assert.equal(estimateTokens('abcdefg'), 3)
  assert.equal(estimateTokens('路灯 abc'), 4)
  assert.equal(estimateTokens('😀😀'), 2)
  assert.equal(estimateTokens(''), 0)
  assert.equal(ask('一二三四五六七八'), 'within')
  assert.equal(ask('一二三四五六七八九'), 'too-many-tokens')
  assert.equal(ask('abcdefghij'), 'within')
  assert.equal(ask('abcdefghijk'), 'too-long')
  assert.equal(ask('😀'.repeat(8)), 'within')
  assert.equal(ask('a'.repeat(21)), 'too-long')
  assert.deepEqual(withinLimits({ text: '路灯', now: 0, actor: undefined, algorithm: undefined }), {
    outcome: 'within',
    tokens: 2,
  })
  assert.equal(
    withinLimits({ text: 'x'.repeat(100_001), now: 0, actor: undefined, algorithm: undefined }, usualLimits)
      .outcome,
    'too-long',
  )
})

test('people and algorithms each have an account, and the limit that is met has a name', () => {
  assert.equal(ask('路灯', account(5, 2, 0)), 'within')
  assert.equal(ask('路灯', account(5, 3, 0)), 'actor-requests')
  assert.equal(ask('路灯', account(5, 0, 10)), 'within')
  assert.equal(ask('路灯', account(5, 0, 11)), 'actor-tokens')
  assert.equal(ask('路灯', undefined, account(5, 4, 18)), 'within')
  assert.equal(ask('路灯', undefined, account(5, 5, 0)), 'algorithm-requests')
  assert.equal(ask('路灯', undefined, account(5, 0, 19)), 'algorithm-tokens')
  assert.equal(ask('路灯', account(5, 3, 0), account(5, 5, 0)), 'actor-requests', 'the person is told first')
})

test('what was spent slides out of reach with time', () => {
  const full = account(5, 3, 12)
  assert.deepEqual(spentAt(full, 5 * minute, seconds), { requests: 3, tokens: 12 })
  assert.deepEqual(spentAt(full, 6 * minute, seconds), { requests: 3, tokens: 12 })
  assert.deepEqual(spentAt(full, 6.5 * minute, seconds), { requests: 1.5, tokens: 6 })
  assert.deepEqual(spentAt(full, 7 * minute, seconds), { requests: 0, tokens: 0 })
  assert.deepEqual(accountAt(full, 9 * minute, seconds), account(9, 0, 0))
  assert.equal(ask('路灯', full, undefined, 6.5 * minute), 'within')
  assert.equal(ask('路灯', full, undefined, 6 * minute), 'actor-requests')
  const next = noteUse(full, { at: 6 * minute, tokens: 2 }, seconds)
  assert.deepEqual(next, { window: 6, requests: 1, tokens: 2, requestsBefore: 3, tokensBefore: 12 })
  assert.deepEqual(noteUse(undefined, { at: 0, tokens: 4 }, seconds), account(0, 1, 4))
  assert.deepEqual(accountAt(full, 4 * minute, seconds), full, 'a clock that went back forgets nothing')
})

test('however requests come, no window holds much more than its limit', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 80 })
  fc.assert(
    fc.property(steps, given => {
      let actor: Account | undefined
      let now = 0
      const allowed: number[] = []
      for (const step of given) {
        now += step
        if (withinLimits({ text: '灯', now, actor, algorithm: undefined }, limits).outcome === 'within') {
          actor = noteUse(actor, { at: now, tokens: 1 }, seconds)
          allowed.push(now)
        }
      }
      for (const at of allowed) {
        const window = Math.floor(at / minute)
        assert.ok(
          allowed.filter(other => Math.floor(other / minute) === window).length <= limits.actor.requests,
        )
      }
    }),
    { seed: 4, numRuns: 300 },
  )
})
