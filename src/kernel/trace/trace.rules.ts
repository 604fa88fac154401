import type { Outcome, Verdict } from '../kernel.contract.ts'
import type { TraceSays, TraceStep, TraceStepName } from './trace.contract.ts'

/** What is known of a decision, as far as its way is told from it. */
export interface TracedFacts {
  outcome: Outcome
  actor: string
  madeAt: string
  durationMilliseconds: number
  verdict: Verdict | null
  guard: {
    findings: number
    flagged: boolean
    checks: readonly { says: 'pass' | 'mark' | 'drop' | 'refuse' }[]
  } | null
  acts: readonly {
    act: 'used' | 'confirmed' | 'settled'
    verdict: Verdict | null
    by: string
    at: string
  }[]
  /** When what came of it was last seen; null where nothing came of it yet. */
  effectAt: string | null
}

const step = (name: TraceStepName, says: TraceSays, rest: Partial<TraceStep> = {}): TraceStep => ({
  name,
  says,
  at: null,
  by: null,
  outcome: null,
  verdict: null,
  ...rest,
})

/** Where a refused or failed run ended: an attack ends it before the model, a check after it, all else in it. */
function endOf({ outcome, guard }: TracedFacts): 'guarded' | 'ran' | 'checked' | null {
  if (outcome === 'failed') return 'ran'
  if (outcome !== 'refused') return null
  if (guard?.checks.some(one => one.says === 'refuse')) return 'checked'
  return guard?.flagged ? 'guarded' : 'ran'
}

function machineSteps(facts: TracedFacts): TraceStep[] {
  const { guard, outcome } = facts
  const end = endOf(facts)
  const way = ['guarded', 'ran', 'checked'] as const
  const last = end === null ? way.length : way.indexOf(end)
  const marked = {
    guarded: guard !== null && (guard.findings > 0 || guard.flagged),
    ran: outcome === 'abstained',
    checked: guard?.checks.some(one => one.says !== 'pass') === true,
  }
  return way.map((name, place) => {
    if (place > last) return step(name, 'skipped')
    if (place === last) return step(name, 'stopped')
    return step(name, marked[name] ? 'marked' : 'done')
  })
}

/**
 * The way of a decision from who asked to what came of it, each step with what it said. Steps that were never reached are
 * there as skipped: a report that leaves them out would look complete.
 */
export function stepsOf(facts: TracedFacts): TraceStep[] {
  const began = new Date(Date.parse(facts.madeAt) - facts.durationMilliseconds).toISOString()
  const answered = facts.outcome === 'refused' || facts.outcome === 'failed' ? 'stopped' : 'done'
  const people = facts.acts.map(({ act, verdict, by, at }) => step(act, 'done', { verdict, by, at }))
  const settled = facts.verdict !== null
  return [
    step('asked', 'done', { at: began, by: facts.actor }),
    ...machineSteps(facts),
    step('answered', answered, { at: facts.madeAt, outcome: facts.outcome }),
    step('recorded', 'done', { at: facts.madeAt }),
    ...people,
    ...(settled ? [] : [step('settled', 'waits')]),
    step('took-effect', facts.effectAt === null ? 'waits' : 'done', { at: facts.effectAt }),
  ]
}

/** Whether a field holds anything: what is empty did not go in. */
export function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false
  return !Array.isArray(value) || value.length > 0
}

/** The value at a path such as `.reporter.name`; of a list, whether one of its members has it. */
export function valueAt(value: unknown, path: string): unknown {
  const [first, ...rest] = path.split('.').filter(Boolean)
  if (first === undefined || value === null || typeof value !== 'object') return value
  const below = rest.join('.')
  if (first === '[]' || first === '{}')
    return Object.values(value).filter(one => isFilled(valueAt(one, below)))
  // The alternatives of a union share one place.
  if (/^\|\d+$/.test(first)) return valueAt(value, below)
  return valueAt((value as Record<string, unknown>)[first], below)
}
