import { Worker } from 'node:worker_threads'
import { TextModelError } from './text-model.errors.ts'
import type { TextPrediction } from './text-model.rules.ts'

export type PredictionOrder = { id: number; texts: readonly string[]; top: number }
export type PredictionAnswer = { id: number; predictions: TextPrediction[] }

/** One thread that holds one model. `close` ends it; open requests then reject. */
export type TextPredictor = {
  predict: (texts: readonly string[], top?: number) => Promise<TextPrediction[]>
  /** Ends it when every answer that is owed has been given; what is asked after this rejects. */
  retire: () => Promise<void>
  close: () => Promise<void>
}

type Waiting = {
  promise: Promise<TextPrediction[]>
  resolve: (predictions: TextPrediction[]) => void
  reject: (error: Error) => void
}

/**
 * Opens a predictor for bulk work (imports, measurements) off the main thread; answers come in the
 * order of the texts. It keeps the process alive only while an answer is owed. After the thread has
 * died every call rejects with `TextModelError` (`worker_failed`); open a new one.
 */
export function openTextPredictor(encoded: Uint8Array): TextPredictor {
  const worker = new Worker(new URL('./text-predict.worker.ts', import.meta.url), { workerData: encoded })
  const waiting = new Map<number, Waiting>()
  let next = 0
  let ended: TextModelError | undefined
  let retiring = false
  const end = (why: string): void => {
    ended ??= new TextModelError('worker_failed', why)
    for (const one of waiting.values()) one.reject(ended)
    waiting.clear()
  }
  worker.unref()
  worker.on('message', ({ id, predictions }: PredictionAnswer) => {
    waiting.get(id)?.resolve(predictions)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  })
  worker.on('error', error => end(String(error)))
  worker.on('exit', code => end(`prediction thread ended with ${code}`))
  return {
    predict: (texts, top = 3) => {
      if (ended) return Promise.reject(ended)
      if (retiring) return Promise.reject(new TextModelError('worker_failed', 'retired'))
      const { promise, resolve, reject } = Promise.withResolvers<TextPrediction[]>()
      const order: PredictionOrder = { id: next++, texts, top }
      waiting.set(order.id, { promise, resolve, reject })
      worker.ref()
      worker.postMessage(order)
      return promise
    },
    retire: async () => {
      retiring = true
      const owed = [...waiting.values()].map(one => one.promise.catch(() => undefined))
      await Promise.all(owed)
      await worker.terminate()
    },
    close: async () => {
      await worker.terminate()
      end('closed')
    },
  }
}
