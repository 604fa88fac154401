import type { PartnerKeyStanding } from './partner.contract.ts'

const day = 86_400_000

/** Days before its end at which somebody is told of it; at 0 it is over. */
export const warnDays: readonly number[] = [30, 7, 0]

interface Ending {
  validUntil: Date
  revokedAt: Date | null
}

/** Where a key stands at a moment. */
export function keyStanding({ validUntil, revokedAt }: Ending, now: Date): PartnerKeyStanding {
  if (revokedAt) return 'revoked'
  const left = validUntil.getTime() - now.getTime()
  if (left <= 0) return 'ended'
  return left <= warnDays[0]! * day ? 'ending' : 'valid'
}

/** When a key ends that is good for so many days. */
export function endAfter(days: number, now: Date): Date {
  return new Date(now.getTime() + days * day)
}

/** How long the key before goes on: the days asked for, and never longer than it was good itself; null when that is over. */
export function formerEnd(before: Ending, overlapDays: number, now: Date): Date | null {
  const end = Math.min(before.validUntil.getTime(), endAfter(overlapDays, now).getTime())
  return end > now.getTime() ? new Date(end) : null
}

/**
 * True when one of the moments to warn at has come since the last warning. A moment that was over when the key was made or
 * renewed is not told: whoever chose so few days knows.
 */
export function isToBeWarned(key: { validUntil: Date; warnedAt: Date | null }, now: Date): boolean {
  const moments = warnDays.map(days => key.validUntil.getTime() - days * day)
  return moments.some(moment => moment <= now.getTime() && moment > (key.warnedAt?.getTime() ?? 0))
}
