import type { Verdict } from '#kernel/index.ts'
import type { DispatchAdvice } from './advice.contract.ts'

/** Where a person sent a case. */
export interface Destination {
  departmentId: string
  dutyId: string | null
}

/** What was known of the advice at that moment. */
export interface AdviceAtHand {
  value: DispatchAdvice | null
  expired: boolean
}

/**
 * What a dispatch says about the advice, by comparing: adopted when it went where the best candidate said; amended when it
 * went to another candidate, or for another duty; rejected when the department was not among them. Without advice the
 * person decided alone (taken-over). Expired advice is judged by nobody.
 */
export function verdictOf(advice: AdviceAtHand, destination: Destination): Verdict {
  const best = advice.value?.candidates[0]
  if (!best || !advice.value) return 'taken-over'
  if (advice.expired) return 'expired'
  if (best.departmentId === destination.departmentId) {
    const otherDuty =
      destination.dutyId !== null && best.dutyId !== null && best.dutyId !== destination.dutyId
    return otherDuty ? 'amended' : 'adopted'
  }
  const among = advice.value.candidates.some(one => one.departmentId === destination.departmentId)
  return among ? 'amended' : 'rejected'
}
