import { type SqlBool, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Desk, type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import type { DueKind, ReminderKey } from '../deadlines.contract.ts'

export interface PlannedMoment {
  case_id: string
  kind: DueKind
  at: Date
  department_id: string
}

/** Forgets what of a case has not fired; what has stays. */
export async function deletePlanned(tx: Transaction, caseId: string): Promise<void> {
  await sql`delete from cases.due_moment where case_id = ${caseId} and fired_at is null`.execute(tx)
}

/** Plans moments; one that is there already, fired or not, stays as it is. */
export async function insertPlanned(tx: Transaction, moments: readonly PlannedMoment[]): Promise<void> {
  if (moments.length === 0) return
  await sql`
    insert into cases.due_moment (case_id, kind, at, department_id)
    select * from json_to_recordset(${JSON.stringify(moments)}::json) as given (
      case_id uuid, kind text, at timestamptz, department_id text)
    on conflict do nothing`.execute(tx)
}

export interface Unplanned {
  id: string
  department_id: string
  due_at: Date
  updated_at: Date
}

/** Cases a department works on that have a deadline and no moments: dispatched before there were any. */
export async function selectUnplanned(handle: Handle, limit: number): Promise<Unplanned[]> {
  const { rows } = await sql<Unplanned>`
    select record.id, record.department_id, record.due_at, record.updated_at from cases.case_record record
     where record.due_at is not null and record.closed_at is null and record.department_id is not null
       and record.state in ('dispatched', 'handling')
       and not exists (select from cases.due_moment moment where moment.case_id = record.id)
     order by record.id limit ${limit}`.execute(handle)
  return rows
}

/** Fires what is due, oldest first. Moments another process is firing are passed over, so each fires once. */
export async function fireMoments(tx: Transaction, limit: number): Promise<PlannedMoment[]> {
  const { rows } = await sql<PlannedMoment>`
    with due as (
      select case_id, kind, at, department_id from cases.due_moment
       where fired_at is null and at <= now() order by at limit ${limit} for update skip locked
    )
    update cases.due_moment moment set fired_at = now() from due
     where moment.case_id = due.case_id and moment.kind = due.kind and moment.at = due.at
       and moment.department_id = due.department_id
    returning moment.case_id, moment.kind, moment.at, moment.department_id`.execute(tx)
  return rows
}

/** Who is told of what, as conditions on a moment and its case. */
export interface Told {
  scope: Scope
  desk: Desk
  kinds: { desk: readonly DueKind[]; all: readonly DueKind[] }
}

// A moment of a department that gave the case back, or of a case that is done, concerns nobody any more.
function toldCondition({ scope, desk, kinds }: Told) {
  const own = sql<SqlBool>`(moment.kind = any(${[...kinds.desk]}::text[])
    and (record.department_id = any(${[...desk.departments]}::text[]) or record.region_id = any(${[...desk.regions]}::text[])))`
  return sql<SqlBool>`(moment.fired_at is not null and moment.acknowledged_at is null
    and record.department_id = moment.department_id and record.state in ('dispatched', 'handling')
    and ${scopeCondition(scope, scopeColumns)}
    and (${own} or moment.kind = any(${[...kinds.all]}::text[])))`
}

export interface ReminderRow extends PlannedMoment {
  code: string
  state: string
  urgency: string
  due_at: Date | null
  subject: string | null
  total: number
}

/**
 * What somebody is told and nobody has acknowledged, longest overdue first; of a case only the last: who knows that it is
 * overdue needs no warning. Each row says how many there are.
 */
export async function selectReminders(handle: Handle, told: Told, limit: number): Promise<ReminderRow[]> {
  const { rows } = await sql<ReminderRow>`
    with last as (
      select distinct on (moment.case_id) moment.case_id, moment.kind, moment.at, moment.department_id
        from cases.due_moment moment join cases.case_record record on record.id = moment.case_id
       where ${toldCondition(told)}
       order by moment.case_id, moment.at desc
    )
    select last.case_id, last.kind, last.at, last.department_id, record.code, record.state, record.urgency, record.due_at,
           content.subject, count(*) over ()::int as total
      from last join cases.case_record record on record.id = last.case_id
      left join cases.case_content content on content.case_id = record.id
     order by last.at, last.case_id limit ${limit}`.execute(handle)
  return rows
}

/**
 * Marks a reminder as seen to, with those of the case that came before it.
 * @returns `done` now, `before` when somebody already had, `none` when this person is not told of it.
 */
export async function acknowledgeMoment(
  tx: Transaction,
  told: Told,
  act: { key: ReminderKey; by: string },
): Promise<'done' | 'before' | 'none'> {
  const { caseId, kind, at, departmentId } = act.key
  const ofCase = sql<SqlBool>`(moment.case_id = ${caseId} and moment.department_id = ${departmentId})`
  const here = sql<SqlBool>`(moment.kind = ${kind} and moment.at = ${at})`
  const { rows } = await sql`
    update cases.due_moment moment set acknowledged_at = now(), acknowledged_by = ${act.by}
      from cases.case_record record
     where record.id = moment.case_id and ${ofCase} and moment.at <= ${at} and ${toldCondition(told)}
       and exists (select from cases.due_moment moment where ${ofCase} and ${here} and ${toldCondition(told)})
    returning moment.kind`.execute(tx)
  if (rows.length > 0) return 'done'
  const earlier = await sql`
    select from cases.due_moment moment join cases.case_record record on record.id = moment.case_id
     where ${ofCase} and ${here} and moment.acknowledged_at is not null
       and ${scopeCondition(told.scope, scopeColumns)}`.execute(tx)
  return earlier.rows.length > 0 ? 'before' : 'none'
}
