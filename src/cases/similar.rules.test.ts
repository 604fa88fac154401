import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonnessOf, tellingTerms } from './similar.rules.ts'

const terms = (text: string, commonness: [string, number][] = []) =>
  tellingTerms(text, commonnessOf(new Map(commonness))).map(one => one.term)

test('single characters tell nothing', () => {
  assert.deepEqual(terms('水'), [])
  assert.deepEqual(terms('路灯'), ['路灯'])
})

test('the rarest known terms come first, then unknown ones; the commonest are left out', () => {
  const known: [string, number][] = [
    ['小区', 0.3],
    ['区路', 0.04],
    ['路灯', 0.01],
  ]
  assert.deepEqual(terms('小区路灯灭', known), ['路灯', '区路', '灯灭'])
})

test('rarer terms weigh more', () => {
  const found = tellingTerms('路灯灭', commonnessOf(new Map([['路灯', 0.01]])))
  assert.equal(found.length, 2)
  assert.ok(found[1]!.weight >= found[0]!.weight)
  assert.ok(found[0]!.weight > 4 && found[0]!.weight < 5)
})

test('a long message is asked for by few terms', () => {
  const text = Array.from({ length: 3000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('')
  assert.equal(terms(text).length, 16)
  const all: [string, number][] = terms(text).map((term, i) => [term, 0.001 + i / 10_000])
  assert.equal(terms(text, all).length, 16)
})

test('what is not known is taken to be as rare as the rarest known', () => {
  assert.equal(
    commonnessOf(
      new Map([
        ['a', 0.3],
        ['b', 0.0001],
      ]),
    ).rarest,
    0.0001,
  )
  assert.equal(commonnessOf(new Map()).rarest, 0.005)
})
