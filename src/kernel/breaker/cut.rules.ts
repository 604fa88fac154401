import { hash } from 'node:crypto'
import { mayRun, mayShow, type Registration, type Unregistered } from '../register/standing.rules.ts'
import type { BreakerRecord } from './breaker.store.ts'
import { sampleEvery } from './judge-breaker.rules.ts'

/** Stands for every algorithm, department or model version. */
export const every = '*'
/** What a decision without a department, or a model, counts as. */
export const none = '-'

/** What is cut off now. */
export interface CutsInForce {
  breakers: readonly BreakerRecord[]
  /** Names of algorithms that are switched off, `*` for all. */
  off: readonly string[]
  /** What the register says of each algorithm. */
  registered: readonly Registration[]
}

/** What is asked about. */
export interface Asked {
  algorithm: string
  department: string
  modelVersion: string
  /** What the decision is about: by it is drawn what is shown while a breaker is half-open. */
  subject: string
}

/** Why advice is not to be relied on. */
export type Cut = 'switched-off' | 'breaker-open' | Unregistered

/** What the register says of an algorithm; undefined when it is not on it. */
export function registrationOf({ registered }: CutsInForce, algorithm: string): Registration | undefined {
  return registered.find(one => one.algorithm === algorithm)
}

/** Why an algorithm does not run at all; null when it does. */
export function stopOf(inForce: CutsInForce, algorithm: string, now: Date): Cut | null {
  const stopped = mayRun(registrationOf(inForce, algorithm), now)
  return stopped ?? (isOff(inForce, algorithm) ? 'switched-off' : null)
}

/** Whether a hand switched this algorithm off, or all AI. */
export function isOff({ off }: CutsInForce, algorithm: string): boolean {
  return off.includes(algorithm) || off.includes(every)
}

/** One subject in five, always the same ones: a page that is opened twice says the same twice. */
export function isSample(subject: string): boolean {
  return hash('sha256', `breaker:${subject}`, 'buffer').readUInt32BE(0) % sampleEvery === 0
}

const covers = (of: string, asked: string) => of === every || of === asked

/** Whether advice is cut off; null when it may be shown. What cannot be told apart is cut off. */
export function cutOf(inForce: CutsInForce, asked: Asked, now: Date): Cut | null {
  const unregistered = mayShow(registrationOf(inForce, asked.algorithm), asked.department, now)
  if (unregistered !== null) return unregistered
  if (isOff(inForce, asked.algorithm)) return 'switched-off'
  const over = inForce.breakers.filter(
    one =>
      one.algorithm === asked.algorithm &&
      covers(one.department, asked.department) &&
      covers(one.modelVersion, asked.modelVersion),
  )
  if (over.some(one => one.state === 'open')) return 'breaker-open'
  return over.length > 0 && !isSample(asked.subject) ? 'breaker-open' : null
}
