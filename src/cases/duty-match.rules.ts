/** Below this confidence advice by the duty list alone abstains. */
export const dutyListThreshold = 0.35

// A match of this score is worth half of what a perfect one would be. Scores of BM25 have no upper bound.
const halfScore = 8
// A best match without any lead over the second still says a little; a lead of its whole score says all that can be said.
const withoutLead = 0.3
// Words in common are weak evidence however well they match: nobody should take such advice for certain.
const ceiling = 0.8

/**
 * Confidences from scores of departments, best first, by a fixed mapping: strength of the best match × its lead over
 * the second. It rises with the best score and falls as the second comes near; it is not calibrated on outcomes (there
 * are none yet where it is used), so it is kept low. The others share what is left by their scores and never exceed the
 * best.
 */
export function confidencesOf(scores: readonly number[]): number[] {
  const [best = 0, second = 0] = scores
  if (best <= 0) return scores.map(() => 0)
  const strength = best / (best + halfScore)
  const lead = (best - second) / best
  const first = ceiling * strength * (withoutLead + (1 - withoutLead) * lead)
  const others = scores.slice(1)
  const total = others.reduce((sum, score) => sum + score, 0)
  const rest = others.map(score =>
    total > 0 ? Math.min(first, ((ceiling * strength - first) * score) / total) : 0,
  )
  return [first, ...rest]
}
