const bins = 10

/** Quantile edges of a reference: at most ten bins, fewer where many values are alike. */
function edgesOf(reference: readonly number[]): number[] {
  const sorted = reference.toSorted((one, other) => one - other)
  const edges = Array.from(
    { length: bins - 1 },
    (_, n) => sorted[Math.floor(((n + 1) * sorted.length) / bins)]!,
  )
  return [...new Set(edges)]
}

function sharesOf(values: readonly number[], edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0)
  for (const value of values) counts[edges.filter(edge => value >= edge).length]! += 1
  // Half a value more in each bin: an empty one would make the index infinite.
  return counts.map(count => (count + 0.5) / (values.length + counts.length / 2))
}

/**
 * Population stability index of newer values against those of a reference, in quantile bins of the reference. By custom 0.1 is
 * a small shift and 0.25 one to act on. By chance alone ten bins of 200 values against 1,000 come to 0.05 ± 0.03.
 * @returns null where there are too few values on either side to say anything
 */
export function populationShift(
  reference: readonly number[],
  newest: readonly number[],
  least = { reference: 500, newest: 200 },
): number | null {
  if (reference.length < least.reference || newest.length < least.newest) return null
  const edges = edgesOf(reference)
  const [before, after] = [sharesOf(reference, edges), sharesOf(newest, edges)]
  return before.reduce((sum, share, place) => {
    const now = after[place]!
    return sum + (now - share) * Math.log(now / share)
  }, 0)
}
