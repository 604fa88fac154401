import { sql } from 'kysely'
import { type Handle, type Level, sealBytes, type Transaction } from '#base/index.ts'
import { sealedDocument } from '../sealed-words.ts'

export type ExportFormat = 'csv' | 'xlsx'

export interface ExportRow {
  id: string
  person_name: string
  format: ExportFormat
  level: Level
  /** `name=value`, with a star for what was typed to search by. */
  told: string[]
  started_at: Date
  ended_at: Date | null
  rows: number | null
}

/** Writes down that somebody takes cases out. */
export async function insertExport(
  handle: Handle,
  one: {
    id: string
    personId: string
    personName: string
    format: ExportFormat
    level: Level
    told: readonly string[]
  },
): Promise<void> {
  await sql`
    insert into cases.export (id, person_id, person_name, format, level, told, started_at)
    values (${one.id}, ${one.personId}, ${one.personName}, ${one.format}, ${one.level},
            ${[...one.told]}::text[], now())`.execute(handle)
}

/** Keeps what was typed to search by, apart, for as long as somebody may ask what an export was for. */
export async function insertSearched(
  tx: Transaction,
  one: { id: string; salt: Buffer; searched: Record<string, string> },
): Promise<void> {
  await sql`
    insert into cases.export_content (export_id, salt, searched, made_at)
    values (${one.id}, ${sealBytes(one.salt)}, ${sealedDocument(one.searched)}::jsonb, now())`.execute(tx)
}

/** Erases what was searched by in exports made before a moment. @returns of how many. */
export async function eraseSearched(handle: Handle, before: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from cases.export_content where made_at < ${before}`.execute(handle)
  return Number(numAffectedRows ?? 0)
}

/** How many rows went out. */
export async function endExport(handle: Handle, one: { id: string; rows: number }): Promise<void> {
  await sql`update cases.export set ended_at = now(), rows = ${one.rows} where id = ${one.id}`.execute(handle)
}

/** The newest exports; of one person unless null. */
export async function selectExports(handle: Handle, personId: string | null): Promise<ExportRow[]> {
  const { rows } = await sql<ExportRow>`
    select id, person_name, format, level, told, started_at, ended_at, rows from cases.export
     where ${personId === null ? sql`true` : sql`person_id = ${personId}`} order by id desc limit 200`.execute(
    handle,
  )
  return rows
}
