import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileVocabulary, naturalSymbol, noiseSymbol, type WordEntry } from './compile-vocabulary.rules.ts'

const entry = (word: string, more: Partial<WordEntry> = {}): WordEntry => ({
  word,
  category: 'test',
  action: 'mark',
  overridable: true,
  onlyWith: [],
  notWith: [],
  ...more,
})

test('words that fold alike are one pattern with several entries; those of signs alone are none', () => {
  const vocabulary = compileVocabulary([entry('赌博'), entry('賭 博'), entry('***'), entry('枪')], [])
  assert.deepEqual(vocabulary.entriesOf, [[0, 1], [3]])
  assert.deepEqual(vocabulary.allowed, [false, false])
  assert.equal(vocabulary.entries.length, 4)
})

test('the commonest character has the smallest symbol, and what no word has is 0', () => {
  const { symbols } = compileVocabulary([entry('博一'), entry('博二'), entry('三')], [])
  const of = (character: string) => symbols[character.charCodeAt(0)]
  assert.equal(of('博'), 1)
  assert.equal(of('四'), 0)
  assert.equal(of('*'), noiseSymbol)
  assert.equal(of('。'), naturalSymbol)
  assert.equal(of('Ａ'), 0)
})

test('an allowed phrase that is a word too is both', () => {
  const vocabulary = compileVocabulary([entry('赌博')], ['賭博', '赌博罪', ' '])
  assert.deepEqual(vocabulary.allowed, [true, true])
  assert.deepEqual(vocabulary.entriesOf, [[0], []])
})

test('neighbours are folded once, and there are none where none were given', () => {
  const vocabulary = compileVocabulary(
    [entry('a1', { notWith: ['舉 報', '*'] }), entry('赌', { onlyWith: ['ＱＱ'] }), entry('博')],
    [],
  )
  assert.deepEqual(vocabulary.neighbours, [
    { onlyWith: [], notWith: ['举报'] },
    { onlyWith: ['qq'], notWith: [] },
    undefined,
  ])
  assert.deepEqual(vocabulary.latin, [true, false, false])
})
