import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildLexicon } from './segment.rules.ts'
import { buildCorpus, scaleToOne, selectFeatures, weighRows } from './text-corpus.rules.ts'
import { createTextScanner } from './text-features.rules.ts'
import { sampleRows, smallDictionary } from './text-samples.fixture.ts'

const scanner = createTextScanner(buildLexicon(smallDictionary))
const all = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, row) => row)
const choose = (rows: number, maximum: number, label = new Int32Array(rows)) => ({
  rows: all(rows),
  label,
  maximum,
})

test('a repeated feature is counted, not stored twice', () => {
  const corpus = buildCorpus(['路灯路灯', '小区'], scanner)
  const first = corpus.feature.subarray(corpus.start[0], corpus.start[1])
  assert.equal(new Set(first).size, first.length)
  assert.equal(corpus.count[0], 2)
  assert.equal(corpus.isWord[first[0]!], 1)
  assert.deepEqual([...corpus.start], [0, 5, 9])
})

test('the same feature has the same number in every row', () => {
  const corpus = buildCorpus(['路灯', '路灯'], scanner)
  const [from, middle, end] = corpus.start
  assert.deepEqual(corpus.feature.slice(from, middle), corpus.feature.slice(middle, end))
})

test('few rows keep all features, words first', () => {
  const corpus = buildCorpus(['路灯', '小区'], scanner)
  const selection = selectFeatures(corpus, choose(2, 1000))
  assert.equal(selection.hashes.length, 8)
  assert.equal(selection.words, 2)
})

test('many rows keep words of two rows and pairs of three; rarer weighs more', () => {
  const texts = Array.from({ length: 30 }, (_, row) => (row < 2 ? '路灯' : row === 2 ? '人民' : '小区'))
  const corpus = buildCorpus(texts, scanner)
  const selection = selectFeatures(corpus, choose(30, 1000))
  assert.equal(selection.words, 2)
  assert.equal(selection.hashes.length, 5)
  assert.ok(selection.rarity[0]! > selection.rarity[1]!)
  assert.ok(Math.abs(selection.rarity[0]! - (Math.log(31 / 3) + 1)) < 1e-6)
})

test('only the given rows have a say in what is kept', () => {
  const texts = Array.from({ length: 60 }, (_, row) => (row < 30 ? '路灯' : '小区'))
  const corpus = buildCorpus(texts, scanner)
  assert.equal(selectFeatures(corpus, choose(30, 1000)).words, 1)
})

test('too many features: those that lean towards one label stay', () => {
  const texts = Array.from({ length: 60 }, (_, row) => `小区${row < 30 ? '路灯' : '人民'}`)
  const label = Int32Array.from({ length: 60 }, (_, row) => (row < 30 ? 0 : 1))
  const corpus = buildCorpus(texts, scanner)
  const everywhere = corpus.hashes[corpus.feature[0]!]
  assert.ok(selectFeatures(corpus, choose(60, 1000, label)).hashes.includes(everywhere!))
  const bounded = selectFeatures(corpus, choose(60, 10, label))
  assert.equal(bounded.hashes.length, 10)
  assert.equal(bounded.words, 2)
  assert.equal(bounded.hashes.includes(everywhere!), false)
})

test('the bound holds for real variety', () => {
  const corpus = buildCorpus(
    sampleRows(50, 1).map(row => row.text),
    scanner,
  )
  assert.ok(selectFeatures(corpus, choose(200, 1_000_000)).hashes.length > 60)
  assert.equal(selectFeatures(corpus, choose(200, 60)).hashes.length, 60)
})

test('words and characters each have length 1 in a row; an empty row has none', () => {
  const corpus = buildCorpus(['小区路灯不亮路灯', ''], scanner)
  const matrix = weighRows(corpus, all(2), selectFeatures(corpus, choose(2, 1000)))
  const squares = (from: number, to: number): number =>
    matrix.value.subarray(from, to).reduce((sum, value) => sum + value * value, 0)
  assert.ok(Math.abs(squares(matrix.start[0]!, matrix.middle[0]!) - 1) < 1e-6)
  assert.ok(Math.abs(squares(matrix.middle[0]!, matrix.start[1]!) - 1) < 1e-6)
  assert.equal(matrix.start[1], matrix.start[2])
})

test('a second occurrence weighs less than the first', () => {
  const corpus = buildCorpus(['路灯路灯小区'], scanner)
  const matrix = weighRows(corpus, all(1), selectFeatures(corpus, choose(1, 1000)))
  const [twice, once] = matrix.value
  assert.ok(Math.abs(twice! / once! - (1 + Math.log(2))) < 1e-5)
})

test('a zero vector stays zero', () => {
  const zero = new Float32Array(3)
  scaleToOne(zero)
  assert.deepEqual([...zero], [0, 0, 0])
})
