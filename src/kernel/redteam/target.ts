import type { z } from 'zod'
import type { AnyAlgorithm } from '../algorithm.ts'
import type { CheckResult } from '../guard/guard.contract.ts'
import type { Outcome } from '../kernel.contract.ts'
import { planInput } from './fill-input.rules.ts'
import type { Abilities } from './owasp.rules.ts'
import { redteamError } from './redteam.errors.ts'

/** What an algorithm answered to one text, as the door measured it. */
export interface Answered {
  outcome: Outcome
  value: unknown
  reason: string | null
  modelVersion: string | null
  /** What the checks after the model said, where the door tells. */
  checks?: readonly CheckResult[] | undefined
}

/** What a run is made against besides the guard. */
export interface Target {
  id: string
  version: string
  abilities: Abilities
  /** Answers in the order of the texts, without a decision being made. */
  ask(texts: readonly string[]): Promise<Answered[]>
}

/** No algorithm of the product writes free text, has tools that change something, or searches by vectors. */
const classifies: Abilities = { writes: false, acts: false, vectors: false }

/**
 * A registered algorithm as a target.
 * @param measure how the door measures it. @param given values for the fields that are not people's words.
 * @throws kernel.redteam-input when a field has no value that could be guessed.
 */
export function algorithmTarget(
  algorithm: AnyAlgorithm,
  measure: (inputs: readonly unknown[]) => Promise<Answered[]>,
  given: Readonly<Record<string, unknown>> = {},
): Target {
  const { field, missing, rest } = planInput(algorithm.input as z.ZodType, given)
  if (field === null || missing.length > 0)
    throw redteamError('kernel.redteam-input', {
      algorithm: algorithm.id,
      fields: (field === null ? ['text'] : missing).join(', '),
    })
  return {
    id: algorithm.id,
    version: algorithm.version,
    abilities: classifies,
    ask: texts => measure(texts.map(text => ({ ...rest, [field]: text }))),
  }
}
