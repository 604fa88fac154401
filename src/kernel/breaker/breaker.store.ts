import { sql } from 'kysely'
import { type Handle, momentOf, sealText, type Transaction, uuidv7 } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'
import type { BreakerReason, BreakerState } from './breaker.contract.ts'

/** What a breaker is about. */
export interface BreakerKey {
  algorithm: string
  department: string
  modelVersion: string
}

export interface Signal extends BreakerKey {
  decisionId: string
  overridden: boolean
  blind: boolean
  evidenceOpened: boolean | null
  seconds: number | null
}

/** Keeps a verdict as a signal. */
export async function insertSignal(tx: Transaction, signal: Signal): Promise<void> {
  await tx
    .withTables<KernelTables>()
    .insertInto('kernel.breaker_signal')
    .values({
      decision_id: signal.decisionId,
      settled_at: new Date(),
      algorithm: signal.algorithm,
      department: signal.department,
      model_version: signal.modelVersion,
      overridden: signal.overridden,
      blind: signal.blind,
      evidence_opened: signal.evidenceOpened,
      seconds: signal.seconds,
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
}

/** Forgets the signal of a verdict that was taken back. */
export async function deleteSignal(tx: Transaction, decisionId: string): Promise<void> {
  await sql`delete from kernel.breaker_signal where decision_id = ${decisionId}`.execute(tx)
}

/** One advisory lock for what evaluates and what switches. @returns false when another process is at it */
export async function claimBreakers(tx: Transaction): Promise<boolean> {
  const { rows } = await sql<{ ours: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended('kernel:breakers', 0)) as ours`.execute(tx)
  return rows[0]!.ours
}

export interface KeyCounts extends BreakerKey {
  settled: number
  overridden: number
}

/** Everything that people have given verdicts on, with how many. */
export async function selectKeys(handle: Handle): Promise<KeyCounts[]> {
  const { rows } = await sql<KeyCounts>`
    select algorithm, department, model_version as "modelVersion", count(*)::int as settled,
           count(*) filter (where overridden)::int as overridden
      from kernel.breaker_signal group by algorithm, department, model_version order by 1, 2, 3`.execute(
    handle,
  )
  return rows
}

/** The first verdicts of a key: what is usual. */
export async function selectReference(handle: Handle, key: BreakerKey, limit: number) {
  const { rows } = await sql<{ total: number; overridden: number; until: Date | null; last: string | null }>`
    select count(*)::int as total, count(*) filter (where overridden)::int as overridden,
           max(settled_at) as until, max(decision_id::text) as last
      from (select settled_at, decision_id, overridden from kernel.breaker_signal
             where algorithm = ${key.algorithm} and department = ${key.department} and model_version = ${key.modelVersion}
             order by settled_at, decision_id limit ${limit}) as first`.execute(handle)
  return rows[0]!
}

/** What was usual in every department together before a moment. */
export async function selectReferenceOfAll(
  handle: Handle,
  key: Pick<BreakerKey, 'algorithm' | 'modelVersion'>,
  until: Date,
) {
  const { rows } = await sql<{ total: number; overridden: number }>`
    select count(*)::int as total, count(*) filter (where overridden)::int as overridden
      from kernel.breaker_signal
     where algorithm = ${key.algorithm} and model_version = ${key.modelVersion} and settled_at <= ${until}`.execute(
    handle,
  )
  return rows[0]!
}

/** The newest verdicts of a key after a moment, oldest first. */
export async function selectRecent(
  handle: Handle,
  key: BreakerKey,
  { after, limit }: { after: Date | null; limit: number },
) {
  const { rows } = await sql<{
    overridden: boolean
    blind: boolean
    evidenceOpened: boolean | null
    seconds: number | null
  }>`
    select overridden, blind, evidence_opened as "evidenceOpened", seconds from (
      select * from kernel.breaker_signal
       where algorithm = ${key.algorithm} and department = ${key.department} and model_version = ${key.modelVersion}
         and (${after}::timestamptz is null or settled_at > ${after}::timestamptz)
       order by settled_at desc, decision_id desc limit ${limit}) as newest
     order by settled_at, decision_id`.execute(handle)
  return rows
}

export interface BreakerRecord extends BreakerKey {
  state: Exclude<BreakerState, 'closed'>
  since: Date
}

/** Breakers that are not closed. */
export async function selectBreakers(handle: Handle): Promise<BreakerRecord[]> {
  const { rows } = await sql<BreakerRecord>`
    select algorithm, department, model_version as "modelVersion", state, since from kernel.breaker`.execute(
    handle,
  )
  return rows
}

/** When a key was closed last; null when it never was anything else. */
export async function selectClosedAt(handle: Handle, key: BreakerKey): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`
    select max(recorded_at) as at from kernel.breaker_change
     where algorithm = ${key.algorithm} and department = ${key.department} and model_version = ${key.modelVersion}
       and after = 'closed'`.execute(handle)
  return rows[0]!.at
}

export interface ChangeRow extends BreakerKey {
  before: string
  after: string
  because: BreakerReason
  facts: { readonly [key: string]: number | string }
  /** In a person's words. */
  reason?: string
  by: string
}

/** Keeps a change in the history. @returns its id */
export async function insertChange(tx: Transaction, change: ChangeRow): Promise<string> {
  const id = uuidv7()
  const { algorithm, department, modelVersion, before, after, because, facts, by, reason } = change
  await sql`
    insert into kernel.breaker_change (id, recorded_at, algorithm, department, model_version, before, after, because, facts, reason, made_by)
    values (${id}, ${momentOf(id)}, ${algorithm}, ${department}, ${modelVersion}, ${before}, ${after}, ${because},
      ${JSON.stringify(facts)}, ${reason === undefined ? null : sealText(reason)}, ${by})`.execute(tx)
  return id
}

/** Puts a breaker where it stands from now on; a closed one has no row. */
export async function saveState(tx: Transaction, key: BreakerKey, state: BreakerState): Promise<void> {
  const { algorithm, department, modelVersion } = key
  if (state === 'closed') {
    await sql`
      delete from kernel.breaker
       where algorithm = ${algorithm} and department = ${department} and model_version = ${modelVersion}`.execute(
      tx,
    )
    return
  }
  await sql`
    insert into kernel.breaker (algorithm, department, model_version, state, since)
    values (${algorithm}, ${department}, ${modelVersion}, ${state}, ${new Date()})
    on conflict (algorithm, department, model_version) do update set state = excluded.state, since = excluded.since`.execute(
    tx,
  )
}

/** Changes, newest first. */
export async function selectChanges(handle: Handle, limit: number) {
  return await handle
    .withTables<KernelTables>()
    .selectFrom('kernel.breaker_change')
    .selectAll()
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
