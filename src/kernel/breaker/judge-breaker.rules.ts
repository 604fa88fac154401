import type { BreakerReason, BreakerState } from './breaker.contract.ts'
import { detectDrop, type Reference } from './detect-drop.rules.ts'

/** Limits that an algorithm declares. */
export interface DeclaredLimits {
  overrideShare: number
  minimumCount: number
}

export interface Standing {
  state: BreakerState
  since: Date | null
  /** Verdicts when the model was new here, which are what is usual. */
  reference: Reference
  /** Verdicts after those while closed, or on samples while half-open, oldest first: true where not adopted. */
  recent: readonly boolean[]
}

export interface Change {
  to: BreakerState
  because: BreakerReason
  facts: { [key: string]: number }
}

/** Hours that people work alone before some advice is shown again. */
export const coolingHours = 24
/** Verdicts on samples that decide whether advice comes back. */
export const samplesNeeded = 30
/** Of the advice made while half-open, one in so many is shown. */
export const sampleEvery = 5

const z99 = 2.326348

/** Whether a share lies over a limit beyond chance: the lower end of Wilson's interval does. */
function isOver(overridden: number, total: number, limit: number): boolean {
  const [share, square] = [overridden / total, z99 * z99]
  const middle = share + square / (2 * total)
  const spread = z99 * Math.sqrt((share * (1 - share)) / total + square / (4 * total * total))
  return (middle - spread) / (1 + square / total) > limit
}

const count = (verdicts: readonly boolean[]) => verdicts.filter(Boolean).length

function judgeClosed({ reference, recent }: Standing, limits: DeclaredLimits): Change | null {
  const newest = recent.slice(-Math.max(limits.minimumCount, samplesNeeded))
  const enough = newest.length >= limits.minimumCount
  if (enough && isOver(count(newest), newest.length, limits.overrideShare))
    return {
      to: 'open',
      because: 'override-share',
      facts: { overridden: count(newest), of: newest.length, limit: limits.overrideShare },
    }
  if (reference.total < limits.minimumCount) return null
  const drop = detectDrop(recent, reference)
  return (
    drop && { to: 'open', because: 'drop', facts: { ...drop, usual: reference.overridden / reference.total } }
  )
}

function judgeSamples({ reference, recent }: Standing, limits: DeclaredLimits): Change | null {
  const samples = recent.slice(0, samplesNeeded)
  if (samples.length < samplesNeeded) return null
  const usual = (reference.overridden + 0.5) / (reference.total + 1)
  // Twice the usual share, and a third at least where nearly all was adopted, may still be chance among thirty.
  const allowed = Math.min(limits.overrideShare, Math.max(2 * usual, 1 / 3))
  const overridden = count(samples)
  const facts = { overridden, of: samples.length, allowed }
  return overridden / samples.length <= allowed
    ? { to: 'closed', because: 'samples-good', facts }
    : { to: 'open', because: 'samples-bad', facts }
}

/** What a breaker changes to now; null when it stays. */
export function judgeBreaker(standing: Standing, limits: DeclaredLimits, now: Date): Change | null {
  if (standing.state === 'closed') return judgeClosed(standing, limits)
  if (standing.state === 'half-open') return judgeSamples(standing, limits)
  const hours = (now.getTime() - (standing.since?.getTime() ?? now.getTime())) / 3_600_000
  return hours >= coolingHours ? { to: 'half-open', because: 'cooled', facts: { hours } } : null
}
