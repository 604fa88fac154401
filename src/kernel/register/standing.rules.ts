import type { Gate, Risk } from '../kernel.contract.ts'
import type { Stage } from './register.contract.ts'
import { graverRisk, stricterGate } from './risk.rules.ts'

/** What the register says of an algorithm now. */
export interface Registration {
  algorithm: string
  risk: Risk
  gate: Gate
  expiresAt: Date
  /** Taken over from a release that had no register. */
  carriedOver: boolean
  /** Null: registered, and nowhere begun. */
  stage: { stage: Stage; departments: readonly string[] } | null
}

/** Why the register keeps advice back. */
export type Unregistered = 'not-registered' | 'registration-expired' | 'not-in-stage'

/** Whether an algorithm may run at all; null when it may. */
export function mayRun(registration: Registration | undefined, now: Date): Unregistered | null {
  if (!registration) return 'not-registered'
  if (registration.expiresAt <= now) return 'registration-expired'
  return registration.stage === null ? 'not-in-stage' : null
}

/** Whether advice about a department may be shown; what is about none is shown only where it is begun everywhere. */
export function mayShow(
  registration: Registration | undefined,
  department: string,
  now: Date,
): Unregistered | null {
  const stopped = mayRun(registration, now)
  if (stopped !== null) return stopped
  const { stage, departments } = registration!.stage!
  return stage === 'everywhere' || departments.includes(department) ? null : 'not-in-stage'
}

/** Risk and gate in force: neither register nor code loosens what the other says. */
export function inForceOf(
  code: { risk: Risk; gate: Gate },
  registration: Pick<Registration, 'risk' | 'gate'> | undefined,
): { risk: Risk; gate: Gate } {
  if (!registration) return { risk: code.risk, gate: code.gate }
  return {
    risk: graverRisk(code.risk, registration.risk),
    gate: stricterGate(code.gate, registration.gate),
  }
}
