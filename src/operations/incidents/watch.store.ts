import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { OperationsTables } from '../operations.tables.ts'
import type { Past, Rule } from './detect.rules.ts'
import type { Bucket, Signal } from './signal.rules.ts'

/** One watch at a time, over all processes. @returns false when another one is at it */
export async function claimWatch(tx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('operations:incident-watch', 0)) as ours`.execute(tx)
  return rows[0]!.ours
}

/** How far the watch is. */
export async function selectWatch(handle: Handle) {
  return await handle
    .withTables<OperationsTables>()
    .selectFrom('operations.incident_watch')
    .select(['place', 'looked_at', 'verified_note', 'verified_at'])
    .executeTakeFirstOrThrow()
}

/** Keeps the place after the last entry that was counted. */
export async function savePlace(tx: Transaction, place: number, now: Date): Promise<void> {
  await sql`update operations.incident_watch set place = ${place}, looked_at = ${now}`.execute(tx)
}

/** Keeps the head up to which the log was verified; whole: all of it was. */
export async function saveVerified(
  tx: Transaction,
  { note, whole, now }: { note: string | null; whole: boolean; now: Date },
): Promise<void> {
  await sql`
    update operations.incident_watch
       set verified_note = coalesce(${note}, verified_note),
           verified_at = case when ${whole} then ${now}::timestamptz else verified_at end`.execute(tx)
}

/** Claims the verification of the whole log for an hour. @returns false when it is not due, or another process is at it */
export async function claimVerification(tx: Transaction, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update operations.incident_watch set verifying_at = ${now}
     where (verified_at is null or verified_at < ${now}::timestamptz - interval '1 day' or verified_at > ${now})
       and (verifying_at is null or verifying_at < ${now}::timestamptz - interval '1 hour' or verifying_at > ${now})
    returning single`.execute(tx)
  return rows.length > 0
}

/** Adds to what was counted. */
export async function addCounts(
  tx: Transaction,
  buckets: readonly (Bucket & { role: string | null })[],
): Promise<void> {
  if (buckets.length === 0) return
  const rows = buckets.map(({ bucket, ...one }) => ({ ...one, bucket: new Date(bucket) }))
  await sql`
    insert into operations.incident_count (signal, about, drill, bucket, role, times, amount)
    select signal, about, drill, bucket, role, times, amount
      from json_populate_recordset(null::operations.incident_count, ${JSON.stringify(rows)}::json)
    on conflict (signal, about, drill, bucket) do update
       set times = incident_count.times + excluded.times, amount = incident_count.amount + excluded.amount,
           role = coalesce(excluded.role, incident_count.role)`.execute(tx)
}

/** Forgets counts from before a moment. */
export async function dropCounts(tx: Transaction, before: Date): Promise<void> {
  await sql`delete from operations.incident_count where bucket < ${before}`.execute(tx)
}

export interface CountKey {
  signal: Signal
  about: string
  drill: string
}

const measured = (rule: Pick<Rule, 'measure'>) =>
  rule.measure === 'times' ? sql.raw('times') : sql.raw('amount')

/** What was counted in a window. */
export async function sumWindow(
  handle: Handle,
  rule: Pick<Rule, 'measure'>,
  of: CountKey & { from: Date; to: Date },
): Promise<number> {
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(${measured(rule)}), 0)::int8 as sum from operations.incident_count
     where signal = ${of.signal} and about = ${of.about} and drill = ${of.drill}
       and bucket >= ${of.from} and bucket < ${of.to}`.execute(handle)
  return Number(rows[0]!.sum)
}

/** What was usual before a window, for whom it is about and for those with the same role. Drills have no past. */
export async function selectPast(
  handle: Handle,
  rule: Pick<Rule, 'measure' | 'windowMinutes'>,
  of: CountKey & { role: string | null; since: Date; before: Date },
): Promise<Past> {
  const width = `${rule.windowMinutes} minutes`
  const { rows } = await sql<{ days: number; busiest: number; role: number }>`
    with past as (
      select about, role, bucket, ${measured(rule)} as n from operations.incident_count
       where signal = ${of.signal} and drill = '' and ${of.drill} = ''
         and bucket >= ${of.since} and bucket < ${of.before}
         and (about = ${of.about} or role = ${of.role})
    ), windows as (
      select about, date_bin(${width}::interval, bucket, ${of.before}) as at, sum(n) as n from past group by 1, 2
    ), busiest as (select about, max(n) as n from windows group by about)
    select (select count(distinct date_bin('1 day', bucket, ${of.before})) from past where about = ${of.about})::int as days,
           coalesce((select n from busiest where about = ${of.about}), 0)::int8 as busiest,
           coalesce((select percentile_disc(0.5) within group (order by n) from busiest where about <> ${of.about}), 0)::int8
             as role`.execute(handle)
  const row = rows[0]!
  return { days: row.days, busiest: Number(row.busiest), role: Number(row.role) }
}
