import { type Handle, sealText, type Transaction } from '#base/index.ts'
import type { LedgerTables } from '../ledger.tables.ts'

export interface SigningKeyRow {
  id: string
  name: string
  public_key: Buffer
  /** PKCS 8 in PEM; sealed where it lies. */
  private_key: string
  added_at: Date
  ended_at: Date | null
}

/** Keys that sign or signed, oldest first. */
export async function selectSigningKeys(handle: Handle): Promise<SigningKeyRow[]> {
  return await handle
    .withTables<LedgerTables>()
    .selectFrom('ledger.signing_key')
    .selectAll()
    .orderBy('added_at')
    .orderBy('id')
    .execute()
}

/** Keeps a key, its private part sealed. */
export async function insertSigningKey(
  tx: Transaction,
  key: Omit<SigningKeyRow, 'added_at' | 'ended_at'>,
): Promise<void> {
  await tx
    .withTables<LedgerTables>()
    .insertInto('ledger.signing_key')
    .values({ ...key, private_key: sealText(key.private_key) })
    .execute()
}

/** Ends a key: it signs no more, and what it signed stays signed. */
export async function endSigningKey(tx: Transaction, id: string, at: Date): Promise<void> {
  await tx
    .withTables<LedgerTables>()
    .updateTable('ledger.signing_key')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
}
