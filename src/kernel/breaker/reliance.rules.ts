/** A verdict as far as it says how people followed. */
export interface Followed {
  overridden: boolean
  blind: boolean
  evidenceOpened: boolean | null
  seconds: number | null
}

function middle(values: readonly number[]): number | null {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? null
}

/** How people followed without looking: of those adoptions of which it is known. */
export function relianceOf(verdicts: readonly Followed[]): {
  known: number
  unopened: number | null
  seconds: number | null
} {
  const adopted = verdicts.filter(one => !one.overridden && !one.blind)
  const known = adopted.filter(one => one.evidenceOpened !== null)
  return {
    known: known.length,
    unopened: known.length > 0 ? known.filter(one => !one.evidenceOpened).length / known.length : null,
    seconds: middle(adopted.flatMap(one => one.seconds ?? [])),
  }
}

/** Verdicts given before the advice was shown, and how many of them differed. */
export function blindOf(verdicts: readonly Followed[]): { settled: number; overridden: number } {
  const blind = verdicts.filter(one => one.blind)
  return { settled: blind.length, overridden: blind.filter(one => one.overridden).length }
}

/** Characters of all texts of an input, however deep. */
export function charactersOf(input: unknown): number {
  if (typeof input === 'string') return input.length
  if (Array.isArray(input)) return input.reduce((sum: number, one) => sum + charactersOf(one), 0)
  if (typeof input !== 'object' || input === null) return 0
  return Object.values(input).reduce((sum: number, one) => sum + charactersOf(one), 0)
}
