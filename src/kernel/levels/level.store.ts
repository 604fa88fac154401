import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { KernelTables } from '../kernel.tables.ts'
import type { LevelSettings, Loosened } from './level-settings.contract.ts'

/** A version with what somebody else said of it. */
export interface LevelRow {
  number: number
  recorded_at: Date
  made_by: string
  reason: string
  based_on: number
  settings: LevelSettings
  loosens: Loosened[]
  ruled_by: string | null
  confirmed: boolean | null
}

/** Changes whenever a version or a ruling is added. */
export async function selectRevision(handle: Handle): Promise<number> {
  const { rows } = await sql<{ revision: number }>`
    select ((select count(*) from kernel.level_version) + (select count(*) from kernel.level_ruling))::int as revision
    `.execute(handle)
  return rows[0]!.revision
}

/** The version that holds: the newest that needs nobody else or was confirmed; undefined before the first. */
export async function selectInForce(
  handle: Handle,
): Promise<Pick<LevelRow, 'number' | 'settings'> | undefined> {
  const { rows } = await sql<Pick<LevelRow, 'number' | 'settings'>>`
    select version.number, version.settings from kernel.level_version version
      left join kernel.level_ruling ruling on ruling.number = version.number
     where version.loosens = '[]'::jsonb or ruling.confirmed
     order by coalesce(ruling.recorded_at, version.recorded_at) desc, version.number desc limit 1`.execute(
    handle,
  )
  return rows[0]
}

/** The versions, newest first. */
export async function selectVersions(handle: Handle, limit: number): Promise<LevelRow[]> {
  const { rows } = await sql<LevelRow>`
    select version.*, ruling.ruled_by, ruling.confirmed from kernel.level_version version
      left join kernel.level_ruling ruling on ruling.number = version.number
     order by version.number desc limit ${limit}`.execute(handle)
  return rows
}

/** Lets nobody else add a version or a ruling until the transaction ends. */
export async function lockLevels(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('kernel.level_version'))`.execute(tx)
}

/** Adds a version. @returns its number */
export async function insertVersion(
  tx: Transaction,
  row: Omit<LevelRow, 'number' | 'ruled_by' | 'confirmed'>,
): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into kernel.level_version (number, recorded_at, made_by, reason, based_on, settings, loosens)
    select coalesce(max(number), 0) + 1, ${row.recorded_at}, ${row.made_by}, ${row.reason}, ${row.based_on},
           ${JSON.stringify(row.settings)}::jsonb, ${JSON.stringify(row.loosens)}::jsonb
      from kernel.level_version returning number`.execute(tx)
  return rows[0]!.number
}

/** Adds what somebody else said of a version. */
export async function insertRuling(
  tx: Transaction,
  row: { number: number; recorded_at: Date; ruled_by: string; confirmed: boolean; reason: string },
): Promise<void> {
  await tx.withTables<KernelTables>().insertInto('kernel.level_ruling').values(row).execute()
}
