import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson, commitment, type Json, leafHash } from './ledger.rules.ts'

test('canonical JSON follows the examples of RFC 8785', () => {
  assert.equal(
    canonicalJson({
      numbers: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27],
      literals: [null, true, false],
    }),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}',
  )
  assert.equal(
    canonicalJson({ '\u20ac': 1, '\r': 2, '1': 3, '\ud83d\ude00': 4, '\u0080': 5 }),
    '{"\\r":2,"1":3,"\u0080":5,"\u20ac":1,"\ud83d\ude00":4}',
  )
  assert.equal(canonicalJson({ b: 1, a: { d: '', c: [] } }), '{"a":{"c":[],"d":""},"b":1}')
})

test('what JSON cannot hold is refused, not dropped', () => {
  assert.throws(() => canonicalJson(Number.NaN), TypeError)
  assert.throws(() => canonicalJson(Number.POSITIVE_INFINITY), TypeError)
  assert.throws(() => canonicalJson({ a: undefined } as unknown as Json), TypeError)
  assert.throws(() => canonicalJson('\ud800'), TypeError)
  assert.throws(() => canonicalJson(10n as unknown as Json), TypeError)
})

test('canonical JSON does not depend on the order of keys and parses back to the same value', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string({ unit: 'grapheme' }),
        fc.jsonValue({ maxDepth: 3, noUnicodeString: false } as object),
      ),
      value => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        assert.equal(canonicalJson(value as Json), canonicalJson(turned as Json))
        assert.deepEqual(JSON.parse(canonicalJson(value as Json)), JSON.parse(JSON.stringify(value)))
      },
    ),
    { seed: 7, numRuns: 200 },
  )
})

test('a leaf hash is SHA-256 over a zero byte and the canonical entry', () => {
  const expected = createHash('sha256')
    .update(Buffer.from([0]))
    .update('{"a":1}')
    .digest('hex')
  assert.equal(leafHash({ a: 1 }).toString('hex'), expected)
  assert.notDeepEqual(leafHash({ a: 1 }), leafHash({ a: 2 }))
})

test('a commitment depends on the salt, so equal contents cannot be told apart', () => {
  const one = commitment(Buffer.from('salt-1'), { text: '路灯不亮' })
  assert.notDeepEqual(one, commitment(Buffer.from('salt-2'), { text: '路灯不亮' }))
  assert.deepEqual(one, commitment(Buffer.from('salt-1'), { text: '路灯不亮' }))
  assert.notDeepEqual(one, commitment(Buffer.from('salt-1'), { text: '路灯亮' }))
})
