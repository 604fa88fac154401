// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated } from 'kysely'

export type CasesTables = {
  'cases.case_content': {
    case_id: string
    subject: string
    detail: string
    address: string | null
    longitude: number | null
    latitude: number | null
    reporter_name: string | null
    reporter_phone: string | null
    phone_digits: string | null
    anonymous: boolean
    follow_up_code: string
    search: string | null
  }
  'cases.case_record': {
    id: string
    code: string
    version: Generated<number>
    last_seq: Generated<number>
    state: string
    disposition: string | null
    department_id: string | null
    duty_id: string | null
    category_id: string | null
    region_id: string | null
    cell: string | null
    channel: string
    nature: string
    urgency: string
    reported_at: ColumnType<Date, Date | string, Date | string>
    updated_at: ColumnType<Date, Date | string, Date | string>
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    rating: number | null
    resolved: boolean | null
    reporter_person_id: string | null
    created_by: string
    idempotency_key: string | null
    source: string
    external_id: string | null
    generated: Generated<boolean>
    blind: Generated<boolean>
    draft_id: string | null
    decision_id: string | null
    decision_subject: string | null
    decision_hash: string | null
    advice_verdict: string | null
    follow_up_hash: Buffer
  }
  'cases.due_moment': {
    case_id: string
    step: number
    kind: string
    at: ColumnType<Date, Date | string, Date | string>
    department_id: string
    fired_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    entry_id: string | null
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    acknowledged_by: string | null
  }
  'cases.event': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    case_id: string
    seq: number
    type: string
    at: ColumnType<Date, Date | string, Date | string>
    actor: string
    department_id: string | null
    from_state: string | null
    to_state: string
    decision_id: string | null
    commitment: Buffer | null
    details: Generated<unknown>
  }
  'cases.event_content': {
    event_id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    salt: Buffer
    actor_name: string
    text: string | null
    details: Generated<unknown>
  }
  'cases.import': {
    id: string
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    created_by: string
    created_by_name: string
    file_name: string
    bytes: number
    format: string
    encoding: string
    damaged: Generated<boolean>
    delimiter: string | null
    row_count: number
    headings: unknown
    sample: unknown
    mapping: unknown
    mapping_from: string
    check_task_id: string | null
    check_result: unknown
    task_id: string | null
    runner: string | null
    started_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.import_mapping': {
    person: string
    heading_key: string
    mapping: unknown
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'cases.import_rejected': {
    import_id: string
    row_number: number
    reasons: unknown
    cells: unknown
  }
}
