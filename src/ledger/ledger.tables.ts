// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType } from 'kysely'

export type LedgerTables = {
  'ledger.entry': {
    id: string
    recorded_at: ColumnType<Date, Date | string | undefined, Date | string>
    kind: string
    subject: string
    body: unknown
    leaf_hash: Buffer
  }
}
