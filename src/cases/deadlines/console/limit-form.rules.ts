import type { LimitRule, LimitUnit, NewLimit } from '#cases/limits.contract.ts'

/** The form of a rule as it is filled in. */
export interface LimitForm {
  categoryId: string | null
  urgency: NewLimit['urgency']
  departmentId: string | null
  handlingAmount: number | null
  handlingUnit: LimitUnit
  responseAmount: number | null
  responseUnit: LimitUnit
  validFrom: string
}

/** An empty form; most rules hold from today on. */
export function emptyLimit(today: string): LimitForm {
  return {
    categoryId: null,
    urgency: null,
    departmentId: null,
    handlingAmount: null,
    handlingUnit: 'workdays',
    responseAmount: null,
    responseUnit: 'hours',
    validFrom: today,
  }
}

/** The rule as the server takes it; null while something needed is missing. */
export function limitOf(form: LimitForm): NewLimit | null {
  const { handlingAmount, responseAmount, validFrom } = form
  if (handlingAmount === null || validFrom === '') return null
  return {
    categoryId: form.categoryId || null,
    urgency: form.urgency,
    departmentId: form.departmentId || null,
    handling: { amount: handlingAmount, unit: form.handlingUnit },
    response: responseAmount === null ? null : { amount: responseAmount, unit: form.responseUnit },
    validFrom,
  }
}

/** Where a rule stands on a day. */
export function standingOn(
  rule: Pick<LimitRule, 'validFrom' | 'validTo'>,
  today: string,
): 'now' | 'over' | 'later' {
  if (rule.validTo !== null && rule.validTo <= today) return 'over'
  return rule.validFrom > today ? 'later' : 'now'
}

/** Working minutes as hours and minutes. */
export function hoursOf(minutes: number): { hours: number; minutes: number } {
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}
