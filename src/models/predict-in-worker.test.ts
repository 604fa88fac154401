import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTextPredictor } from './predict-in-worker.ts'
import { predictText, trainTextModel } from './text-classifier.ts'
import { TextModelError } from './text-model.errors.ts'
import { encodeTextModel } from './text-model-codec.rules.ts'
import { sampleRows } from './text-samples.fixture.ts'

const model = trainTextModel(sampleRows(20, 1))
const failed = (error: unknown): boolean =>
  error instanceof TextModelError && error.reason === 'worker_failed'

test('the thread answers as the main thread does, in the order asked, also overlapping', async () => {
  const predictor = openTextPredictor(encodeTextModel(model))
  const texts = ['路灯不亮', '', '工地拖欠工资', '\ud83d']
  const [first, second] = await Promise.all([
    predictor.predict(texts),
    predictor.predict(texts.toReversed(), 1),
  ])
  assert.deepEqual(
    first,
    texts.map(text => predictText(model, text)),
  )
  assert.deepEqual(
    second,
    texts.toReversed().map(text => predictText(model, text, 1)),
  )
  assert.deepEqual(await predictor.predict([]), [])
  await predictor.close()
})

test('after closing, open and later calls reject', async () => {
  const predictor = openTextPredictor(encodeTextModel(model))
  const open = assert.rejects(
    predictor.predict(Array.from({ length: 5000 }, () => '路灯不亮'.repeat(500))),
    failed,
  )
  await predictor.close()
  await open
  await assert.rejects(predictor.predict(['路灯']), failed)
})

test('damaged bytes reject instead of ending the process', async () => {
  await assert.rejects(openTextPredictor(new Uint8Array(100)).predict(['路灯']), failed)
})
