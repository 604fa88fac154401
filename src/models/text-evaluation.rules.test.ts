import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  calibrationError,
  coverageCurve,
  type JudgedPrediction,
  judgePredictions,
} from './text-evaluation.rules.ts'

function said(truth: string, ...ranked: [string, number][]): JudgedPrediction {
  return { truth, ranked: ranked.map(([label, confidence]) => ({ label, confidence })) }
}

const four = [
  said('a', ['a', 0.9], ['b', 0.1]),
  said('a', ['b', 0.6], ['a', 0.4]),
  said('b', ['b', 0.8], ['a', 0.2]),
  said('c', ['a', 0.4], ['b', 0.3], ['d', 0.2], ['c', 0.1]),
]

test('accuracy, macro-F1 and top three come out as worked by hand', () => {
  const judged = judgePredictions(four)
  assert.equal(judged.rows, 4)
  assert.equal(judged.accuracy, 0.5)
  assert.equal(judged.topThreeAccuracy, 0.75)
  assert.ok(Math.abs(judged.macroF1 - (0.5 + 2 / 3 + 0) / 3) < 1e-12)
})

test('each label has its precision, recall and F1', () => {
  assert.deepEqual(judgePredictions(four).perLabel, [
    { label: 'a', rows: 2, precision: 0.5, recall: 0.5, f1: 0.5 },
    { label: 'b', rows: 1, precision: 0.5, recall: 1, f1: 2 / 3 },
    { label: 'c', rows: 1, precision: 0, recall: 0, f1: 0 },
  ])
})

test('the confusion says what was taken for what, in a fixed order', () => {
  assert.deepEqual(judgePredictions(four).confusion, [
    { truth: 'a', predicted: 'a', rows: 1 },
    { truth: 'a', predicted: 'b', rows: 1 },
    { truth: 'b', predicted: 'b', rows: 1 },
    { truth: 'c', predicted: 'a', rows: 1 },
  ])
  assert.deepEqual(judgePredictions(four.toReversed()).confusion, judgePredictions(four).confusion)
})

test('calibration error is the gap between what was claimed and what came true', () => {
  assert.ok(Math.abs(calibrationError([said('a', ['a', 0.95]), said('a', ['b', 0.95])]) - 0.45) < 1e-12)
  assert.equal(calibrationError([said('a', ['a', 1])]), 0)
  const tens = Array.from({ length: 10 }, (_, at) => said('a', [at < 7 ? 'a' : 'b', 0.7]))
  assert.ok(calibrationError(tens) < 1e-12)
})

test('gaps in different bins do not cancel', () => {
  assert.ok(Math.abs(calibrationError([said('a', ['b', 0.25]), said('a', ['a', 0.75])]) - 0.25) < 1e-12)
})

test('the curve answers the surest first', () => {
  const ten = Array.from({ length: 10 }, (_, at) => said('a', [at < 8 ? 'a' : 'b', 1 - at / 20]))
  const curve = coverageCurve(ten.toReversed())
  assert.equal(curve.length, 10)
  assert.deepEqual(curve[7], { coverage: 0.8, accuracy: 1, threshold: 0.65 })
  assert.equal(curve[9]!.accuracy, 0.8)
})

test('nothing to judge gives zeros, not errors', () => {
  const judged = judgePredictions([])
  assert.deepEqual(
    [judged.rows, judged.accuracy, judged.macroF1, judged.expectedCalibrationError, judged.coverageCurve],
    [0, 0, 0, 0, []],
  )
  assert.equal(judgePredictions([said('a')]).accuracy, 0)
})
