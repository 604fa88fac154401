import { parentPort, workerData } from 'node:worker_threads'
import type { PredictionAnswer, PredictionOrder } from './predict-in-worker.ts'
import { predictText } from './text-classifier.ts'
import { decodeTextModel } from './text-model-codec.rules.ts'

const model = decodeTextModel(workerData as Uint8Array)
predictText(model, '')

parentPort?.on('message', ({ id, texts, top }: PredictionOrder) => {
  const answer: PredictionAnswer = { id, predictions: texts.map(text => predictText(model, text, top)) }
  parentPort?.postMessage(answer)
})
