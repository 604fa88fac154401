import { parentPort, workerData } from 'node:worker_threads'
import { loadLexicon } from './load-lexicon.ts'
import { createTextScanner } from './text-features.rules.ts'
import { TextModelError } from './text-model.errors.ts'
import { encodeTextModel } from './text-model-codec.rules.ts'
import type { TrainingOrder, TrainingReport } from './train-in-worker.ts'
import { fitTextModel } from './train-text-model.rules.ts'

const { rows, options } = workerData as TrainingOrder

function report(message: TrainingReport): void {
  parentPort?.postMessage(message)
}

try {
  const onProgress = (progress: { done: number; total: number }): void =>
    report({ kind: 'progress', progress })
  const fitted = fitTextModel(rows, createTextScanner(loadLexicon()), { ...options, onProgress })
  report({ kind: 'trained', bytes: encodeTextModel(fitted), judged: fitted.judged })
} catch (error) {
  if (!(error instanceof TextModelError)) throw error
  report({ kind: 'refused', reason: error.reason, message: error.message })
}
