import type { IncidentKind, RuleId } from './incident.contract.ts'
import type { Signal } from './signal.rules.ts'

/** One thing that is looked for. Figures were measured on simulated ordinary weeks: `detect-weeks.test.ts`. */
export interface Rule {
  id: RuleId
  kind: IncidentKind
  /** Why somebody has to look. */
  why: string
  /** What of the ledger it needs. */
  needs: Signal
  measure: 'times' | 'amount'
  windowMinutes: number
  /** Never an incident below this. */
  floor: number
  /** So many times the busiest window of the past is unusual. */
  factor: number
  /** Always an incident from here on: who goes on a little further each week has a past that allows everything. */
  ceiling: number
}

/** The rules, each a threshold over one signal in one window. */
export const rules: readonly Rule[] = [
  {
    id: 'mass-reads',
    kind: 'data',
    why: 'One account opened masked identities or the content of decisions far more often than it ever does.',
    needs: 'personal-read',
    measure: 'times',
    windowMinutes: 60,
    floor: 40,
    factor: 2,
    ceiling: 200,
  },
  {
    id: 'level-violations',
    kind: 'data',
    why: 'One account was refused again and again: above its clearance, or what its roles do not allow.',
    needs: 'access-refused',
    measure: 'amount',
    windowMinutes: 60,
    floor: 20,
    factor: 2,
    ceiling: 100,
  },
  {
    id: 'many-exports',
    kind: 'data',
    why: 'One account took out more files in an hour than it, or its role, ever did.',
    needs: 'export',
    measure: 'times',
    windowMinutes: 60,
    floor: 10,
    factor: 2,
    ceiling: 60,
  },
  {
    id: 'large-exports',
    kind: 'data',
    why: 'One account took out more cases in a day than it, or its role, ever did.',
    needs: 'export-rows',
    measure: 'amount',
    windowMinutes: 1440,
    floor: 10_000,
    factor: 2,
    ceiling: 200_000,
  },
  {
    id: 'night-exports',
    kind: 'data',
    why: 'One account took out several files at night, which it does not do.',
    needs: 'export-night',
    measure: 'times',
    windowMinutes: 480,
    floor: 3,
    factor: 2,
    ceiling: 30,
  },
  {
    id: 'safeguards-changed',
    kind: 'data',
    why: 'One account changed roles, keys, second factors, levels or recognisers many times in an hour.',
    needs: 'safeguard-changed',
    measure: 'times',
    windowMinutes: 60,
    floor: 15,
    factor: 2,
    ceiling: 60,
  },
  {
    id: 'accounts-locked',
    kind: 'data',
    why: 'Many accounts were closed for wrong passwords within an hour: somebody tries passwords.',
    needs: 'account-locked',
    measure: 'times',
    windowMinutes: 60,
    floor: 8,
    factor: 2,
    ceiling: 40,
  },
  {
    id: 'guard-burst',
    kind: 'ai',
    why: 'The guard and the checks refused far more decisions of one algorithm than usual: an attack, or a fault.',
    needs: 'decision-refused',
    measure: 'times',
    windowMinutes: 60,
    floor: 30,
    factor: 3,
    ceiling: 600,
  },
  {
    id: 'breakers-at-once',
    kind: 'ai',
    why: 'Several breakers opened within an hour: a common cause, a model or its data.',
    needs: 'breaker-opened',
    measure: 'times',
    windowMinutes: 60,
    floor: 3,
    factor: 0,
    ceiling: 3,
  },
  {
    id: 'ledger-broken',
    kind: 'data',
    why: 'The ledger is not what was written, or was put back: evidence may be false.',
    needs: 'ledger-found',
    measure: 'times',
    windowMinutes: 60,
    floor: 1,
    factor: 0,
    ceiling: 1,
  },
]

/** The rule of a name. */
export const ruleOf = (id: RuleId): Rule => rules.find(one => one.id === id)!

/** So many days of an account's own past outweigh what its role does. */
export const ownDays = 5
/** So many days back the past reaches. */
export const pastDays = 28

/** What was usual, in windows of the same length as the rule's. */
export interface Past {
  /** On how many days the account did it at all. */
  days: number
  /** The busiest window of the account. */
  busiest: number
  /** The middle of the busiest windows of the accounts with its role; 0 where nobody did it. */
  role: number
}

/** From how many on it is an incident. */
export function thresholdOf(rule: Rule, past: Past): number {
  const usual = past.days >= ownDays ? past.busiest : Math.max(past.busiest, past.role)
  return Math.min(rule.ceiling, Math.max(rule.floor, Math.ceil(rule.factor * usual)))
}

/** A rule that was crossed. */
export interface Crossing {
  from: Date
  to: Date
  measured: number
  threshold: number
}

/** Compares a window with the past; null while all is usual. */
export function judge(
  rule: Rule,
  window: { from: Date; to: Date; measured: number },
  past: Past,
): Crossing | null {
  const threshold = thresholdOf(rule, past)
  return window.measured >= threshold ? { ...window, threshold } : null
}

/** Whether a crossing tells more than the last finding of the same rule about the same: later, or twice as much. */
export function isNews(last: { to: Date; measured: number } | undefined, found: Crossing): boolean {
  if (!last) return true
  return found.from.getTime() >= last.to.getTime() || found.measured >= 2 * last.measured
}

/** An entry older than this when it is read is past and no news: a ledger that is read for the first time opens no incidents. */
export const freshMilliseconds = 86_400_000

/** Whether what an entry says is still to be acted on. A clock that was put back makes it no older. */
export const isFresh = (recordedAt: number, now: number): boolean => now - recordedAt < freshMilliseconds
