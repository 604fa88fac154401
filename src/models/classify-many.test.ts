import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isCode } from '#base/index.ts'
import { type BatchClassifier, createBatchClassifier } from './classify-many.ts'
import { classifyText } from './classify-text.ts'
import type { HeldModel } from './held-models.ts'
import { openTextPredictor } from './predict-in-worker.ts'
import { trainTextModel } from './text-classifier.ts'
import { encodeTextModel } from './text-model-codec.rules.ts'
import { sampleRows } from './text-samples.fixture.ts'

const held: HeldModel[] = []
let batches: BatchClassifier

before(() => {
  for (let seed = 1; seed <= 6; seed++) {
    const model = trainTextModel(sampleRows(8, seed), { seed })
    held.push({ id: `model-${seed}`, task: 'test.matters', model, bytes: encodeTextModel(model) })
  }
  batches = createBatchClassifier()
})
after(() => batches.close())

const requests = (count: number, seed: number) =>
  sampleRows(Math.ceil(count / 4), seed)
    .slice(0, count)
    .map(({ text }) => ({ text, explain: false }))

test('more models than there are threads are asked at once, and every batch is answered by its own model', async () => {
  const asked = requests(600, 9)
  const answers = await Promise.all(held.map(one => batches.classify({ held: one, requests: asked })))
  for (const [place, answer] of answers.entries()) {
    assert.equal(answer.length, asked.length)
    for (const at of [0, 255, 256, 599])
      assert.deepEqual(answer[at], classifyText(held[place]!.model, asked[at]!, held[place]!.id))
  }
})

test('models that take turns, over and over, lose no answer', async () => {
  const asked = requests(20, 3)
  const rounds = Array.from({ length: 30 }, (_, round) => held[(round * 5) % held.length]!)
  const answers = await Promise.all(rounds.map(one => batches.classify({ held: one, requests: asked })))
  for (const [round, answer] of answers.entries())
    assert.ok(answer.every(one => one.modelVersion === rounds[round]!.id))
})

test('a model whose thread cannot start is an error with a name, for all who wait, and the others go on', async () => {
  const broken = { ...held[0]!, id: 'broken', bytes: new Uint8Array(100) }
  const asked = requests(10, 4)
  const failing = [1, 2, 3].map(() => batches.classify({ held: broken, requests: asked }))
  const good = batches.classify({ held: held[1]!, requests: asked })
  for (const one of failing) await assert.rejects(one, error => isCode(error, 'models.thread-ended'))
  assert.equal((await good).length, 10)
  assert.equal((await batches.classify({ held: held[0]!, requests: asked })).length, 10)
})

test('an empty batch is answered with nothing', async () => {
  assert.deepEqual(await batches.classify({ held: held[0]!, requests: [] }), [])
})

test('a service that stops says so to those who wait and to those who come after', async () => {
  const stopping = createBatchClassifier()
  const stopped = (error: unknown) => isCode(error, 'models.stopped')
  const texts = Array.from({ length: 3000 }, () => ({ text: '路灯不亮'.repeat(500), explain: false }))
  const waiting = assert.rejects(stopping.classify({ held: held[0]!, requests: texts }), stopped)
  await stopping.close()
  await waiting
  await assert.rejects(stopping.classify({ held: held[0]!, requests: requests(10, 1) }), stopped)
})

test('a thread that is retired gives what it owes first, and takes nothing more', async () => {
  const predictor = openTextPredictor(held[0]!.bytes)
  const owed = predictor.predict(requests(200, 2).map(one => one.text))
  const retired = predictor.retire()
  await assert.rejects(predictor.predict(['路灯']), /retired/)
  assert.equal((await owed).length, 200)
  await retired
  await assert.rejects(predictor.predict(['路灯']))
})
