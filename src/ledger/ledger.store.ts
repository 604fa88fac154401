import { sql } from 'kysely'
import { type Handle, momentOf, runPrepared, type Transaction } from '#base/index.ts'
import type { Json } from './ledger.rules.ts'
import type { LedgerTables } from './ledger.tables.ts'

export interface EntryRow {
  id: string
  recorded_at: Date
  kind: string
  subject: string
  body: { readonly [key: string]: Json }
  /** As PostgreSQL reads a bytea from JSON: `\\x` and hex. */
  leaf_hash: string
}

const append = {
  name: 'ledger-append',
  text: `with written as (
    insert into ledger.entry select * from json_populate_recordset(null::ledger.entry, $1::json)
    returning recorded_at, id, leaf_hash
  ) insert into ledger.pending (recorded_at, entry_id, leaf_hash) select recorded_at, id, leaf_hash from written`,
}

/** Writes entries in the caller's transaction, and that they wait for their place in the log. */
export async function insertEntries(tx: Transaction, rows: readonly EntryRow[]): Promise<void> {
  if (rows.length === 0) return
  await runPrepared(tx, append, [JSON.stringify(rows)])
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

/** The entries after one in the order of the ledger, from its beginning when none is given. */
export async function selectEntriesAfter(
  handle: Handle,
  after: { recordedAt: Date; id: string } | undefined,
  limit: number,
) {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.entry')
    .selectAll()
    .$if(after !== undefined, query =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('recorded_at', 'id'), '>', tuple(after!.recordedAt, after!.id)),
      ),
    )
    .orderBy('recorded_at')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** What entries about these subjects name as their event. */
export async function selectRecordedEvents(handle: Handle, subjects: readonly string[]): Promise<string[]> {
  if (subjects.length === 0) return []
  const rows = await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.entry')
    .select(sql<string | null>`body ->> 'event'`.as('event'))
    .where('subject', 'in', subjects)
    .execute()
  return rows.flatMap(row => row.event ?? [])
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
