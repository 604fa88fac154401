/** Failures in a row after which an account is closed for a while, and for how long. */
export const failuresAllowed = 5
export const lockMinutes = 15
export const lockMilliseconds = lockMinutes * 60_000

export interface FailureCount {
  failures: number
  lockedUntil: Date | null
  updatedAt: Date
}

export interface Attempt {
  allowed: boolean
  /** True for the attempt that closes the account. */
  closes: boolean
  next: FailureCount
}

/**
 * Charges one attempt before the password is looked at; a right one clears the count afterwards. Counting first means
 * that attempts sent at once cannot all see the old count: the sixth is refused even when it is right.
 * A count that nothing was added to for the length of a lock is forgotten.
 */
export function chargeAttempt(found: FailureCount | undefined, now: Date): Attempt {
  if (found?.lockedUntil && found.lockedUntil > now) return { allowed: false, closes: false, next: found }
  const stale =
    !found || now.getTime() - found.updatedAt.getTime() >= lockMilliseconds || found.lockedUntil !== null
  const failures = stale ? 1 : found.failures + 1
  const closes = failures >= failuresAllowed
  const lockedUntil = closes ? new Date(now.getTime() + lockMilliseconds) : null
  return { allowed: true, closes, next: { failures, lockedUntil, updatedAt: now } }
}

/** Whole minutes until an attempt is allowed again, at least 1. */
export function minutesLeft(lockedUntil: Date, now: Date): number {
  return Math.max(1, Math.ceil((lockedUntil.getTime() - now.getTime()) / 60_000))
}
