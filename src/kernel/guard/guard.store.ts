import { sql } from 'kysely'
import { copyRows, type Handle, momentOf, type Transaction } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'
import type { GuardKind } from './guard-page.contract.ts'

/** One row of kernel.guard_record, as its table. */
export interface GuardRow {
  decision_id: string
  recorded_at: string
  algorithm: string
  outcome: string
  input_level: string
  findings: Readonly<Record<string, number>>
  masked: number
  attack_score: number
  attack_flagged: boolean
  attack_because: readonly string[]
  checks: readonly unknown[]
}

/** Fewer than this are inserted: opening a COPY takes two round trips more. */
const fewRows = 20

/** Writes what the guard found, in the transaction of the decisions. */
export async function insertGuardRecords(tx: Transaction, rows: readonly GuardRow[]): Promise<void> {
  if (rows.length === 0) return
  if (rows.length >= fewRows)
    return await copyRows(tx, 'kernel.guard_record', rows as unknown as Record<string, unknown>[])
  await sql`
    insert into kernel.guard_record
    select * from json_populate_recordset(null::kernel.guard_record, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}

/** What the guard found for one decision; undefined when there was nothing. */
export async function selectGuardRecord(handle: Handle, decisionId: string) {
  return await handle
    .withTables<KernelTables>()
    .selectFrom('kernel.guard_record')
    .selectAll()
    .where('recorded_at', '=', momentOf(decisionId))
    .where('decision_id', '=', decisionId)
    .executeTakeFirst()
}

// The same words mean the same rows in the list and in the counts.
const kinds = {
  refused: sql<boolean>`guard.outcome = 'refused'`,
  attacked: sql<boolean>`guard.attack_flagged`,
  checked: sql<boolean>`guard.checks <> '[]'::jsonb`,
  masked: sql<boolean>`guard.masked > 0`,
} as const

export interface GuardFilter {
  kind?: GuardKind | undefined
  algorithm?: string | undefined
  type?: string | undefined
  before?: string | undefined
  limit: number
}

/** Records, newest first. */
export async function selectGuardRecords(handle: Handle, filter: GuardFilter) {
  let query = handle
    .withTables<KernelTables>()
    .selectFrom('kernel.guard_record as guard')
    .selectAll('guard')
    .orderBy('guard.recorded_at', 'desc')
    .orderBy('guard.decision_id', 'desc')
    .limit(filter.limit)
  if (filter.kind) query = query.where(kinds[filter.kind])
  if (filter.algorithm) query = query.where('guard.algorithm', '=', filter.algorithm)
  if (filter.type) query = query.where(sql<boolean>`guard.findings ? ${filter.type}`)
  if (filter.before)
    query = query.where(
      sql<boolean>`(guard.recorded_at, guard.decision_id) < (${momentOf(filter.before)}, ${filter.before}::uuid)`,
    )
  return await query.execute()
}

/** Counts since a moment: by day, by type of finding, by reason of an attack, by check. */
export async function countGuarded(handle: Handle, since: Date) {
  const days = await sql<{
    day: string
    decisions: number
    found: number
    masked: number
    attacked: number
    checked: number
    refused: number
  }>`
    with made as (
      select to_char(recorded_at, 'YYYY-MM-DD') as day, count(*)::int as decisions
        from kernel.decision where recorded_at >= ${since} group by 1),
    guarded as (
      select to_char(recorded_at, 'YYYY-MM-DD') as day,
             count(*) filter (where guard.findings <> '{}'::jsonb)::int as found,
             coalesce(sum(masked), 0)::int as masked,
             count(*) filter (where ${kinds.attacked})::int as attacked,
             count(*) filter (where ${kinds.checked})::int as checked,
             count(*) filter (where ${kinds.refused})::int as refused
        from kernel.guard_record as guard where recorded_at >= ${since} group by 1)
    select day, decisions, coalesce(found, 0) as found, coalesce(masked, 0) as masked, coalesce(attacked, 0) as attacked,
           coalesce(checked, 0) as checked, coalesce(refused, 0) as refused
      from made left join guarded using (day) order by day`.execute(handle)
  const types = await sql<{ type: string; count: number }>`
    select one.key as type, sum(one.value::int)::int as count
      from kernel.guard_record as guard, jsonb_each_text(guard.findings) as one
     where recorded_at >= ${since} group by 1 order by 2 desc, 1`.execute(handle)
  const reasons = await sql<{ reason: string; count: number }>`
    select one.value as reason, count(*)::int as count
      from kernel.guard_record as guard, jsonb_array_elements_text(guard.attack_because) as one
     where recorded_at >= ${since} and attack_flagged group by 1 order by 2 desc, 1`.execute(handle)
  const checks = await sql<{ check: string; says: string; count: number }>`
    select one.value ->> 'check' as check, one.value ->> 'says' as says, count(*)::int as count
      from kernel.guard_record as guard, jsonb_array_elements(guard.checks) as one
     where recorded_at >= ${since} group by 1, 2 order by 3 desc, 1, 2`.execute(handle)
  return { days: days.rows, types: types.rows, reasons: reasons.rows, checks: checks.rows }
}
