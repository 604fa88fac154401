import type { Classification } from '#kernel/index.ts'
import type { Batch, ClassifyMany } from './classify-port.ts'
import { classificationOf, ranked } from './classify-text.ts'
import { modelError } from './model.errors.ts'
import { openTextPredictor, type TextPredictor } from './predict-in-worker.ts'
import { asModelError } from './refusal.ts'

/** One message to the thread: small enough that its answer does not hold up this one. */
const rowsAtOnce = 256
/** Once more with a new thread: one dies of what was asked before as well as of what is asked now. */
const attempts = 2
/** A thread with its model takes some 60 MB. */
const mostThreads = 4

export interface BatchClassifier {
  classify: ClassifyMany
  /** Ends the threads; what is asked then, or waits, fails with models.stopped. */
  close(): Promise<void>
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve))

/** Answers batches in a thread for each model, opened on first use; those unused the longest are closed. */
export function createBatchClassifier(): BatchClassifier {
  const open = new Map<string, TextPredictor>()
  let closed = false

  const predictorFor = ({ held }: Batch): TextPredictor => {
    const known = open.get(held.id)
    const predictor = known ?? openTextPredictor(held.bytes)
    open.delete(held.id)
    open.set(held.id, predictor)
    const [oldest] = open.keys()
    if (open.size > mostThreads && oldest !== undefined) {
      // Others may still wait for its answers.
      void open.get(oldest)?.retire()
      open.delete(oldest)
    }
    return predictor
  }

  const predict = async (batch: Batch, texts: string[]) => {
    for (let attempt = 1; ; attempt++) {
      if (closed) throw modelError('models.stopped')
      const predictor = predictorFor(batch)
      try {
        return await predictor.predict(texts, ranked)
      } catch (error) {
        // A thread that died is not asked twice; one that another request opened meanwhile stays.
        if (open.get(batch.held.id) === predictor) open.delete(batch.held.id)
        if (closed) throw modelError('models.stopped')
        if (attempt === attempts) throw asModelError(error, batch.held.id)
      }
    }
  }

  return {
    classify: async batch => {
      const texts = batch.requests.map(request => request.text)
      const starts = Array.from(
        { length: Math.ceil(texts.length / rowsAtOnce) },
        (_, part) => part * rowsAtOnce,
      )
      // All are sent before the first answer is awaited, so that the thread never waits for this one.
      const parts = await Promise.all(
        starts.map(from => predict(batch, texts.slice(from, from + rowsAtOnce))),
      )
      const answers: Classification[] = []
      for (const part of parts) {
        for (const prediction of part) {
          const { text, explain } = batch.requests[answers.length]!
          const given = { version: batch.held.id, text: explain ? text : null }
          answers.push(classificationOf(batch.held.model, prediction, given))
        }
        await turn()
      }
      return answers
    },
    close: async () => {
      closed = true
      const all = [...open.values()]
      open.clear()
      await Promise.all(all.map(one => one.close()))
    },
  }
}
