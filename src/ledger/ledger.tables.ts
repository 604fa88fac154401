// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated } from 'kysely'

export type LedgerTables = {
  'ledger.checkpoint': {
    origin: string
    size: number
    root: Buffer
    note: string
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  'ledger.cosignature': {
    witness_id: string
    origin: string
    size: number
    note: string
    line: string
    seen_at: ColumnType<Date, Date | string, Date | string>
  }
  'ledger.entry': {
    id: string
    recorded_at: ColumnType<Date, Date | string | undefined, Date | string>
    kind: string
    subject: string
    body: unknown
    leaf_hash: Buffer
  }
  'ledger.head': {
    single: Generated<boolean>
    origin: string
    size: number
    root: Buffer
    note: string
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  'ledger.leaf': {
    index: number
    entry_id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
  }
  'ledger.pending': {
    recorded_at: ColumnType<Date, Date | string, Date | string>
    entry_id: string
    leaf_hash: Buffer
  }
  'ledger.signing_key': {
    id: string
    name: string
    public_key: Buffer
    private_key: string
    added_at: ColumnType<Date, Date | string | undefined, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'ledger.tile': {
    level: number
    index: number
    hashes: Buffer
  }
  'ledger.witness': {
    id: string
    name: string
    verifier_key: string
    url: string
    added_at: ColumnType<Date, Date | string | undefined, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    size: Generated<number>
    answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    trouble: string | null
  }
}
