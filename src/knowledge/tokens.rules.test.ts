import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, tokenise } from './tokens.rules.ts'

const bySpace = (text: string) => text.split(/(?= )|(?<= )/)
const words = (text: string) =>
  tokenise(text, bySpace)
    .filter(token => token.kind === 'word')
    .map(token => token.term)
const bigrams = (text: string) =>
  tokenise(text, bySpace)
    .filter(token => token.kind === 'bigram')
    .map(token => token.term.slice(1))

test('full-width signs and capitals are folded, one unit to one', () => {
  assert.equal(fold('ＡＢＣ１２３，Ｘ　Ｙ'), 'abc123,x y')
  assert.equal(fold('İSTANBUL'), 'İstanbul')
  assert.equal(fold('路灯'), '路灯')
})

test('words are of two Han characters or more, or Latin or digits', () => {
  assert.deepEqual(words('路灯 坏 了 12345 ABC a ，。 ！'), ['路灯', '12345', 'abc', 'a'])
})

test('bigrams stay within a run of Han characters', () => {
  assert.deepEqual(bigrams('路灯不亮'), ['路灯', '灯不', '不亮'])
  assert.deepEqual(bigrams('路灯，不亮 3号楼'), ['路灯', '不亮', '号楼'])
  assert.deepEqual(bigrams('abc 12 路'), [])
})

test('a word and a bigram spelled alike are two terms', () => {
  const terms = tokenise('路灯', bySpace).map(token => token.term)
  assert.equal(new Set(terms).size, 2)
})

test('nothing, blanks, control characters and emoji give no tokens', () => {
  for (const text of ['', ' \t\n', '\u0000\u0007', '😀👍🏽', '——……'])
    assert.deepEqual(tokenise(text, bySpace), [])
})

test('every token stands where it says, in any text', () => {
  const units = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('路灯', 'Ａ', 'İ', '𠮷野家', ' ', '3号'),
  )
  fc.assert(
    fc.property(fc.array(units), parts => {
      const text = parts.join('')
      assert.equal(fold(text).length, text.length)
      for (const token of tokenise(text, bySpace)) {
        const term = token.kind === 'bigram' ? token.term.slice(1) : token.term
        assert.equal(fold(text).slice(token.start, token.end), term)
      }
    }),
    { seed: 2, numRuns: 300 },
  )
})
