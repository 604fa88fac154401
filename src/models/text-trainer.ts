import { asModelError } from './refusal.ts'
import type { JudgedPrediction } from './text-evaluation.rules.ts'
import { decodeTextModel } from './text-model-codec.rules.ts'
import { trainInWorker } from './train-in-worker.ts'
import type { Trainer } from './train-task.ts'

/** Trains in a thread of its own. @throws models.not-trainable, models.thread-ended; the signal's reason. */
export const textTrainer: Trainer = async (rows, { signal, onProgress }) => {
  let outOfFold: JudgedPrediction[] = []
  const plain = rows.map(({ text, label, weight }) => ({ text, label, weight }))
  try {
    const bytes = await trainInWorker(
      plain,
      {},
      { signal, onProgress, onJudged: judged => (outOfFold = judged) },
    )
    return { bytes, header: decodeTextModel(bytes).header, outOfFold }
  } catch (error) {
    throw asModelError(error, null)
  }
}
