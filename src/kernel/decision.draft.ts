import { freshBytes, type Level, momentOf, uuidv7 } from '#base/index.ts'
import { commitment, type Json } from '#ledger/index.ts'
import type { AnyAlgorithm } from './algorithm.ts'
import { draftGuard, type GuardFacts } from './guard/draft-guard.ts'
import type { GuardRow } from './guard/guard.store.ts'
import type { Evidence, Gate, Outcome, Risk } from './kernel.contract.ts'
import { type StoredBook, storedBook } from './mask/token-book.rules.ts'
import { storable } from './storable.rules.ts'

/** What one run came to, before it is written. */
export interface RunResult {
  outcome: Outcome
  value: unknown
  confidence: number | null
  evidence: Evidence[]
  reason: string | null
  modelVersion: string | null
  durationMilliseconds: number
  /** What the guard found before the run, and the checks said after it. */
  guard: GuardFacts
}

/** Rows of one decision, shaped as their tables; bytea columns as `\x` hex because they travel as JSON. */
export interface DecisionDraft {
  facts: {
    id: string
    recorded_at: string
    algorithm: string
    algorithm_version: string
    model_version: string | null
    subject: string
    actor: string
    outcome: Outcome
    confidence: number | null
    level: Level
    risk: string
    gate: string
    input_commitment: string
    output_commitment: string
    entry_id: string
    expires_at: string
    duration_ms: number
  }
  content: {
    decision_id: string
    recorded_at: string
    salt: string
    input: unknown
    output: unknown
    evidence: Evidence[]
    reason: string | null
    /** What the model saw as tokens; null where it saw none. */
    tokens: StoredBook | null
  }
  /** Null where the guard had nothing to say. */
  guard: GuardRow | null
}

/** The part of a decision that its output commitment covers. */
export function outputPart(result: { value: unknown; evidence: unknown; reason: string | null }): Json {
  return { value: (result.value ?? null) as Json, evidence: result.evidence as Json, reason: result.reason }
}

/** Hex of a commitment as PostgreSQL reads a bytea from JSON. */
const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`

// Six digits are what the column holds for sure: what is answered now and what is read later are then the same number.
const keptConfidence = (confidence: number | null) =>
  confidence === null ? null : Number(confidence.toPrecision(6))

export interface DraftRequest {
  algorithm: AnyAlgorithm
  /** Risk and gate as code and register together say. */
  inForce: { risk: Risk; gate: Gate }
  input: unknown
  subject: string
  actor: string
  level: Level
  entryId: string
}

/** Makes the rows of a decision: new id, fresh salt, commitments to input and output. */
export function draftDecision(request: DraftRequest, result: RunResult): DecisionDraft {
  const id = uuidv7()
  const madeAt = momentOf(id)
  const salt = freshBytes(16)
  const { algorithm } = request
  const input = storable(request.input)
  const recordedAt = madeAt.toISOString()
  const { guard } = result
  return {
    facts: {
      id,
      recorded_at: recordedAt,
      algorithm: algorithm.id,
      algorithm_version: algorithm.version,
      model_version: result.modelVersion,
      subject: request.subject,
      actor: request.actor,
      outcome: result.outcome,
      confidence: keptConfidence(result.confidence),
      level: request.level,
      risk: request.inForce.risk,
      gate: request.inForce.gate,
      input_commitment: hex(commitment(salt, input)),
      output_commitment: hex(commitment(salt, outputPart(result))),
      entry_id: request.entryId,
      expires_at: new Date(madeAt.getTime() + algorithm.expiresAfterHours * 3_600_000).toISOString(),
      duration_ms: result.durationMilliseconds,
    },
    content: {
      decision_id: id,
      recorded_at: recordedAt,
      salt: hex(salt),
      input,
      output: result.value ?? null,
      evidence: result.evidence,
      reason: result.reason,
      tokens: guard.book.values.size > 0 ? storedBook(guard.book) : null,
    },
    guard: draftGuard(guard, {
      decision_id: id,
      recorded_at: recordedAt,
      algorithm: algorithm.id,
      outcome: result.outcome,
    }),
  }
}
