import { type SqlBool, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import { type Desk, type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import type { DueKind, ReminderKey } from '../deadlines.contract.ts'
import type { ToldKinds } from './due-moments.rules.ts'

export interface PlannedMoment {
  case_id: string
  step: number
  kind: DueKind
  at: Date
  department_id: string
}

/** Ends the deadline of a case: what has not fired is forgotten, what has reminds nobody any more. */
export async function endMoments(tx: Transaction, caseId: string): Promise<void> {
  await sql`delete from cases.due_moment where case_id = ${caseId} and fired_at is null`.execute(tx)
  await sql`update cases.due_moment set ended_at = now() where case_id = ${caseId} and ended_at is null`.execute(
    tx,
  )
}

/** Ends one kind of moment of a case, e.g. when work has begun. */
export async function endKind(tx: Transaction, caseId: string, kind: DueKind): Promise<void> {
  await sql`
    delete from cases.due_moment where case_id = ${caseId} and kind = ${kind} and fired_at is null`.execute(
    tx,
  )
  await sql`
    update cases.due_moment set ended_at = now()
     where case_id = ${caseId} and kind = ${kind} and ended_at is null`.execute(tx)
}

/** Plans moments; one that is there already stays as it is. */
export async function insertPlanned(tx: Transaction, moments: readonly PlannedMoment[]): Promise<void> {
  if (moments.length === 0) return
  await sql`
    insert into cases.due_moment (case_id, step, kind, at, department_id)
    select * from json_to_recordset(${JSON.stringify(moments)}::json) as given (
      case_id uuid, step int, kind text, at timestamptz, department_id text)
    on conflict do nothing`.execute(tx)
}

export interface Unplanned {
  id: string
  last_seq: number
  department_id: string
  due_at: Date
  due_basis: unknown
  respond_by: Date | null
  updated_at: Date
}

/**
 * Cases a department works on that have a deadline and no moments: dispatched before there were any. They are held, so that
 * a step on one of them waits; one that is held by a step is passed over, which then plans it itself.
 */
export async function holdUnplanned(
  tx: Transaction,
  page: { after: string; limit: number },
): Promise<Unplanned[]> {
  const { rows } = await sql<Unplanned>`
    select record.id, record.last_seq, record.department_id, record.due_at, record.due_basis, record.respond_by,
           record.updated_at
      from cases.case_record record
     where record.id > ${page.after} and isfinite(record.due_at) and record.closed_at is null
       and record.department_id is not null and record.state in ('dispatched', 'handling') and record.pause is null
       and not exists (select from cases.due_moment moment where moment.case_id = record.id)
     order by record.id limit ${page.limit} for update of record skip locked`.execute(tx)
  return rows
}

/** Fires what is due, oldest first, under a ledger entry. What another process is firing is passed over: each fires once. */
export async function fireMoments(
  tx: Transaction,
  given: { entryId: string; limit: number },
): Promise<PlannedMoment[]> {
  const { rows } = await sql<PlannedMoment>`
    with due as (
      select case_id, step, kind from cases.due_moment
       where fired_at is null and at <= now() order by at limit ${given.limit} for update skip locked
    )
    update cases.due_moment moment set fired_at = now(), entry_id = ${given.entryId} from due
     where moment.case_id = due.case_id and moment.step = due.step and moment.kind = due.kind
    returning moment.case_id, moment.step, moment.kind, moment.at, moment.department_id`.execute(tx)
  return rows
}

/** Who is told of what. */
export interface Told {
  scope: Scope
  desk: Desk
  /** The own department, and those right under it; empty for who works for none. */
  own: readonly string[]
  under: readonly string[]
  kinds: ToldKinds
}

function toldCondition({ scope, desk, own, under, kinds }: Told) {
  const among = (column: string, ids: readonly string[]) =>
    sql<SqlBool>`coalesce(${sql.ref(column)} = any(${[...ids]}::text[]), false)`
  const isOne = (of: readonly DueKind[]) => among('moment.kind', of)
  return sql<SqlBool>`(moment.fired_at is not null and moment.ended_at is null
    and ${scopeCondition(scope, scopeColumns)} and (
      (${isOne(kinds.desk)}
        and (${among('record.department_id', desk.departments)} or ${among('record.region_id', desk.regions)}))
      or (${isOne(kinds.own)} and ${among('record.department_id', own)})
      or (${isOne(kinds.under)} and ${among('record.department_id', under)})
      or ${isOne(kinds.all)}))`
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
      select distinct on (moment.case_id) moment.*
        from cases.due_moment moment join cases.case_record record on record.id = moment.case_id
       where moment.acknowledged_at is null and ${toldCondition(told)}
       order by moment.case_id, moment.at desc
    )
    select last.case_id, last.step, last.kind, last.at, last.department_id, record.code, record.state, record.urgency,
           record.due_at, content.subject, count(*) over ()::int as total
      from last join cases.case_record record on record.id = last.case_id
      left join cases.case_content content on content.case_id = record.id
     order by last.at, last.case_id limit ${limit}`.execute(handle)
  return rows
}

/**
 * Marks a reminder as seen to, with those of the same deadline that came before it, whoever was told of them.
 * @returns `done` now, `before` when somebody already had, `none` when this person is not told of it.
 */
export async function acknowledgeMoment(
  tx: Transaction,
  told: Told,
  act: { key: ReminderKey; by: string },
): Promise<'done' | 'before' | 'none'> {
  const { caseId, step, kind } = act.key
  const { rows } = await sql<{ at: Date; acknowledged_at: Date | null }>`
    select moment.at, moment.acknowledged_at
      from cases.due_moment moment join cases.case_record record on record.id = moment.case_id
     where moment.case_id = ${caseId} and moment.step = ${step} and moment.kind = ${kind} and ${toldCondition(told)}
       for update of moment`.execute(tx)
  const [found] = rows
  if (!found) return 'none'
  if (found.acknowledged_at) return 'before'
  await sql`
    update cases.due_moment set acknowledged_at = now(), acknowledged_by = ${act.by}
     where case_id = ${caseId} and step = ${step} and at <= ${found.at} and fired_at is not null
       and acknowledged_at is null`.execute(tx)
  return 'done'
}
