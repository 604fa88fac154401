import type { BulkAction } from './bulk.contract.ts'

/** What of a case decides whether it is one of many. */
export interface Candidate {
  state: string
  urgency: string
  blind: boolean
  /** What was done with its advice; null: nothing yet. */
  advice_verdict: string | null
  /** Departments with an open task. */
  co_department_ids: readonly string[] | null
}

const waiting: readonly string[] = ['reported', 'accepted']

/** True while a case waits for its first department. */
export const waits = (state: string): boolean => waiting.includes(state)

/** Why a case is left to single work although the step could be taken; null when nothing speaks against it. */
export function leftToSingleWork(action: BulkAction, of: Candidate) {
  if (action === 'close') return of.co_department_ids === null ? null : 'cases.bulk-tasks-open'
  if (action !== 'dispatch') return null
  if (!waits(of.state)) return 'cases.bulk-not-waiting'
  if (of.urgency === 'emergency') return 'cases.bulk-emergency'
  return of.blind && of.advice_verdict === null ? 'cases.bulk-blind' : null
}

interface Clock {
  due_at: Date | null
  due_basis: unknown
  respond_by: Date | null
  respond_basis: unknown
  stopped_at: Date | null
}

interface Standing extends Clock {
  state: string
  version: number
  last_seq: number
  department_id: string | null
  duty_id: string | null
  category_id: string | null
  assignee_id: string | null
  decision_id: string | null
  decision_subject: string | null
  advice_verdict: string | null
}

/** How a case stood before an act, and what tells whether anything has happened since. Ids, states and moments. */
export interface Stood {
  state: string
  departmentId: string | null
  dutyId: string | null
  categoryId: string | null
  assigneeId: string | null
  clock: {
    due_at: string | null
    due_basis: unknown
    respond_by: string | null
    respond_basis: unknown
    stopped_at: string | null
  }
  /** The advice that the act settled. */
  settled: { decisionId: string; subject: string } | null
  /** Returns for which the act showed where the case belonged. */
  misdirections: number[]
  /** Notices to citizens that are held back. */
  notices: number
  /** After the act. */
  version: number
  seq: number
  at: string
}

// A deadline that never comes is kept as an endless date.
const momentOf = (at: Date | null) => {
  if (at === null) return null
  return Number.isFinite(Number(at)) ? new Date(at).toISOString() : 'infinity'
}

/** What is kept of one step, to take it back. */
export function stoodOf(
  step: { before: Standing; after: Standing; at: Date },
  kept: Pick<Stood, 'misdirections' | 'notices'>,
): Stood {
  const { before, after, at } = step
  const settledNow = before.advice_verdict === null && after.advice_verdict !== null
  const { decision_id: decisionId, decision_subject: subject } = after
  return {
    state: before.state,
    departmentId: before.department_id,
    dutyId: before.duty_id,
    categoryId: before.category_id,
    assigneeId: before.assignee_id,
    clock: {
      due_at: momentOf(before.due_at),
      due_basis: before.due_basis,
      respond_by: momentOf(before.respond_by),
      respond_basis: before.respond_basis,
      stopped_at: momentOf(before.stopped_at),
    },
    settled: settledNow && decisionId !== null && subject !== null ? { decisionId, subject } : null,
    ...kept,
    version: after.version,
    seq: after.last_seq,
    at: at.toISOString(),
  }
}

interface ActTimes {
  ended_at: Date | null
  undo_until: Date | null
  undo_task_id: string | null
  undone_at: Date | null
}

/** Whether an act can be taken back at a moment. */
export function undoStateOf(act: ActTimes, now: Date): 'not-yet' | 'open' | 'over' | 'at-work' | 'done' {
  if (act.ended_at === null) return 'not-yet'
  if (act.undone_at !== null) return 'done'
  if (act.undo_task_id !== null) return 'at-work'
  return act.undo_until !== null && act.undo_until > now ? 'open' : 'over'
}
