import type { Handle } from '#base/index.ts'
import { selectDecision } from '../decision.store.ts'
import { aiLabelOf } from '../governed.ts'
import type { AiLabel, Outcome, Verdict } from '../kernel.contract.ts'

/** What the person a decision is about may be told of it: how it was made, nothing that anybody wrote. */
export interface PlainFacts {
  algorithm: string
  algorithmVersion: string
  /** Null where no trained model had a part in it. */
  modelVersion: string | null
  outcome: Outcome
  confidence: number | null
  madeAt: string
  /** Null as long as no person has dealt with it. */
  verdict: Verdict | null
  settledAt: string | null
  label: AiLabel
}

/**
 * The facts of a decision for the person it is about (PIPL art. 24). The caller has proved that the decision is about that
 * person's matter. Undefined when there is no such decision.
 */
export async function plainFacts(handle: Handle, decisionId: string): Promise<PlainFacts | undefined> {
  const row = await selectDecision(handle, decisionId)
  if (!row) return undefined
  return {
    algorithm: row.algorithm,
    algorithmVersion: row.algorithm_version,
    modelVersion: row.model_version,
    outcome: row.outcome as Outcome,
    confidence: row.confidence,
    madeAt: row.recorded_at.toISOString(),
    verdict: row.verdict as Verdict | null,
    settledAt: row.settled_at?.toISOString() ?? null,
    label: aiLabelOf(row.id),
  }
}
