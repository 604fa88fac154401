import { sql } from 'kysely'
import type { Transaction } from '#base/index.ts'
import type { CaseState } from '../case-words.contract.ts'
import type { DueBasis } from './clock.rules.ts'
import type { PlannedMoment } from './due-moment.store.ts'

export interface Followed {
  calendar_hash: string
  after_case: string | null
}

/** Which calendar deadlines follow, and how far; held, so that one process follows at a time. Undefined when another does. */
export async function holdFollowed(tx: Transaction, calendarHash: string): Promise<Followed | undefined> {
  await sql`insert into cases.followed_calendar (calendar_hash) values (${calendarHash}) on conflict do nothing`.execute(
    tx,
  )
  const { rows } = await sql<Followed>`
    select calendar_hash, after_case from cases.followed_calendar for update skip locked`.execute(tx)
  return rows[0]
}

/** Notes how far deadlines follow a calendar; null when all do. */
export async function noteFollowed(tx: Transaction, followed: Followed): Promise<void> {
  await sql`
    update cases.followed_calendar
       set calendar_hash = ${followed.calendar_hash}, after_case = ${followed.after_case}`.execute(tx)
}

export interface RunningCase {
  id: string
  last_seq: number
  state: CaseState
  department_id: string
  due_at: Date
  due_basis: DueBasis | null
  respond_by: Date | null
  respond_basis: DueBasis | null
  updated_at: Date
}

/** Cases whose time runs, by id, held. */
export async function holdRunning(
  tx: Transaction,
  page: { after: string; limit: number },
): Promise<RunningCase[]> {
  const { rows } = await sql<RunningCase>`
    select id, last_seq, state, department_id, due_at, due_basis, respond_by, respond_basis, updated_at
      from cases.case_record
     where id > ${page.after} and closed_at is null and state in ('dispatched', 'handling') and pause is null
       and department_id is not null and isfinite(due_at)
     order by id limit ${page.limit} for update`.execute(tx)
  return rows
}

/** Deadlines that moved, each with an event. */
export interface MovedCase {
  id: string
  seq: number
  due_at: string
  respond_by: string | null
}

/** Writes moved deadlines. The version stays: nobody's open page is out of date by it. */
export async function moveDue(tx: Transaction, moved: readonly MovedCase[]): Promise<void> {
  await sql`
    update cases.case_record record
       set due_at = given.due_at, respond_by = given.respond_by, last_seq = given.seq
      from json_to_recordset(${JSON.stringify(moved)}::json) as given (
        id uuid, seq int, due_at timestamptz, respond_by timestamptz)
     where record.id = given.id`.execute(tx)
}

const given = (
  moments: readonly PlannedMoment[],
) => sql`json_to_recordset(${JSON.stringify(moments)}::json) as given (
  case_id uuid, step int, kind text, at timestamptz, department_id text)`

/** Where the deadline stayed: what has not fired yet is told at its new time. */
export async function shiftMoments(tx: Transaction, moments: readonly PlannedMoment[]): Promise<void> {
  await sql`
    update cases.due_moment moment set at = given.at from ${given(moments)}
     where moment.case_id = given.case_id and moment.kind = given.kind and moment.fired_at is null
       and moment.at <> given.at`.execute(tx)
}

/** Where it moved: planned anew, but what was told and is still over is not told again. */
export async function replaceMoments(tx: Transaction, moments: readonly PlannedMoment[]): Promise<void> {
  await sql`
    delete from cases.due_moment
     where fired_at is null and case_id in (select case_id from ${given(moments)})`.execute(tx)
  await sql`
    update cases.due_moment moment set ended_at = now() from ${given(moments)}
     where moment.case_id = given.case_id and moment.kind = given.kind and moment.ended_at is null
       and given.at > now()`.execute(tx)
  await sql`
    insert into cases.due_moment (case_id, step, kind, at, department_id)
    select given.case_id, given.step, given.kind, given.at, given.department_id from ${given(moments)}
     where not exists (select from cases.due_moment told
                        where told.case_id = given.case_id and told.kind = given.kind and told.ended_at is null)
    on conflict do nothing`.execute(tx)
}
