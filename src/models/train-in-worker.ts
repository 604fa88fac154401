import { Worker } from 'node:worker_threads'
import type { JudgedPrediction } from './text-evaluation.rules.ts'
import { TextModelError, type TextModelRefusal } from './text-model.errors.ts'
import type { TextRow, TrainingOptions, TrainingProgress } from './train-text-model.rules.ts'

export type TrainingOrder = { rows: readonly TextRow[]; options: Omit<TrainingOptions, 'onProgress'> }

export type TrainingReport =
  | { kind: 'progress'; progress: TrainingProgress }
  | { kind: 'trained'; bytes: Uint8Array<ArrayBuffer>; judged: JudgedPrediction[] }
  | { kind: 'refused'; reason: TextModelRefusal; message: string }

/** `onJudged` gets the out-of-fold predictions of the rows, in their order, before the promise resolves. */
export type WorkerControls = {
  signal?: AbortSignal | undefined
  onProgress?: (progress: TrainingProgress) => void
  onJudged?: (judged: JudgedPrediction[]) => void
}

/**
 * Trains in a thread of its own and resolves to the encoded model, so that requests go on meanwhile.
 * An aborted signal ends the thread at once and rejects with the signal's reason; bad rows reject with
 * `TextModelError`, as does a thread that dies.
 */
export function trainInWorker(
  rows: readonly TextRow[],
  options: TrainingOrder['options'] = {},
  controls: WorkerControls = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, onProgress } = controls
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array<ArrayBuffer>>()
  if (signal?.aborted) return Promise.reject(signal.reason)
  const { seed, folds, maximumWeights, policy } = options
  const order: TrainingOrder = { rows, options: { seed, folds, maximumWeights, policy } }
  const worker = new Worker(new URL('./text-train.worker.ts', import.meta.url), { workerData: order })
  const onAbort = (): void => {
    reject(signal?.reason)
    void worker.terminate()
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  worker.on('message', (report: TrainingReport) => {
    if (report.kind === 'progress') onProgress?.(report.progress)
    else if (report.kind === 'trained') {
      controls.onJudged?.(report.judged)
      resolve(report.bytes)
    } else reject(new TextModelError(report.reason, report.message))
  })
  worker.on('error', error => reject(new TextModelError('worker_failed', String(error))))
  worker.on('exit', code => {
    signal?.removeEventListener('abort', onAbort)
    reject(new TextModelError('worker_failed', `training thread ended with ${code}`))
  })
  return promise
}
