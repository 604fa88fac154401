import type { AnyAlgorithm } from '../algorithm.ts'
import type { RunResult } from '../decision.draft.ts'
import { type Cut, type CutsInForce, cutOf, none } from './cut.rules.ts'

/** The department that an answer is about, as its algorithm says; `-` where it says none. */
export function departmentOf(algorithm: AnyAlgorithm | undefined, value: unknown): string {
  if (value === null || !algorithm?.departmentOf) return none
  return algorithm.departmentOf(value as never) ?? none
}

/** Why the answer of a decision is cut off; null when it is not, or holds none. */
export function cutOfAnswer(
  inForce: CutsInForce,
  algorithm: AnyAlgorithm | undefined,
  of: { id: string; modelVersion: string | null; value: unknown; subject: string },
): Cut | null {
  if (of.value === null) return null
  const asked = {
    algorithm: of.id,
    department: departmentOf(algorithm, of.value),
    modelVersion: of.modelVersion ?? none,
    subject: of.subject,
  }
  return cutOf(inForce, asked, new Date())
}

/** A run as it is kept: of an answer that is cut off nothing but why, so that a person decides from the matter alone. */
export function cutOff(
  inForce: CutsInForce,
  algorithm: AnyAlgorithm,
  { result, subject }: { result: RunResult; subject: string },
): RunResult {
  const { modelVersion, value } = result
  const cut = cutOfAnswer(inForce, algorithm, { id: algorithm.id, modelVersion, value, subject })
  if (cut === null) return result
  return { ...result, outcome: 'abstained', value: null, confidence: null, evidence: [], reason: cut }
}
