import { type SqlBool, sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import { type Scope, scopeCondition } from '#identity/index.ts'
import { scopeColumns } from '../case.store.ts'
import type { Spans } from './spans.rules.ts'

export interface LoadRow {
  department_id: string | null
  waiting: number
  handling: number
  verifying: number
  overdue: number
  today: number
  week: number
  paused: number
}

/** Open cases in scope added up by department, from the index of open cases alone. */
export async function selectLoad(handle: Handle, scope: Scope, spans: Spans): Promise<LoadRow[]> {
  const { now, endOfToday, endOfWeek } = spans
  const runs = sql<SqlBool>`record.stopped_at is null`
  const { rows } = await sql<LoadRow>`
    select record.department_id,
           count(*) filter (where record.state in ('reported', 'accepted', 'dispatched'))::int as waiting,
           count(*) filter (where record.state = 'handling')::int as handling,
           count(*) filter (where record.state = 'verifying')::int as verifying,
           count(*) filter (where record.due_at < coalesce(record.stopped_at, ${now}))::int as overdue,
           count(*) filter (where ${runs} and record.due_at >= ${now} and record.due_at < ${endOfToday})::int as today,
           count(*) filter (where ${runs} and record.due_at >= ${endOfToday} and record.due_at < ${endOfWeek})::int as week,
           count(*) filter (where record.pause is not null)::int as paused
      from cases.case_record record
     where record.closed_at is null and record.merged_into is null and ${scopeCondition(scope, scopeColumns)}
     group by record.department_id`.execute(handle)
  return rows
}

export interface PersonLoadRow {
  assignee_id: string | null
  open: number
  overdue: number
  today: number
}

/** Open cases in scope of some departments, added up by who works on them; the heaviest load first. */
export async function selectPersonLoad(
  handle: Handle,
  scope: Scope,
  wanted: { departmentIds: readonly string[]; spans: Spans },
): Promise<PersonLoadRow[]> {
  const { now, endOfToday } = wanted.spans
  const { rows } = await sql<PersonLoadRow>`
    select record.assignee_id, count(*)::int as open,
           count(*) filter (where record.due_at < coalesce(record.stopped_at, ${now}))::int as overdue,
           count(*) filter (where record.stopped_at is null and record.due_at >= ${now}
             and record.due_at < ${endOfToday})::int as today
      from cases.case_record record
     where record.department_id = any(${[...wanted.departmentIds]}::text[]) and record.closed_at is null and record.merged_into is null
       and record.state <> 'closed' and ${scopeCondition(scope, scopeColumns)}
     group by record.assignee_id order by open desc`.execute(handle)
  return rows
}

/** How many open cases in scope were told to those above, by department. */
export async function selectEscalated(handle: Handle, scope: Scope): Promise<Map<string, number>> {
  const { rows } = await sql<{ department_id: string; count: number }>`
    select moment.department_id, count(distinct moment.case_id)::int as count
      from cases.due_moment moment join cases.case_record record on record.id = moment.case_id
     where moment.fired_at is not null and moment.ended_at is null
       and moment.kind in ('escalation', 'escalation-parent', 'escalation-city')
       and record.closed_at is null and record.merged_into is null and ${scopeCondition(scope, scopeColumns)}
     group by moment.department_id`.execute(handle)
  return new Map(rows.map(row => [row.department_id, row.count]))
}
