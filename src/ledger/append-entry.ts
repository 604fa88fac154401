import { momentOf, type Transaction, uuidv7 } from '#base/index.ts'
import { ledgerError } from './ledger.errors.ts'
import { canonicalJson, type Json, leafHashOf } from './ledger.rules.ts'
import { insertEntries } from './ledger.store.ts'

/** One thing that happened: ids, hashes, levels; never content. */
export interface Entry {
  /** Given by the caller only where its own rows must name the entry; made otherwise. */
  id?: string
  /** Dotted, from general to special: `decision.advised`, `case.dispatched`, `model.activated`. */
  kind: string
  /** Id of what it is about. */
  subject: string
  body: { readonly [key: string]: Json }
}

// The tiles of C2SP give the length of an entry in two bytes.
const longestEntry = 65_535

/**
 * Writes entries to the ledger in the transaction of the act they record: both commit or neither does.
 * @returns the ids of the entries, in order. @throws ledger.entry-too-long
 */
export async function append(tx: Transaction, entries: readonly Entry[]): Promise<string[]> {
  const rows = entries.map(entry => {
    const id = entry.id ?? uuidv7()
    const recordedAt = momentOf(id)
    const leaf = {
      id,
      recordedAt: recordedAt.toISOString(),
      kind: entry.kind,
      subject: entry.subject,
      body: entry.body,
    }
    const text = canonicalJson(leaf)
    const bytes = Buffer.byteLength(text)
    if (bytes > longestEntry) throw ledgerError('ledger.entry-too-long', { bytes })
    return {
      id,
      recorded_at: recordedAt,
      kind: entry.kind,
      subject: entry.subject,
      body: entry.body,
      leaf_hash: `\\x${leafHashOf(text).toString('hex')}`,
    }
  })
  await insertEntries(tx, rows)
  return rows.map(row => row.id)
}
