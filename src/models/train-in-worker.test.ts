import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trainTextModel } from './text-classifier.ts'
import { TextModelError } from './text-model.errors.ts'
import { encodeTextModel } from './text-model-codec.rules.ts'
import { sampleRows } from './text-samples.fixture.ts'
import { trainInWorker } from './train-in-worker.ts'

test('a thread trains the same bytes as the main thread, and tells how far it is', async () => {
  const rows = sampleRows(10, 1)
  const seen: number[] = []
  const bytes = await trainInWorker(rows, { seed: 2 }, { onProgress: progress => seen.push(progress.done) })
  assert.deepEqual(bytes, encodeTextModel(trainTextModel(rows, { seed: 2 })))
  assert.equal(seen.at(-1), 24)
})

test('a refusal keeps its reason across the thread', async () => {
  await assert.rejects(
    trainInWorker([]),
    error => error instanceof TextModelError && error.reason === 'no_rows',
  )
})

test('an abort under way rejects with its reason', async () => {
  const controller = new AbortController()
  const reason = new Error('no longer wanted')
  const training = trainInWorker(
    sampleRows(300, 1),
    {},
    { signal: controller.signal, onProgress: () => controller.abort(reason) },
  )
  await assert.rejects(training, error => error === reason)
})

test('a signal aborted before starts nothing', async () => {
  const reason = new Error('never wanted')
  await assert.rejects(
    trainInWorker(sampleRows(2, 1), {}, { signal: AbortSignal.abort(reason) }),
    error => error === reason,
  )
})
