import { higher, type Level } from '#base/level.contract.ts'
import type { Finding, FindingType } from '../guard/guard.contract.ts'

/** The level each type of finding has by itself, unless a configuration says otherwise. */
export const defaultLevels: Readonly<Record<string, Level>> = {
  id_card: 'L4',
  mobile: 'L4',
  landline: 'L4',
  bank_card: 'L4',
  passport: 'L4',
  military_id: 'L4',
  address: 'L4',
  medical: 'L4',
  money: 'L4',
  name: 'L3',
  birth_date: 'L3',
  email: 'L3',
  plate: 'L3',
  ip: 'L3',
  social_credit_code: 'L2',
}

/** Something a recogniser saw, before overlaps are settled. */
export interface Spot {
  type: FindingType
  start: number
  end: number
  score: number
  because: string[]
  /** Given where the value itself says it: a city is no address of a person. */
  level?: Level
}

/** What is surer or longer comes first; then what stands first. */
function stronger(one: Spot, other: Spot): number {
  return other.end - other.start - (one.end - one.start) || other.score - one.score || one.start - other.start
}

/**
 * Spots as findings: sorted, none overlapping. Of two that overlap the longer stays, and takes the higher level of both: a
 * mobile number before an @ is an e-mail address that gives the number away.
 */
export function settleSpots(spots: readonly Spot[], levels: Readonly<Record<string, Level>>): Finding[] {
  const kept: Finding[] = []
  const ordered = spots.toSorted((one, other) => one.start - other.start || stronger(one, other))
  for (const spot of ordered) {
    const finding: Finding = { ...spot, level: spot.level ?? levels[spot.type] ?? 'L4' }
    const last = kept.at(-1)
    if (!last || last.end <= finding.start) {
      kept.push(finding)
      continue
    }
    const winner = stronger(last, finding) <= 0 ? last : finding
    kept[kept.length - 1] = { ...winner, level: higher(last.level, finding.level) }
  }
  return kept
}
