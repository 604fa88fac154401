import { createHash } from 'node:crypto'
import type { ModelState } from './model.contract.ts'

/** Id of a version: the same task and bytes have the same id. */
export function versionIdOf(task: string, bytes: Uint8Array): string {
  return createHash('sha256').update(`${task}\u0000`).update(bytes).digest('hex').slice(0, 16)
}

/** How a version came to be in use, as the ledger has it. */
export type ActivationCause = 'approved' | 'by-operator' | 'first'

/** What becomes of a model that was just trained. */
export interface Standing {
  state: Exclude<ModelState, 'retired' | 'active'>
  /** Set when it is put in use at once. */
  activation: ActivationCause | null
}

/**
 * A model with a label that the city does not know is a trial: it can be measured and never advises. Another waits for
 * approval, unless the operator put it in use, or there is none in use that it could do worse than.
 */
export function standingOf(facts: {
  unknownLabels: number
  operatorActivates: boolean
  hasActive: boolean
}): Standing {
  if (facts.unknownLabels > 0) return { state: 'trial', activation: null }
  if (facts.operatorActivates) return { state: 'candidate', activation: 'by-operator' }
  return { state: 'candidate', activation: facts.hasActive ? null : 'first' }
}

/**
 * True for a version that can be put in use: one that waits, or one to go back to. A trial stays one when it was retired:
 * its unknown labels are kept with it.
 */
export function canActivate(state: ModelState, unknownLabels: number): boolean {
  return unknownLabels === 0 && (state === 'candidate' || state === 'retired')
}

/** A task, or one version of it: `cases.classify` or `cases.classify@0123456789abcdef`. */
export function versionReference(task: string, version: string): string {
  return `${task}@${version}`
}

/** Takes a reference apart; `version` is null for a task by its name. */
export function parseReference(reference: string): { task: string; version: string | null } {
  const at = reference.indexOf('@')
  if (at < 0) return { task: reference, version: null }
  return { task: reference.slice(0, at), version: reference.slice(at + 1) }
}
