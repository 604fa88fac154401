import type { BusinessDuration } from '#city/index.ts'
import type { LimitDuration, LimitRule } from '../limits.contract.ts'

/** What a limit is looked for by. Paths begin with the widest and end with the thing itself. */
export interface LimitQuestion {
  categoryPath: readonly string[]
  urgency: string
  departmentPath: readonly string[]
  /** Workdays of the duty, when there is one. */
  dutyWorkdays: number | null
  /** The local day of the dispatch. */
  day: string
}

/** A limit and where it comes from. */
export interface Limit {
  source: 'rule' | 'duty' | 'default'
  ruleId: string | null
  handling: BusinessDuration
  response: BusinessDuration | null
}

/** A limit as the calendar counts it. */
export function durationOf({ amount, unit }: LimitDuration): BusinessDuration {
  if (unit === 'minutes') return { minutes: amount }
  return unit === 'hours' ? { hours: amount } : { workdays: amount }
}

const isDefault = (rule: LimitRule) =>
  rule.categoryId === null && rule.urgency === null && rule.departmentId === null

// How deep in its path a rule hits: 0 for one that does not ask, -1 for a miss.
function depth(wanted: string | null, path: readonly string[]): number {
  return wanted === null ? 0 : path.indexOf(wanted) + 1 || -1
}

/** How closely a rule fits, to be compared place by place; null when it does not fit. */
function fit(rule: LimitRule, asked: LimitQuestion): readonly [number, number, number, string] | null {
  const { validFrom, validTo, urgency } = rule
  if (validFrom > asked.day || (validTo !== null && validTo <= asked.day)) return null
  if (urgency !== null && urgency !== asked.urgency) return null
  const category = depth(rule.categoryId, asked.categoryPath)
  const department = depth(rule.departmentId, asked.departmentPath)
  if (category < 0 || department < 0) return null
  return [urgency === null ? 0 : 1, category, department, validFrom]
}

function closer(one: readonly (number | string)[], other: readonly (number | string)[]): boolean {
  const place = one.findIndex((value, index) => value !== other[index])
  return place >= 0 && one[place]! > other[place]!
}

function closest(rules: readonly LimitRule[], asked: LimitQuestion): LimitRule | undefined {
  let best: { rule: LimitRule; fit: readonly (number | string)[] } | undefined
  for (const rule of rules) {
    const found = fit(rule, asked)
    if (found && (!best || closer(found, best.fit))) best = { rule, fit: found }
  }
  return best?.rule
}

/**
 * How long a case may take. The closest rule holds: first one that names the urgency, so that what is urgent is not slowed
 * down by a rule about its category; then the deeper category, then the nearer department, then the newer rule. Without a
 * rule the duty's own time, without a duty the city's default, else none.
 */
export function limitFor(rules: readonly LimitRule[], asked: LimitQuestion): Limit | null {
  const of = (rule: LimitRule, source: Limit['source']): Limit => ({
    source,
    ruleId: rule.id,
    handling: durationOf(rule.handling),
    response: rule.response && durationOf(rule.response),
  })
  const named = closest(
    rules.filter(rule => !isDefault(rule)),
    asked,
  )
  if (named) return of(named, 'rule')
  const usual = closest(rules.filter(isDefault), asked)
  if (asked.dutyWorkdays !== null)
    return {
      source: 'duty',
      ruleId: null,
      handling: { workdays: asked.dutyWorkdays },
      response: usual?.response ? durationOf(usual.response) : null,
    }
  return usual ? of(usual, 'default') : null
}
