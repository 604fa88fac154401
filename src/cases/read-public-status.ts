import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import type { publicStatus } from './case.contract.ts'
import { isPossible } from './case.rules.ts'
import { type CaseRecord, selectCase } from './case.store.ts'
import type { CaseLoop } from './case-loop.ts'
import type { CaseState, EventType } from './case-words.contract.ts'
import { type EventRow, selectEvents } from './event.store.ts'
import { readableHash } from './follow-up.ts'
import { replyEvents } from './reply-events.ts'
import { standingOf } from './transition.ts'

type Status = z.input<typeof publicStatus>

/** Steps the public sees; advice, comments and who returned what to whom are the office's own affair. */
const publicSteps: ReadonlySet<EventType> = new Set([
  'reported',
  'imported',
  'accepted',
  'answered',
  'declined',
  'handed-over',
  'dispatched',
  'handling-started',
  'replied',
  'closed',
  'reopened',
  'rated',
  'held',
  'resumed',
  'citizen-asked',
  'question-answered',
  'extension-granted',
  'impossible-confirmed',
  'transferred',
  'withdrawn',
])
const replies: ReadonlySet<EventType> = new Set(replyEvents)

// A reply that was sent back or a case that was reopened has no valid reply until there is a new one.
function replyOf(
  record: Pick<CaseRecord, 'state' | 'disposition'>,
  events: readonly EventRow[],
): string | null {
  const { state, disposition } = record
  if (disposition === 'withdrawn') return null
  if (state !== 'verifying' && state !== 'closed') return null
  const last = events.findLast(event => replies.has(event.type as EventType))
  if (!last?.text) return null
  const { legalBasis, recipient } = (last.said ?? {}) as { legalBasis?: string; recipient?: string }
  return [last.text, legalBasis, recipient].filter(Boolean).join('\n')
}

const questionOf = (events: readonly EventRow[]) =>
  events.findLast(event => event.type === 'citizen-asked')?.text ?? null

/**
 * What the public sees of a case by its follow-up code.
 * @throws base.not-found for a code nobody has.
 */
export async function readPublicStatus(loop: CaseLoop, followUpCode: string): Promise<Status> {
  const record = await selectCase(loop.database, { followUpHash: readableHash(followUpCode) })
  if (!record) throw baseError('base.not-found')
  const standing = standingOf(record)
  const city = await loop.city.snapshot()
  const events = await selectEvents(loop.database, record.id)
  const department = record.department_id === null ? undefined : city.department(record.department_id)
  return {
    code: record.code,
    state: record.state as CaseState,
    disposition: record.disposition as Status['disposition'],
    reportedAt: record.reported_at.toISOString(),
    dueAt: record.due_at?.toISOString() ?? null,
    departmentName: department ? { zh: department.name, en: department.nameEnglish } : null,
    steps: events
      .filter(event => publicSteps.has(event.type as EventType))
      .map(event => ({ type: event.type as EventType, at: event.at.toISOString() })),
    reply: replyOf(record, events),
    rating: record.rating,
    canRate: isPossible('rate', standing),
    question: standing.pause === 'citizen' ? questionOf(events) : null,
    pause: standing.pause ?? null,
    canWithdraw: isPossible('withdraw', standing),
    version: record.version,
  }
}
