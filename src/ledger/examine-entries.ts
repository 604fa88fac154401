import { createHash } from 'node:crypto'
import type { Handle } from '#base/index.ts'
import { selectEntriesAfter } from './ledger.store.ts'
import { checked } from './read-entries.ts'

const atOnce = 2000

/** What the whole ledger comes to. */
export interface LedgerState {
  entries: number
  /** Entries that no longer give the hash that was written with them; the first of them is named. */
  altered: number
  firstAltered: string | null
  /** SHA-256 over all leaf hashes in order: two ledgers with one digest are the same. */
  digest: string
}

/** Hashes every entry of the ledger again, oldest first, a few at a time. */
export async function examineEntries(handle: Handle): Promise<LedgerState> {
  const digest = createHash('sha256')
  const state = { entries: 0, altered: 0, firstAltered: null as string | null }
  let last: { recordedAt: Date; id: string } | undefined
  for (;;) {
    const rows = await selectEntriesAfter(handle, last, atOnce)
    for (const row of rows) {
      digest.update(row.leaf_hash)
      if (checked(row).intact) continue
      state.altered++
      state.firstAltered ??= row.id
    }
    state.entries += rows.length
    const end = rows.at(-1)
    if (!end || rows.length < atOnce) return { ...state, digest: digest.digest('hex') }
    last = { recordedAt: end.recorded_at, id: end.id }
  }
}
