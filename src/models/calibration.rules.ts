/** Decision scores of many rows, `rows × labels`, with the label that was right and the row's weight. */
export type ScoredRows = { scores: Float32Array; labels: number; label: Int32Array; weight: Float32Array }

/** Turns one row of scores into confidences that add up to 1, in place; `sharpness` multiplies the scores. */
export function toConfidences(scores: Float32Array, sharpness: number): void {
  let largest = Number.NEGATIVE_INFINITY
  for (const score of scores) if (score > largest) largest = score
  let total = 0
  for (let label = 0; label < scores.length; label++) {
    const part = Math.exp((scores[label]! - largest) * sharpness)
    scores[label] = part
    total += part
  }
  for (let label = 0; label < scores.length; label++) scores[label]! /= total
}

/** No answer is called surer than this. 0.999998 would promise one error in half a million; nobody has the rows to check it. */
export const mostConfident = 0.995

/**
 * Mixes in so much of "any label at all" that full certainty becomes `mostConfident`, in place. The order stays, also
 * between texts, and the sum is still 1; a cap would make the surest tenth of all answers equal.
 */
export function leaveDoubt(confidences: Float32Array): void {
  const labels = confidences.length
  if (labels < 2) return
  const doubt = (1 - mostConfident) * (labels / (labels - 1))
  for (let label = 0; label < labels; label++)
    confidences[label] = confidences[label]! * (1 - doubt) + doubt / labels
}

/**
 * The sharpness (inverse temperature, 0.1 to 30) with the least log loss on out-of-fold scores.
 * One number only: a bias per label was left out because labels of a few rows would be fitted to noise.
 */
export function fitSharpness(rows: ScoredRows): number {
  const golden = (Math.sqrt(5) - 1) / 2
  let low = Math.log(0.1)
  let high = Math.log(30)
  let inner = high - golden * (high - low)
  let outer = low + golden * (high - low)
  let innerLoss = logLoss(rows, Math.exp(inner))
  let outerLoss = logLoss(rows, Math.exp(outer))
  for (let step = 0; step < 30; step++) {
    if (innerLoss <= outerLoss) {
      high = outer
      outer = inner
      outerLoss = innerLoss
      inner = high - golden * (high - low)
      innerLoss = logLoss(rows, Math.exp(inner))
    } else {
      low = inner
      inner = outer
      innerLoss = outerLoss
      outer = low + golden * (high - low)
      outerLoss = logLoss(rows, Math.exp(outer))
    }
  }
  return Math.exp((low + high) / 2)
}

/** Weighted mean of −ln(confidence of the right label). */
export function logLoss(rows: ScoredRows, sharpness: number): number {
  const { scores, labels, label, weight } = rows
  let loss = 0
  let total = 0
  for (let row = 0; row < label.length; row++) {
    const from = row * labels
    let largest = Number.NEGATIVE_INFINITY
    for (let at = from; at < from + labels; at++) if (scores[at]! > largest) largest = scores[at]!
    let sum = 0
    for (let at = from; at < from + labels; at++) sum += Math.exp((scores[at]! - largest) * sharpness)
    loss += weight[row]! * (Math.log(sum) - (scores[from + label[row]!]! - largest) * sharpness)
    total += weight[row]!
  }
  return total > 0 ? loss / total : 0
}

/**
 * What the threshold is to reach, all 0 to 1: the accuracy among the answered, the share that may then be
 * answered, and the accuracy from which more than that share is answered.
 */
export type ThresholdPolicy = { targetAccuracy: number; maximumCoverage: number; beyondAccuracy: number }

/** Which answers are given: `threshold` is the least confidence; 2 where the target is out of reach. */
export type ChosenThreshold = { threshold: number; coverage: number; accuracy: number }

const fewestAnswers = 10

/**
 * The least confidence above which answers are given: as many answers as the policy allows, fewer
 * until their accuracy reaches the target. Where no ten answers reach it, everything goes to people.
 */
export function chooseThreshold(
  answers: readonly { confidence: number; correct: boolean }[],
  policy: ThresholdPolicy,
): ChosenThreshold {
  const surest = [...answers].sort((left, right) => right.confidence - left.confidence)
  const rightBefore = new Int32Array(surest.length + 1)
  for (const [at, answer] of surest.entries())
    rightBefore[at + 1] = rightBefore[at]! + (answer.correct ? 1 : 0)
  const least = Math.min(fewestAnswers, surest.length)
  const usual = Math.floor(surest.length * policy.maximumCoverage)
  for (let given = surest.length; given >= least && given > 0; given--) {
    if (given < surest.length && surest[given]!.confidence === surest[given - 1]!.confidence) continue
    const accuracy = rightBefore[given]! / given
    if (accuracy < (given > usual ? policy.beyondAccuracy : policy.targetAccuracy)) continue
    return { threshold: surest[given - 1]!.confidence, coverage: given / surest.length, accuracy }
  }
  return { threshold: 2, coverage: 0, accuracy: 0 }
}
