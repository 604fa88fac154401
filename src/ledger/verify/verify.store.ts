import { sql } from 'kysely'
import type { Handle } from '#base/index.ts'
import type { LedgerTables } from '../ledger.tables.ts'

/** A place in the log with its entry; the entry's columns are null when it is gone. */
export interface PlacedRow {
  index: number
  entry_id: string
  id: string | null
  recorded_at: Date | null
  kind: string | null
  subject: string | null
  body: unknown
  leaf_hash: Buffer | null
}

/** Places from one index up to another, in order. */
export async function selectPlaced(handle: Handle, from: number, to: number): Promise<PlacedRow[]> {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.leaf as leaf')
    .leftJoin('ledger.entry as entry', join =>
      join.onRef('entry.recorded_at', '=', 'leaf.recorded_at').onRef('entry.id', '=', 'leaf.entry_id'),
    )
    .select(['leaf.index', 'leaf.entry_id', 'entry.id', 'entry.recorded_at', 'entry.kind', 'entry.subject'])
    .select(['entry.body', 'entry.leaf_hash'])
    .where('leaf.index', '>=', from)
    .where('leaf.index', '<', to)
    .orderBy('leaf.index')
    .execute()
}

/** Entries that neither have a place nor wait for one. */
export async function selectPlaceless(handle: Handle, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ledger.entry as entry
     where not exists (select from ledger.leaf as leaf where leaf.entry_id = entry.id)
       and not exists (select from ledger.pending as pending
         where pending.recorded_at = entry.recorded_at and pending.entry_id = entry.id)
     limit ${limit}`.execute(handle)
  return rows.map(row => row.id)
}

/** Heads that were kept up to a size, smallest first. */
export async function selectHeadsKept(handle: Handle, origin: string, from: number) {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.checkpoint')
    .select(['size', 'root', 'note'])
    .where('origin', '=', origin)
    .where('size', '>=', from)
    .orderBy('size')
    .execute()
}
