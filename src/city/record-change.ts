import type { Transaction } from '#base/index.ts'
import { append, commitment, type Json } from '#ledger/index.ts'
import { noteEdit } from './edits.ts'
import { raiseVersion } from './setting.store.ts'

export interface Change {
  /** Ledger kind, e.g. `city.duty-edited`. */
  kind: string
  subject: string
  /** Who acts: a person id or `system`. */
  by: string
  /** What holds now; the ledger keeps its hash. */
  content: Json
  facts?: { readonly [name: string]: Json }
}

const noSalt = new Uint8Array()

/**
 * Enters a change of the city into the ledger and makes every process see it, in the transaction of the change.
 * The hash is not salted: duties, departments and calendars are public (L1).
 */
export async function recordChange(tx: Transaction, change: Change): Promise<void> {
  const contentHash = commitment(noSalt, change.content).toString('hex')
  await append(tx, [
    { kind: change.kind, subject: change.subject, body: { by: change.by, contentHash, ...change.facts } },
  ])
  await raiseVersion(tx)
  noteEdit()
}
