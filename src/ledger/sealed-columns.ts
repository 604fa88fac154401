import type { SealedColumn } from '#base/index.ts'

/** The private halves of the keys that sign the log. */
export const ledgerSealed: readonly SealedColumn[] = [
  { table: 'ledger.signing_key', key: ['id'], column: 'private_key', kind: 'text' },
]
