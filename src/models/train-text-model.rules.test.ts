import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGenerator } from './hash.rules.ts'
import { evaluateTextModel, predictText, trainTextModel } from './text-classifier.ts'
import { TextModelError } from './text-model.errors.ts'
import { encodeTextModel } from './text-model-codec.rules.ts'
import { sampleRows } from './text-samples.fixture.ts'
import type { TextRow } from './train-text-model.rules.ts'

const rows = sampleRows(40, 1)

function refusal(of: readonly TextRow[]): string {
  try {
    trainTextModel(of)
  } catch (error) {
    assert.ok(error instanceof TextModelError)
    return error.reason
  }
  return 'none'
}

test('the same rows and seed give the same bytes, another seed others', () => {
  const bytes = encodeTextModel(trainTextModel(rows, { seed: 3 }))
  assert.deepEqual(encodeTextModel(trainTextModel(rows, { seed: 3 })), bytes)
  assert.notDeepEqual(encodeTextModel(trainTextModel(rows, { seed: 4 })), bytes)
})

test('unseen rows of the same kinds are told apart', () => {
  const figures = evaluateTextModel(trainTextModel(rows), sampleRows(40, 99))
  assert.ok(figures.accuracy > 0.95, `accuracy ${figures.accuracy}`)
  assert.equal(figures.rows, 160)
})

test('labels that have nothing to do with the text: the figures say so, and all goes to people', () => {
  const random = createGenerator(5)
  const shuffled = rows.map(row => ({ ...row, label: `${Math.floor(random() * 4)}` }))
  const { header } = trainTextModel(shuffled)
  assert.ok(header.outOfFold.accuracy < 0.6, `accuracy ${header.outOfFold.accuracy}`)
  assert.equal(header.threshold, 2)
  assert.ok(header.sharpness < 3)
})

test('what the model says of itself is what it was given', () => {
  const { header, version } = trainTextModel(rows, { seed: 9 })
  assert.deepEqual(header.labels, ['hospitals', 'roads', 'schools', 'wages'])
  assert.equal(header.trainedRows, 160)
  assert.equal(header.outOfFold.rows, 160)
  assert.equal(header.seed, 9)
  assert.equal(header.folds, 5)
  assert.ok(header.thresholdCoverage >= 0.8)
  assert.ok(header.thresholdAccuracy >= 0.945)
  assert.equal(version.length, 12)
})

test('no rows and a single label are refused by name', () => {
  assert.equal(refusal([]), 'no_rows')
  assert.equal(refusal([{ text: '路灯', label: 'a' }]), 'one_label')
  assert.equal(refusal([{ text: '路灯', label: 'a', weight: 0 }]), 'no_rows')
})

test('two rows of two labels train; a label of one row is known afterwards', () => {
  const tiny = trainTextModel([
    { text: '路灯不亮', label: 'a' },
    { text: '拖欠工资', label: 'b' },
  ])
  assert.equal(tiny.header.labels.length, 2)
  assert.equal(tiny.header.threshold, 2)
  const rare = trainTextModel([...rows, { text: '噪声扰民夜间施工', label: 'noise' }])
  assert.ok(predictText(rare, '夜间施工噪声扰民', 5).ranked.some(one => one.label === 'noise'))
})

test('rows of empty text do no harm', () => {
  const withEmpty = [...rows, { text: '', label: 'roads' }, { text: '  ', label: 'wages' }]
  assert.equal(predictText(trainTextModel(withEmpty), '路灯不亮').ranked[0]!.label, 'roads')
})

test('a row of more weight wins over rows that contradict it', () => {
  const text = '凉亭漏雨'
  const against = (weight: number): string => {
    const disputed = [...rows, { text, label: 'schools', weight }, { text, label: 'roads', weight: 1 }]
    return predictText(trainTextModel(disputed), text).ranked[0]!.label
  }
  assert.equal(against(10), 'schools')
  assert.equal(against(0.05), 'roads')
})

test('progress counts every machine of every fold, and ends at its total', () => {
  const seen: number[] = []
  let total = 0
  trainTextModel(rows, {
    folds: 3,
    onProgress: progress => {
      seen.push(progress.done)
      total = progress.total
    },
  })
  assert.deepEqual(
    seen,
    Array.from({ length: 16 }, (_, at) => at + 1),
  )
  assert.equal(total, 16)
})

test('the model is bounded: fewer weights allowed, fewer bytes', () => {
  const many = Array.from({ length: 1200 }, (_, at) => {
    const item = at % 120
    return {
      text: `事项${item}号 ${String.fromCharCode(0x5000 + item, 0x5200 + item)} ${rows[at % 160]!.text}`,
      label: `item-${item}`,
    }
  })
  const { header } = trainTextModel(many, { maximumWeights: 120_000, folds: 2 })
  assert.ok(header.features <= 1000, `${header.features} features`)
  assert.equal(header.labels.length, 120)
  assert.ok(header.outOfFold.accuracy > 0.9, `accuracy ${header.outOfFold.accuracy}`)
})
