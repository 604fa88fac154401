import { type Json, leafHash } from '#ledger/index.ts'
import type { DecisionDraft } from './decision.draft.ts'
import type { GuardRow } from './guard/guard.store.ts'

/** What of a decision the ledger vouches for: the row of its facts, and that of its guard where it has one. */
export interface LeafSource {
  facts: Pick<
    DecisionDraft['facts'],
    | 'id'
    | 'algorithm'
    | 'algorithm_version'
    | 'model_version'
    | 'subject'
    | 'actor'
    | 'outcome'
    | 'confidence'
    | 'level'
    | 'input_commitment'
    | 'output_commitment'
  >
  guard: GuardRow | null
}

/** What the ledger keeps of a decision. */
export function decisionLeaf({ facts, guard }: LeafSource): { [key: string]: Json } {
  return {
    decision: facts.id,
    algorithm: facts.algorithm,
    version: facts.algorithm_version,
    model: facts.model_version,
    subject: facts.subject,
    actor: facts.actor,
    outcome: facts.outcome,
    confidence: facts.confidence,
    level: facts.level,
    input: facts.input_commitment.slice(2),
    output: facts.output_commitment.slice(2),
    ...(guard ? { guard: leafHash([guard as unknown as Json]).toString('hex') } : {}),
  }
}

// A batch of thousands would not fit one entry: its leaf holds the digest, the rows hold what is digested.
/** The body of the entry that records decisions made together. */
export function entryBody(drafts: readonly LeafSource[]): { [key: string]: Json } {
  const leaves = drafts.map(decisionLeaf)
  if (leaves.length === 1) return leaves[0]!
  return {
    algorithm: drafts[0]!.facts.algorithm,
    count: leaves.length,
    digest: leafHash(leaves).toString('hex'),
  }
}
