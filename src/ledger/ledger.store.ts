import { type Handle, momentOf, type Transaction } from '#base/index.ts'
import type { LedgerTables } from './ledger.tables.ts'

export interface EntryRow {
  id: string
  recorded_at: Date
  kind: string
  subject: string
  body: string
  leaf_hash: Buffer
}

/** Writes leaves in the caller's transaction. */
export async function insertEntries(tx: Transaction, rows: EntryRow[]): Promise<void> {
  if (rows.length === 0) return
  await tx.withTables<LedgerTables>().insertInto('ledger.entry').values(rows).execute()
}

/** Entries of one subject, oldest first. */
export async function selectEntries(handle: Handle, subject: string) {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.entry')
    .selectAll()
    .where('subject', '=', subject)
    .orderBy('recorded_at')
    .orderBy('id')
    .execute()
}

/** One entry; undefined when there is none. */
export async function selectEntry(handle: Handle, id: string) {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.entry')
    .selectAll()
    .where('recorded_at', '=', momentOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The newest entries of the whole ledger. */
export async function selectNewestEntries(handle: Handle, limit: number) {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.entry')
    .selectAll()
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
