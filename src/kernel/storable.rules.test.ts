import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from '#ledger/index.ts'
import { storable } from './storable.rules.ts'

test('what JSON and PostgreSQL hold comes back as it was', () => {
  const value = { a: [1, -2.5, 1e300, true, false, null, '路灯 😀'], b: { c: {} }, '': [] }
  assert.deepEqual(storable(value), value)
})

test('what neither holds is marked or left out, and nothing throws', () => {
  assert.deepEqual(storable({ a: undefined, b: [undefined], c: null }), { b: [null], c: null })
  assert.deepEqual(storable([Number.NaN, Number.POSITIVE_INFINITY, 10n, Symbol('s'), () => 1]), [
    null,
    null,
    null,
    null,
    null,
  ])
  assert.equal(storable('a\u0000b\u0000'), 'a\ufffdb\ufffd')
  assert.equal(storable('\ud83d|\udc00|😀'), '\ufffd|\ufffd|😀')
  assert.deepEqual(storable({ 'k\u0000': 1 }), { 'k\ufffd': 1 })
  assert.equal(storable(new Date(Date.UTC(2026, 0, 2))), '2026-01-02T00:00:00.000Z')
  assert.equal(storable(new Date(Number.NaN)), null)
  assert.ok(Object.is(storable(-0), 0), 'PostgreSQL has no negative zero in jsonb')
})

test('whatever comes in has a canonical form, without a NUL, and cleaning twice changes nothing', () => {
  const anyText = fc.string({ unit: 'binary' })
  const halves = fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units))
  const leaf = fc.oneof(anyText, halves, fc.double(), fc.boolean(), fc.constant(undefined), fc.bigInt())
  const value = fc.letrec(tie => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(fc.oneof(anyText, halves, fc.constant('__proto__')), tie('tree'), { maxKeys: 4 }),
    ),
  })).tree
  fc.assert(
    fc.property(value, given => {
      const kept = storable(given)
      const text = canonicalJson(kept)
      assert.ok(!text.includes('\\u0000'))
      assert.equal(canonicalJson(storable(kept)), text)
      assert.equal(canonicalJson(JSON.parse(text)), text)
    }),
    { seed: 11, numRuns: 300 },
  )
})
