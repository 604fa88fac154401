import type { FairnessGap, FairnessShare } from './fairness.contract.ts'
import { fairnessShares } from './fairness.contract.ts'

/** One case with advice, as far as fairness asks; null where it cannot be said. */
export interface JudgedCase {
  abstained: boolean | null
  adopted: boolean | null
  resolved: boolean | null
  satisfied: boolean | null
  inTime: boolean | null
  hours: number | null
}

export interface Share {
  name: FairnessShare
  of: number
  value: number | null
  low: number | null
  high: number | null
}

export interface Group {
  key: string
  count: number
  shares: Share[]
  hours: number | null
}

/** Fewer cases than this could be told one by one, and say nothing about a group. */
export const leastGroup = 10
/** Differences below this are accepted, and ratios from four fifths (the rule of thumb of the EEOC, 1978). */
const acceptedDifference = 0.1
const acceptedRatio = 0.8
/** A share of fewer is no ground for an alarm. */
const leastJudged = 30
const z95 = 1.959964

/** Wilson's interval for a share: holds its 95 % for few cases and shares near 0 and 1 too, where the usual one does not. */
export function wilson(yes: number, of: number): { low: number; high: number } {
  const share = yes / of
  const square = z95 * z95
  const middle = share + square / (2 * of)
  const spread = z95 * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))
  const under = 1 + square / of
  return { low: Math.max(0, (middle - spread) / under), high: Math.min(1, (middle + spread) / under) }
}

const reads: Record<FairnessShare, (one: JudgedCase) => boolean | null> = {
  abstained: one => one.abstained,
  adopted: one => one.adopted,
  overridden: one => (one.adopted === null ? null : !one.adopted),
  resolved: one => one.resolved,
  satisfied: one => one.satisfied,
  'in-time': one => one.inTime,
}

function shareOf(name: FairnessShare, cases: readonly JudgedCase[]): Share {
  let of = 0
  let yes = 0
  for (const one of cases) {
    const said = reads[name](one)
    if (said === null) continue
    of += 1
    if (said) yes += 1
  }
  if (of < leastGroup) return { name, of, value: null, low: null, high: null }
  return { name, of, value: yes / of, ...wilson(yes, of) }
}

/** The middle of some figures; null of none. */
export function median(figures: readonly number[]): number | null {
  const sorted = figures.toSorted((one, other) => one - other)
  const half = sorted.length >> 1
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

function groupOf(key: string, cases: readonly JudgedCase[]): Group {
  const hours = cases.flatMap(one => one.hours ?? [])
  return {
    key,
    count: cases.length,
    shares: fairnessShares.map(name => shareOf(name, cases)),
    hours: hours.length < leastGroup ? null : median(hours),
  }
}

/**
 * Cases by group, the largest first. Groups that are too small are given together as `other`; while even those together are
 * too small, the next larger joins them: else what is missing from the total would tell it.
 */
export function groupsOf(cases: readonly { key: string; judged: JudgedCase }[]): Group[] {
  const byKey = new Map<string, JudgedCase[]>()
  for (const { key, judged } of cases) {
    const known = byKey.get(key)
    if (known) known.push(judged)
    else byKey.set(key, [judged])
  }
  const sorted = [...byKey].toSorted(([, one], [, other]) => other.length - one.length)
  const other: JudgedCase[] = []
  while (sorted.length > 0) {
    const smallest = sorted.at(-1)![1].length
    const enough = smallest >= leastGroup && (other.length === 0 || other.length >= leastGroup)
    if (enough) break
    other.push(...sorted.pop()![1])
  }
  const groups = sorted.map(([key, members]) => groupOf(key, members))
  return other.length >= leastGroup ? [...groups, groupOf('other', other)] : groups
}

// Two shares differ by more than chance: z test with the pooled share. One gap is looked at out of many pairs, so the bound is
// divided by their number (Bonferroni).
function differs(one: Share, other: Share, pairs: number): boolean {
  const yes = one.value! * one.of + other.value! * other.of
  const pooled = yes / (one.of + other.of)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / one.of + 1 / other.of))
  const z = Math.abs(one.value! - other.value!) / error
  return pValue(z) * pairs < 0.05
}

/** Two-sided probability of a standard normal beyond z (Abramowitz and Stegun 26.2.17, error below 7.5e-8). */
export function pValue(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const series =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return Math.min(1, 2 * series * Math.exp((-z * z) / 2) * 0.3989422804)
}

/** For each share of which two groups can be compared: difference and ratio of the extremes, and whether it is an alarm. */
export function gapsOf(groups: readonly Group[]): FairnessGap[] {
  return fairnessShares.flatMap(name => {
    const told = groups
      .map(({ key, shares }) => ({ key, share: shares.find(one => one.name === name)! }))
      .filter(one => one.share.value !== null)
      .toSorted((one, other) => one.share.value! - other.share.value!)
    const lowest = told[0]
    const highest = told.at(-1)
    if (!lowest || !highest || lowest === highest) return []
    const difference = highest.share.value! - lowest.share.value!
    const ratio = highest.share.value === 0 ? null : lowest.share.value! / highest.share.value!
    const large = difference >= acceptedDifference || (ratio !== null && ratio < acceptedRatio)
    const many = Math.min(lowest.share.of, highest.share.of) >= leastJudged
    const pairs = (told.length * (told.length - 1)) / 2
    const alarm = many && large && differs(lowest.share, highest.share, pairs)
    return [{ name, difference, ratio, highest: highest.key, lowest: lowest.key, alarm }]
  })
}
