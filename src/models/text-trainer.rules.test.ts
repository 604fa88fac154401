import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildLexicon } from './segment.rules.ts'
import { buildCorpus, selectFeatures, weighRows } from './text-corpus.rules.ts'
import { createTextScanner } from './text-features.rules.ts'
import { sampleRows, smallDictionary } from './text-samples.fixture.ts'
import { fitScorer, scoreRows } from './text-trainer.rules.ts'

const rows = sampleRows(30, 2)
const names = [...new Set(rows.map(row => row.label))]
const corpus = buildCorpus(
  rows.map(row => row.text),
  createTextScanner(buildLexicon(smallDictionary)),
)
const everyRow = Int32Array.from(rows.keys())
const label = Int32Array.from(rows, row => names.indexOf(row.label))
const selection = selectFeatures(corpus, { rows: everyRow, label, maximum: 10_000 })
const matrix = weighRows(corpus, everyRow, selection)

function rightOf(scores: Float32Array, of: Int32Array): number {
  let right = 0
  for (const [row, truth] of of.entries()) {
    const its = scores.subarray(row * names.length, (row + 1) * names.length)
    if (its.indexOf(Math.max(...its)) === truth) right++
  }
  return right / of.length
}

test('the rows it was trained on are told apart, and each label reports once', () => {
  let reports = 0
  const targets = { label, weight: new Float32Array(rows.length).fill(1), labels: names.length }
  const scorer = fitScorer(matrix, targets, { seed: 1, onLabel: () => reports++ })
  assert.equal(reports, names.length)
  assert.ok(rightOf(scoreRows(matrix, scorer), label) > 0.99)
})

test('a wrong row of little weight loses against right ones', () => {
  const wrong = Int32Array.from(label, (right, row) => (row % 3 === 0 ? (right + 1) % names.length : right))
  const weigh = (trust: number): number => {
    const weight = Float32Array.from(label, (_, row) => (row % 3 === 0 ? trust : 1))
    const scorer = fitScorer(matrix, { label: wrong, weight, labels: names.length }, { seed: 1 })
    return rightOf(scoreRows(matrix, scorer), label)
  }
  assert.ok(weigh(0.001) > 0.99)
  assert.ok(weigh(20) < 0.9)
})

test('a label without rows is never the answer', () => {
  const targets = { label, weight: new Float32Array(rows.length).fill(1), labels: names.length + 1 }
  const scores = scoreRows(matrix, fitScorer(matrix, targets, { seed: 1 }))
  for (let row = 0; row < rows.length; row++) {
    const its = scores.subarray(row * 5, row * 5 + 5)
    assert.ok(its[4]! < Math.max(...its), `row ${row}`)
  }
})

test('a row without features scores the bias alone', () => {
  const targets = { label, weight: new Float32Array(rows.length).fill(1), labels: names.length }
  const scorer = fitScorer(matrix, targets, { seed: 1 })
  const none = { ...matrix, start: new Int32Array(2), middle: new Int32Array(1), rows: 1 }
  assert.deepEqual([...scoreRows(none, scorer)], [...scorer.bias])
})
