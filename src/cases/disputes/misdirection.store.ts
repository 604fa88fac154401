import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'

export interface MisdirectionRow {
  case_id: string
  seq: number
  at: string
  sent_to: string
  belonged_to: string | null
  how: 'returned' | 'upheld'
}

/** Notes that cases did not belong where they were sent. */
export async function insertMisdirections(tx: Transaction, rows: readonly MisdirectionRow[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into cases.misdirection (case_id, seq, at, sent_to, belonged_to, how)
    select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (
      case_id uuid, seq int, at timestamptz, sent_to text, belonged_to text, how text)`.execute(tx)
}

/** The case was sent on: that is where it belonged, as far as anybody knows now. */
export async function settleMisdirections(
  tx: Transaction,
  caseId: string,
  departmentId: string,
): Promise<void> {
  await sql`
    update cases.misdirection set belonged_to = ${departmentId}
     where case_id = ${caseId} and belonged_to is null`.execute(tx)
}

/** Returns of a case of which nobody knows yet where it belonged. */
export async function openMisdirections(tx: Transaction, caseId: string): Promise<number[]> {
  const { rows } = await sql<{ seq: number }>`
    select seq from cases.misdirection where case_id = ${caseId} and belonged_to is null order by seq`.execute(
    tx,
  )
  return rows.map(row => row.seq)
}

/** The dispatch was taken back, and with it what it said of these returns. */
export async function reopenMisdirections(
  tx: Transaction,
  caseId: string,
  seqs: readonly number[],
): Promise<void> {
  if (seqs.length === 0) return
  await sql`
    update cases.misdirection set belonged_to = null
     where case_id = ${caseId} and seq = any(${[...seqs]}::int[])`.execute(tx)
}

export interface Period {
  from: Date
  until: Date
}

const reached = (column: string, departments: 'all' | readonly string[]) =>
  departments === 'all'
    ? sql`true`
    : sql`coalesce(${sql.ref(column)} = any(${[...departments]}::text[]), false)`

export interface PairRow {
  sent_to: string
  belonged_to: string | null
  returned: number
  upheld: number
}

/** Returns and upheld objections by pair: of what was sent to the departments, or belonged to them. */
export async function countPairs(
  handle: Handle,
  { from, until }: Period,
  departments: 'all' | readonly string[],
): Promise<PairRow[]> {
  const { rows } = await sql<PairRow>`
    select sent_to, belonged_to, count(*) filter (where how = 'returned')::int as returned,
           count(*) filter (where how = 'upheld')::int as upheld
      from cases.misdirection
     where at >= ${from} and at < ${until}
       and (${reached('sent_to', departments)} or ${reached('belonged_to', departments)})
     group by sent_to, belonged_to
     order by count(*) desc, sent_to, belonged_to`.execute(handle)
  return rows
}

/**
 * How often something was sent to each of the departments; what was merged into another only goes along with it, and what
 * was taken back was not sent.
 */
export async function countSent(
  handle: Handle,
  { from, until }: Period,
  departments: 'all' | readonly string[],
): Promise<{ department_id: string; count: number }[]> {
  const within = sql`event.at >= ${from} and event.at < ${until}
       and event.department_id is not null and ${reached('event.department_id', departments)}`
  // What was taken back is looked up from the few bulk acts that were: events themselves are read by their index alone.
  const { rows } = await sql<{ department_id: string; count: number }>`
    select department_id, sum(n)::int as count from (
      select event.department_id, count(*) as n from cases.event event
       where event.type in ('dispatched', 'objection-upheld') and not (event.details ? 'lead') and ${within}
       group by event.department_id
      union all
      select event.department_id, -count(*) as n from cases.bulk_item item
        join cases.event event on event.case_id = item.case_id and event.seq = (item.stood ->> 'seq')::int
       where item.undo = 'undone' and event.type = 'dispatched' and ${within}
       group by event.department_id) counted
     group by department_id having sum(n) > 0 order by department_id`.execute(handle)
  return rows
}
