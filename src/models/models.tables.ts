// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType } from 'kysely'

export type ModelsTables = {
  'models.model_version': {
    id: string
    task: string
    state: string
    bytes: Buffer
    label_count: number
    row_count: number
    metrics: unknown
    training: unknown
    seen: Buffer
    trained_by: string
    trained_at: ColumnType<Date, Date | string | undefined, Date | string>
    approved_by: string | null
    approved_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    retired_by: string | null
    retired_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    note: string | null
  }
}
