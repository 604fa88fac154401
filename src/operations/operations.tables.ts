// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type OperationsTables = {
  'operations.incident': {
    id: string
    number: GeneratedAlways<number>
    kind: string
    rule: string
    about: string
    drill: string | null
    severity: string
    critical: Generated<boolean>
    affected: number | null
    assessed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    state: Generated<string>
    opened_at: ColumnType<Date, Date | string, Date | string>
    opened_by: string
    close_asked_by: string | null
    closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    version: Generated<number>
  }
  'operations.incident_count': {
    signal: string
    about: string
    drill: Generated<string>
    bucket: ColumnType<Date, Date | string, Date | string>
    role: string | null
    times: number
    amount: number
  }
  'operations.incident_event': {
    id: string
    incident_id: string
    at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    what: string
    facts: unknown
    words: string | null
  }
  'operations.incident_finding': {
    id: string
    incident_id: string
    found_at: ColumnType<Date, Date | string, Date | string>
    rule: string
    about: string
    drill: string | null
    window_from: ColumnType<Date, Date | string, Date | string>
    window_to: ColumnType<Date, Date | string, Date | string>
    measured: number
    threshold: number
    facts: unknown
  }
  'operations.incident_step': {
    incident_id: string
    step: string
    place: number
    owner: string
    obligatory: boolean
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    done_by: string | null
  }
  'operations.incident_text': {
    incident_id: string
    audience: string
    language: string
    words: string
    saved_by: string
    saved_at: ColumnType<Date, Date | string, Date | string>
    version: Generated<number>
  }
  'operations.incident_watch': {
    single: Generated<boolean>
    place: Generated<number>
    looked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    verified_note: string | null
    verifying_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    verified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
}
