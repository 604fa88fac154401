import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { LeftBehind } from '../case-list.store.ts'
import type { AbsenceKind, NewAbsence } from './assignment.contract.ts'
import type { Cover } from './assignment.rules.ts'

/** Open cases of each person at a department's desk; what somebody left behind at another one is no work of theirs. */
export async function countOpen(
  handle: Handle,
  departmentId: string,
  personIds: readonly string[],
): Promise<Map<string, number>> {
  const { rows } = await sql<{ assignee_id: string; count: number }>`
    select assignee_id, count(*)::int as count from cases.case_record
     where assignee_id = any(${[...personIds]}::uuid[]) and state in ('dispatched', 'handling')
       and department_id = ${departmentId}
     group by assignee_id`.execute(handle)
  return new Map(rows.map(row => [row.assignee_id, row.count]))
}

/** The same of one person, who is given no other case until this transaction ends. */
export async function holdLoad(tx: Transaction, departmentId: string, personId: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`assignee:${personId}`}, 0))`.execute(tx)
  return (await countOpen(tx, departmentId, [personId])).get(personId) ?? 0
}

/** Who was given open cases of these departments. */
export async function selectAssignees(
  handle: Handle,
  departmentIds: readonly string[],
): Promise<LeftBehind[]> {
  const { rows } = await sql<LeftBehind>`
    select distinct department_id as "departmentId", assignee_id as "personId" from cases.case_record
     where assignee_id is not null and state in ('dispatched', 'handling')
       and department_id = any(${[...departmentIds]}::text[])`.execute(handle)
  return rows
}

/** A case whose department is another belongs to nobody there yet. */
export async function forgetAssignee(tx: Transaction, caseId: string): Promise<void> {
  await sql`update cases.case_record set assignee_id = null where id = ${caseId}`.execute(tx)
}

/** Who is on leave on a day, with the substitutes. Whoever is away is away from every desk. */
export async function selectLeaves(handle: Handle, day: string): Promise<Cover[]> {
  const { rows } = await sql<Cover>`
    select person_id as "personId", substitute_id as "substituteId" from cases.absence
     where kind = 'leave' and ended_at is null and starts <= ${day}::date and ends >= ${day}::date`.execute(
    handle,
  )
  return rows
}

/** How often somebody who is away in turn is followed, as with new cases. */
const mostSteps = 3

/** For whom somebody stands in on a day, also by way of those who are on leave themselves. */
export async function selectCovered(handle: Handle, substituteId: string, day: string): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    with recursive today as (
      select person_id, substitute_id, kind from cases.absence
       where ended_at is null and starts <= ${day}::date and ends >= ${day}::date
    ), covered as (
      select person_id, kind, 0 as step from today where substitute_id = ${substituteId}::uuid
      union
      select today.person_id, today.kind, covered.step + 1
        from covered join today on today.substitute_id = covered.person_id
       where covered.kind = 'leave' and covered.step < ${mostSteps}
    ) select distinct person_id from covered where person_id <> ${substituteId}::uuid`.execute(handle)
  return rows.map(row => row.person_id)
}

export interface AbsenceRow {
  id: string
  kind: AbsenceKind
  person_id: string
  substitute_id: string
  department_id: string
  starts: string
  ends: string
}

const columns = sql`id, kind, person_id, substitute_id, department_id,
  to_char(starts, 'YYYY-MM-DD') as starts, to_char(ends, 'YYYY-MM-DD') as ends`

/** Absences of a desk and of its people that go on or are to come: who came from another desk may be on leave still. */
export async function selectAbsences(
  handle: Handle,
  of: { departmentId: string; personIds: readonly string[] },
  day: string,
): Promise<AbsenceRow[]> {
  const { rows } = await sql<AbsenceRow>`
    select ${columns} from cases.absence
     where (department_id = ${of.departmentId} or person_id = any(${[...of.personIds]}::uuid[]))
       and ended_at is null and ends >= ${day}::date
     order by starts, id limit 200`.execute(handle)
  return rows
}

/** One absence that has not been ended, held. */
export async function lockAbsence(tx: Transaction, id: string): Promise<AbsenceRow | undefined> {
  const { rows } = await sql<AbsenceRow>`
    select ${columns} from cases.absence where id = ${id} and ended_at is null for update`.execute(tx)
  return rows[0]
}

/** Writes an absence. @returns false when the person has one in that time. */
export async function insertAbsence(
  tx: Transaction,
  one: NewAbsence & { id: string; by: string },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`absence:${one.personId}`}, 0))`.execute(tx)
  const { rows } = await sql`
    insert into cases.absence (id, kind, person_id, substitute_id, department_id, starts, ends, entered_at, entered_by)
    select ${one.id}, ${one.kind}, ${one.personId}::uuid, ${one.substituteId}::uuid, ${one.departmentId},
           ${one.starts}::date, ${one.ends}::date, now(), ${one.by}
     where not exists (select from cases.absence
       where person_id = ${one.personId}::uuid and ended_at is null
         and starts <= ${one.ends}::date and ends >= ${one.starts}::date)
    returning id`.execute(tx)
  return rows.length > 0
}

/** Ends an absence now. */
export async function endAbsenceRow(tx: Transaction, id: string, by: string): Promise<void> {
  await sql`update cases.absence set ended_at = now(), ended_by = ${by} where id = ${id}`.execute(tx)
}

/** The most open cases one person of a department is given; null without a limit. */
export async function selectLimit(handle: Handle, departmentId: string): Promise<number | null> {
  const { rows } = await sql<{ cases_per_person: number }>`
    select cases_per_person from cases.workload_limit where department_id = ${departmentId}`.execute(handle)
  return rows[0]?.cases_per_person ?? null
}

export interface RosterRow {
  weekday: number
  personId: string
}

/** Who is on duty when. */
export async function selectRoster(handle: Handle, departmentId: string): Promise<RosterRow[]> {
  const { rows } = await sql<RosterRow>`
    select weekday, person_id as "personId" from cases.duty_roster
     where department_id = ${departmentId} order by weekday, person_id`.execute(handle)
  return rows
}

/** The version of limit and roster of a department; 0 before anybody saved them. */
export async function selectDeskVersion(handle: Handle, departmentId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select version from cases.desk_setting where department_id = ${departmentId}`.execute(handle)
  return rows[0]?.version ?? 0
}

/** Writes limit and roster of a department anew. @returns false when another version stands. */
export async function replaceSettings(
  tx: Transaction,
  departmentId: string,
  settings: { version: number; casesPerPerson: number | null; roster: readonly RosterRow[] },
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`desk:${departmentId}`}, 0))`.execute(tx)
  if ((await selectDeskVersion(tx, departmentId)) !== settings.version) return false
  await sql`
    insert into cases.desk_setting (department_id, version) values (${departmentId}, ${settings.version + 1})
    on conflict (department_id) do update set version = excluded.version`.execute(tx)
  await sql`delete from cases.workload_limit where department_id = ${departmentId}`.execute(tx)
  await sql`delete from cases.duty_roster where department_id = ${departmentId}`.execute(tx)
  if (settings.casesPerPerson !== null)
    await sql`insert into cases.workload_limit values (${departmentId}, ${settings.casesPerPerson})`.execute(
      tx,
    )
  await sql`
    insert into cases.duty_roster (department_id, weekday, person_id)
    select ${departmentId}, given.weekday, given."personId"
      from json_to_recordset(${JSON.stringify(settings.roster)}::json) as given (weekday int, "personId" uuid)
    on conflict do nothing`.execute(tx)
  return true
}
