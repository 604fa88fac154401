import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CaseRecord } from '../case.store.ts'
import type { Rule } from './retention.rules.ts'

/** All rules; the one for all categories has none. */
export async function selectRules(handle: Handle): Promise<(Rule & { updatedAt: Date })[]> {
  const { rows } = await sql<Rule & { updatedAt: Date }>`
    select nullif(category_id, '') as "categoryId", years, hold, updated_at as "updatedAt"
      from cases.retention_rule order by category_id`.execute(handle)
  return rows
}

/** Keeps the rules as they are until the end: what is erased by them cannot be taken back by a rule saved meanwhile. */
export async function holdRules(tx: Transaction): Promise<void> {
  await sql`lock table cases.retention_rule in share mode`.execute(tx)
}

/** Sets the rule of a category. */
export async function upsertRule(tx: Transaction, rule: Rule & { by: string }): Promise<void> {
  await sql`
    insert into cases.retention_rule (category_id, years, hold, updated_by)
    values (${rule.categoryId ?? ''}, ${rule.years}, ${rule.hold}, ${rule.by})
    on conflict (category_id) do update
      set years = excluded.years, hold = excluded.hold, updated_by = excluded.updated_by, updated_at = now()`.execute(
    tx,
  )
}

/** Removes the rule of a category; the one above it then holds. False when it had none. */
export async function deleteRule(tx: Transaction, categoryId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from cases.retention_rule where category_id = ${categoryId} returning category_id`.execute(tx)
  return rows.length > 0
}

/** Until when a closed case of a category has to be closed for its content to go. Null category: those without one. */
export interface Cutoff {
  categoryId: string | null
  /** Null: nothing of it goes. */
  before: Date | null
}

const cutoffTable = (cutoffs: readonly Cutoff[]) => sql`
  json_to_recordset(${JSON.stringify(
    cutoffs.map(({ categoryId, before }) => ({ category: categoryId ?? '', before })),
  )}::json) as cutoff (category text, before timestamptz)`

// Under hold, or somebody waits for the answer to an appeal about it.
const heldBack = sql`(
  exists (select from cases.legal_hold hold where hold.case_id = record.id and hold.lifted_at is null)
  or exists (select from cases.appeal appeal where appeal.case_id = record.id and appeal.outcome is null))`

/** Holds cases whose content has to go, oldest first; those that somebody works on are left for the next run. */
export async function holdDue(
  tx: Transaction,
  given: { cutoffs: readonly Cutoff[]; limit: number },
): Promise<CaseRecord[]> {
  const latest = given.cutoffs.reduce<Date | null>(
    (top, { before }) => (before && (!top || before > top) ? before : top),
    null,
  )
  if (!latest) return []
  const { rows } = await sql<CaseRecord>`
    select record.* from cases.case_record record
      join ${cutoffTable(given.cutoffs)} on cutoff.category = coalesce(record.category_id, '')
     where record.closed_at < ${latest} and record.closed_at < cutoff.before and record.erased_at is null
       and not ${heldBack}
     order by record.closed_at, record.id limit ${given.limit} for update of record skip locked`.execute(tx)
  return rows
}

export interface FigureRow {
  category_id: string | null
  closed: number
  erased: number
  due: number
  held: number
}

/** For each category: closed cases, those already erased, those whose time is over, and those of them that are held. */
export async function countRetention(handle: Handle, cutoffs: readonly Cutoff[]): Promise<FigureRow[]> {
  const { rows } = await sql<FigureRow>`
    select record.category_id, count(*)::int as closed,
           count(*) filter (where record.erased_at is not null)::int as erased,
           count(*) filter (where record.erased_at is null and record.closed_at < cutoff.before and not ${heldBack})::int
             as due,
           count(*) filter (where record.erased_at is null and ${heldBack})::int as held
      from cases.case_record record
      left join ${cutoffTable(cutoffs)} on cutoff.category = coalesce(record.category_id, '')
     where record.closed_at is not null
     group by record.category_id order by count(*) desc`.execute(handle)
  return rows
}

/** Takes the run of a day, when nobody has it or whoever had it went silent. */
export async function takeRun(handle: Handle, day: string): Promise<boolean> {
  const { rows } = await sql`
    insert into cases.retention_run as run (day, taken_at) values (${day}, now())
    on conflict (day) do update set taken_at = now()
      where run.ended_at is null and run.taken_at < now() - interval '10 minutes'
    returning run.day`.execute(handle)
  return rows.length > 0
}

/** A sign of life of a run, with what it erased; its end when there is nothing left. */
export async function noteRun(
  handle: Handle,
  given: { day: string; erased: number; ended: boolean },
): Promise<void> {
  await sql`
    update cases.retention_run
       set taken_at = now(), erased = erased + ${given.erased}, ended_at = case when ${given.ended} then now() end
     where day = ${given.day}`.execute(handle)
}

/** The newest run. */
export async function selectLastRun(
  handle: Handle,
): Promise<{ day: string; erased: number; ended_at: Date | null } | undefined> {
  const { rows } = await sql<{ day: string; erased: number; ended_at: Date | null }>`
    select day::text, erased, ended_at from cases.retention_run order by day desc limit 1`.execute(handle)
  return rows[0]
}
