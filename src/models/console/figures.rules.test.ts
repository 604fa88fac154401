import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ModelFigures, ModelMetrics } from '#models/model.contract.ts'
import {
  confusionOf,
  decisionsFor,
  directionOf,
  figureLines,
  isOpenTraining,
  mistakesOf,
  originsOf,
  pointsText,
  rateText,
} from './figures.rules.ts'

const figures: ModelFigures = {
  rows: 100,
  accuracy: 0.8,
  macroF1: 0.7,
  topThreeAccuracy: 0.95,
  expectedCalibrationError: 0.04,
  coverageCurve: [],
  perLabel: [
    { label: 'lamp', rows: 20, precision: 1, recall: 0.5, f1: 0.66 },
    { label: 'noise', rows: 70, precision: 1, recall: 1, f1: 1 },
    { label: 'bus', rows: 10, precision: 0, recall: 0, f1: 0 },
  ],
  confusion: [
    { truth: 'noise', predicted: 'noise', rows: 70 },
    { truth: 'lamp', predicted: 'lamp', rows: 10 },
    { truth: 'bus', predicted: 'lamp', rows: 4 },
    { truth: 'lamp', predicted: 'noise', rows: 9 },
  ],
}
const metrics: ModelMetrics = {
  figures,
  threshold: 0.5,
  answered: { coverage: 0.75, accuracy: 0.9 },
  comparison: null,
}

test('a training is open while it waits or runs', () => {
  const open = (['queued', 'running', 'done', 'failed', 'cancelled'] as const).filter(state =>
    isOpenTraining({ state }),
  )
  assert.deepEqual(open, ['queued', 'running'])
})

test('shares have one decimal, differences their sign', () => {
  assert.equal(rateText(0.8974, 'en'), '89.7%')
  assert.equal(rateText(1, 'zh-CN'), '100.0%')
  assert.equal(pointsText(0.0234, 'en'), '+2.3')
  assert.equal(pointsText(-0.0234, 'en'), '-2.3')
  assert.equal(pointsText(-0.0001, 'en'), '0.0')
})

test('a difference is judged by what is better', () => {
  assert.equal(directionOf(0.02), 'better')
  assert.equal(directionOf(-0.02), 'worse')
  assert.equal(directionOf(0.0004), 'same')
  assert.equal(directionOf(-0.02, true), 'better')
  assert.equal(directionOf(0.02, true), 'worse')
})

test('each figure stands beside that of the other version', () => {
  const alone = figureLines(metrics, null)
  assert.deepEqual(
    alone.map(one => [one.key, one.value, one.before]),
    [
      ['accuracy', 0.8, null],
      ['macroF1', 0.7, null],
      ['topThreeAccuracy', 0.95, null],
      ['expectedCalibrationError', 0.04, null],
      ['coverage', 0.75, null],
      ['answeredAccuracy', 0.9, null],
    ],
  )
  const before = { ...metrics, answered: { coverage: 0, accuracy: 0.5 } }
  assert.deepEqual(
    figureLines(metrics, before).map(one => one.before),
    [0.8, 0.7, 0.95, 0.04, 0, 0.5],
  )
  assert.deepEqual(
    alone.filter(one => one.lowerIsBetter).map(one => one.key),
    ['expectedCalibrationError'],
  )
})

test('origins: the most telling first, nothing empty', () => {
  assert.deepEqual(originsOf({ generated: 6, blind: 2, adopted: 0, imported: 2 }), [
    { kind: 'blind', rows: 2, share: 0.2 },
    { kind: 'imported', rows: 2, share: 0.2 },
    { kind: 'generated', rows: 6, share: 0.6 },
  ])
  assert.deepEqual(originsOf({}), [])
})

test('the picture has the labels with most rows, and each cell as a share of its truth', () => {
  const { labels, cells } = confusionOf(figures, 2)
  assert.deepEqual(labels, ['noise', 'lamp'])
  assert.deepEqual(cells, [
    { truth: 0, predicted: 0, rows: 70, share: 1 },
    { truth: 1, predicted: 1, rows: 10, share: 0.5 },
    { truth: 1, predicted: 0, rows: 9, share: 0.45 },
  ])
})

test('mistakes: the most frequent first, nothing that was right', () => {
  assert.deepEqual(
    mistakesOf(figures, 5).map(one => one.rows),
    [9, 4],
  )
  assert.equal(mistakesOf(figures, 1).length, 1)
})

test('who trained a version does not approve it', () => {
  const engineer = { personId: 'b', mayApprove: true }
  const candidate = { state: 'candidate' as const, trainedBy: 'a' }
  assert.deepEqual(decisionsFor(candidate, engineer), { approve: true, retire: true, own: false })
  const own = { ...candidate, trainedBy: 'b' }
  assert.deepEqual(decisionsFor(own, engineer), { approve: false, retire: true, own: true })
  const trial = { ...candidate, state: 'trial' as const }
  assert.deepEqual(decisionsFor(trial, engineer), { approve: false, retire: true, own: false })
  const retired = { ...candidate, state: 'retired' as const }
  assert.deepEqual(decisionsFor(retired, engineer), { approve: true, retire: false, own: false })
  const reader = { personId: 'b', mayApprove: false }
  assert.deepEqual(decisionsFor(own, reader), { approve: false, retire: false, own: false })
})
