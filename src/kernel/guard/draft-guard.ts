import type { CheckResult } from './guard.contract.ts'
import type { GuardRow } from './guard.store.ts'
import type { Guarded } from './guard-input.ts'

/** What a run keeps of the guard. */
export type GuardFacts = Pick<Guarded, 'level' | 'counts' | 'attack' | 'book'> & {
  checks: CheckResult[]
}

// Six digits are what the column holds for sure: the ledger's hash is over what is read again.
const keptScore = (score: number) => Number(score.toPrecision(6))

/** The record of a decision's guard; null where it found nothing and nothing was marked, which is the rule. */
export function draftGuard(
  facts: GuardFacts,
  of: Pick<GuardRow, 'decision_id' | 'recorded_at' | 'algorithm' | 'outcome'>,
): GuardRow | null {
  const { counts, attack, checks } = facts
  if (Object.keys(counts).length === 0 && !attack.flagged && checks.length === 0) return null
  return {
    ...of,
    input_level: facts.level,
    findings: counts,
    masked: facts.book.values.size,
    attack_score: keptScore(attack.score),
    attack_flagged: attack.flagged,
    attack_because: attack.because,
    checks,
  }
}
