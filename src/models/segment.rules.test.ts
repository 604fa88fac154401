import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashText, wordSeed } from './hash.rules.ts'
import { buildLexicon, createTokens, segmentText } from './segment.rules.ts'
import { smallDictionary } from './text-samples.fixture.ts'

const lexicon = buildLexicon(smallDictionary)

function cut(text: string, wanted: 'base' | 'all' = 'base'): string[] {
  const tokens = createTokens(100)
  segmentText(text, lexicon, tokens)
  return Array.from({ length: tokens.size }, (_, at) => at)
    .filter(at => wanted === 'all' || tokens.base[at] === 1)
    .map(at => text.slice(tokens.start[at], tokens.end[at]))
}

test('the lexicon counts words, not prefixes nor blank lines', () => {
  assert.equal(lexicon.words, 12)
  assert.ok(lexicon.unknown < 0)
})

test('a word listed twice counts once, with its last frequency', () => {
  assert.equal(buildLexicon('路灯 3 n\n路灯 5 n\n亮 5 n').words, 2)
})

test('the most probable words win over single characters', () => {
  assert.deepEqual(cut('小区路灯不亮'), ['小区', '路灯', '不亮'])
})

test('unknown characters stand alone, unknown prefixes do not swallow them', () => {
  assert.deepEqual(cut('龘小区'), ['龘', '小区'])
  assert.deepEqual(cut('中华路'), ['中华', '路'])
  assert.deepEqual(cut('不'), ['不'])
})

test('the shorter words inside a long one come with it', () => {
  assert.deepEqual(cut('中华人民共和国'), ['中华人民共和国'])
  const all = cut('中华人民共和国', 'all')
  assert.deepEqual(all.toSorted(), ['中华', '华人', '人民', '共和', '共和国', '中华人民共和国'].toSorted())
})

test('letters and digits run together, punctuation stands alone, spaces vanish', () => {
  assert.deepEqual(cut('a3区，k8 路灯!?'), ['a3', '区', '，', 'k8', '路灯', '!', '?'])
})

test('an emoji is one token, half of one is no trouble', () => {
  assert.deepEqual(cut('路灯😀不亮'), ['路灯', '😀', '不亮'])
  assert.deepEqual(cut('\ud83d路灯'), ['\ud83d', '路灯'])
})

test('a token carries the hash of its word; an empty text has none', () => {
  const tokens = createTokens(10)
  segmentText('路灯', lexicon, tokens)
  assert.equal(tokens.hash[0], hashText('路灯', wordSeed))
  segmentText('', lexicon, tokens)
  assert.equal(tokens.size, 0)
})

test('a long run of one unknown character neither overflows nor joins', () => {
  const tokens = createTokens(8000)
  segmentText('龘'.repeat(8000), lexicon, tokens)
  assert.equal(tokens.size, 8000)
})
