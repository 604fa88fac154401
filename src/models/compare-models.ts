import type { HeldModel } from './held-models.ts'
import type { ModelComparison } from './model.contract.ts'
import { isSeen } from './seen-texts.rules.ts'
import { predictText } from './text-classifier.ts'
import { type JudgedPrediction, judgePredictions } from './text-evaluation.rules.ts'

/** Fewer say nothing: the standard error of an accuracy of 0.8 on 30 rows is 7 points. */
const fewestRows = 30
const between = 200

/**
 * Old and new on the same rows, seen by neither: those whose text the old one did not learn from, judged by the new one
 * out of fold. Null when there are too few of them.
 */
export async function compareModels(
  before: HeldModel & { seen: Buffer },
  now: { texts: readonly string[]; outOfFold: readonly JudgedPrediction[] },
): Promise<ModelComparison | null> {
  const places = [...now.texts.keys()].filter(place => !isSeen(before.seen, now.texts[place]!))
  if (places.length < fewestRows) return null
  const earlier: JudgedPrediction[] = []
  for (const [count, place] of places.entries()) {
    const { truth } = now.outOfFold[place]!
    earlier.push({ truth, ranked: predictText(before.model, now.texts[place]!).ranked })
    // Thousands of rows must not hold up those who wait for an answer.
    if (count % between === between - 1) await new Promise(resolve => setImmediate(resolve))
  }
  const old = judgePredictions(earlier)
  const fresh = judgePredictions(places.map(place => now.outOfFold[place]!))
  return {
    against: before.id,
    rows: places.length,
    accuracy: fresh.accuracy,
    accuracyBefore: old.accuracy,
    macroF1: fresh.macroF1,
    macroF1Before: old.macroF1,
  }
}
