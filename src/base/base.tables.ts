// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated } from 'kysely'

export type BaseTables = {
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
