import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'
import type { RedteamReport } from './redteam.contract.ts'

export interface RunRow {
  id: string
  recordedAt: Date
  startedBy: string
  entryId: string
  report: RedteamReport
}

/** Writes a run; it is never changed. */
export async function insertRun(tx: Transaction, row: RunRow): Promise<void> {
  const { report } = row
  await tx
    .withTables<KernelTables>()
    .insertInto('kernel.redteam_run')
    .values({
      id: row.id,
      recorded_at: row.recordedAt,
      target: report.target.id,
      target_version: report.target.version,
      model_version: report.target.modelVersion,
      started_by: row.startedBy,
      seed: report.seed,
      attacks: report.caught.total,
      caught: report.caught.hits,
      controls: report.alarmed.total,
      alarmed: report.alarmed.hits,
      report: JSON.stringify(report),
      entry_id: row.entryId,
    })
    .execute()
}

const facts = [
  'id',
  'recorded_at',
  'target',
  'target_version',
  'model_version',
  'started_by',
  'seed',
  'attacks',
  'caught',
  'controls',
  'alarmed',
] as const

/** Runs without their reports, newest first; of one target if given. */
export async function selectRuns(handle: Handle, filter: { target?: string | undefined; limit: number }) {
  let query = handle
    .withTables<KernelTables>()
    .selectFrom('kernel.redteam_run')
    .select(facts)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(filter.limit)
  if (filter.target) query = query.where('target', '=', filter.target)
  return await query.execute()
}

export type RunFacts = Awaited<ReturnType<typeof selectRuns>>[number]

/** One run with its report. */
export async function selectRun(handle: Handle, id: string) {
  return await handle
    .withTables<KernelTables>()
    .selectFrom('kernel.redteam_run')
    .select([...facts, 'report', 'entry_id'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Of two that ask for a run at the same time one waits for the other. */
export async function lockRuns(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('kernel.redteam'))`.execute(tx)
}
