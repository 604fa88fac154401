// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated } from 'kysely'

export type BaseTables = {
  'base.data_key': {
    id: string
    purpose: string
    cipher: string
    wrapped: string
    made_at: ColumnType<Date, Date | string | undefined, Date | string>
    in_use_from: ColumnType<Date, Date | string | undefined, Date | string>
    retired_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'base.history': {
    relation: string
  }
  'base.migration': {
    room: string
    number: number
    name: string
    checksum: string
    applied_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'base.monthly': {
    relation: string
  }
  'base.sealing': {
    key_id: string
    relation: string
    column_name: string
    cursor: unknown
    looked_at: Generated<number>
    sealed: Generated<number>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
    finished_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'base.setting': {
    key: string
    value: unknown
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'base.task': {
    id: string
    kind: string
    state: Generated<string>
    total: number | null
    done: Generated<number>
    failed: Generated<number>
    cursor: unknown
    input: Generated<unknown>
    result: unknown
    error: unknown
    started_by: string
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
    cancel_requested_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
}
