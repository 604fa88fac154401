import { freshBytes, momentOf, uuidv7 } from '#base/index.ts'
import { commitment, type Json } from '#ledger/index.ts'
import type { CaseState, EventType } from './case-words.contract.ts'

type Facts = { readonly [key: string]: Json }

/** One thing that happened to a case. */
export interface NewEvent {
  type: EventType
  /** When it happened; for imported history long before it is recorded. */
  at: Date
  actor: { id: string; name: string }
  departmentId: string | null
  fromState: CaseState | null
  toState: CaseState
  decisionId?: string | null
  /** What was said; erasable. */
  text?: string | null
  /** Ids, numbers and words of the contract only: it is kept for ever. */
  details?: Facts
  /** More that was said, e.g. a legal basis; erasable. */
  said?: Facts
}

/** Rows of one event, shaped as their tables; bytea columns as `\x` hex because they travel as JSON. */
export interface EventDraft {
  facts: {
    id: string
    recorded_at: string
    case_id: string
    seq: number
    type: EventType
    at: string
    actor: string
    department_id: string | null
    from_state: CaseState | null
    to_state: CaseState
    decision_id: string | null
    commitment: string
    details: Facts
  }
  content: {
    event_id: string
    recorded_at: string
    salt: string
    actor_name: string
    text: string | null
    details: Facts
  }
}

const hex = (bytes: Buffer) => `\\x${bytes.toString('hex')}`

/** The part of an event that its commitment covers. */
export function saidPart(content: { actor_name: string; text: string | null; details: unknown }): Json {
  return { actor: content.actor_name, text: content.text, details: content.details as Json }
}

/** Makes the rows of an event: new id, fresh salt, commitment to what was said. */
export function draftEvent(caseId: string, seq: number, event: NewEvent): EventDraft {
  const id = uuidv7()
  const recordedAt = momentOf(id).toISOString()
  const salt = freshBytes(16)
  const said = { actor_name: event.actor.name, text: event.text ?? null, details: event.said ?? {} }
  return {
    facts: {
      id,
      recorded_at: recordedAt,
      case_id: caseId,
      seq,
      type: event.type,
      at: event.at.toISOString(),
      actor: event.actor.id,
      department_id: event.departmentId,
      from_state: event.fromState,
      to_state: event.toState,
      decision_id: event.decisionId ?? null,
      commitment: hex(commitment(salt, saidPart(said))),
      details: event.details ?? {},
    },
    content: { event_id: id, recorded_at: recordedAt, salt: hex(salt), ...said },
  }
}

/** What the ledger keeps of an event. */
export function eventLeaf({ facts }: EventDraft): Facts {
  return {
    event: facts.id,
    case: facts.case_id,
    seq: facts.seq,
    type: facts.type,
    actor: facts.actor,
    from: facts.from_state,
    to: facts.to_state,
    department: facts.department_id,
    decision: facts.decision_id,
    said: facts.commitment.slice(2),
  }
}
