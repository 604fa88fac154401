export type JsonObject = { readonly [name: string]: unknown }

/** One step of a case, as messages tell of it. */
export interface Told {
  type: string
  at: Date
  caseId: string
  code: string
  sequence: number
  state: string
  disposition: string | null
  departmentId: string | null
  categoryId: string | null
  regionId: string | null
  reportedAt: Date
  dueAt: Date | null
  closedAt: Date | null
}

// A deadline that never comes is kept as an endless date.
const momentOf = (at: Date | null) =>
  at === null || Number.isNaN(new Date(at).getTime()) ? null : new Date(at).toISOString()

/** What a webhook tells of a step: ids, words of the contract and times; nothing that anybody said or is called. */
export function bodyOf(fact: Told): JsonObject {
  return {
    type: `case.${fact.type}`,
    timestamp: momentOf(fact.at),
    data: {
      caseId: fact.caseId,
      code: fact.code,
      sequence: fact.sequence,
      state: fact.state,
      disposition: fact.state === 'closed' ? fact.disposition : null,
      departmentId: fact.departmentId,
      categoryId: fact.categoryId,
      regionId: fact.regionId,
      reportedAt: momentOf(fact.reportedAt),
      dueAt: momentOf(fact.dueAt),
      closedAt: fact.state === 'closed' ? momentOf(fact.closedAt) : null,
    },
  }
}

/** After so many tries, about six hours and a half, a message is parked until somebody says to go on. */
export const mostAttempts = 15
const longestPause = 3600

/** Seconds until the next try: 5, 10, 20 … up to an hour, spread so that what failed together does not come back together. */
export function pauseSeconds(attempts: number, chance: number): number {
  const whole = Math.min(longestPause, 5 * 2 ** (attempts - 1))
  return Math.round(whole * (0.75 + 0.5 * chance))
}

/** True when another try makes no sense: the address is refused, or the receiver says that it is gone for good. */
export function isFinal(code: string, status: number | undefined): boolean {
  return code === 'base.webhook-target-refused' || status === 410
}
