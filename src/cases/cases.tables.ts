// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated } from 'kysely'

export type CasesTables = {
  'cases.absence': {
    id: string
    kind: string
    person_id: string
    substitute_id: string
    department_id: string
    starts: ColumnType<Date, Date | string, Date | string>
    ends: ColumnType<Date, Date | string, Date | string>
    entered_at: ColumnType<Date, Date | string, Date | string>
    entered_by: string
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_by: string | null
  }
  'cases.appeal': {
    id: string
    case_id: string
    decision_id: string
    algorithm: string
    kind: string
    ground: string | null
    salt: Buffer | null
    made_at: ColumnType<Date, Date | string, Date | string>
    due_at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    outcome: string | null
    finding: string | null
    decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    decided_by: string | null
    corrected_department_id: string | null
    corrected_category_id: string | null
  }
  'cases.attachment': {
    id: string
    case_id: string
    upload_id: string
    kind: string
    media_type: string
    bytes: number
    added_at: ColumnType<Date, Date | string, Date | string>
    added_by: string
    by_public: boolean
    scan: string
    scan_tried_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    released_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    released_by: string | null
    removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    removed_by: string | null
    ai_label: unknown
  }
  'cases.attachment_content': {
    attachment_id: string
    file_name: string
    added_by_name: string
    width: number | null
    height: number | null
    longitude: number | null
    latitude: number | null
  }
  'cases.attachment_object': {
    attachment_id: string
    role: string
    key: string
    media_type: string
    bytes: number
    stored_bytes: number | null
  }
  'cases.bulk_act': {
    id: string
    person_id: string
    idempotency_key: string
    action: string
    wanted: unknown
    said: string | null
    limited_to: string[] | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    task_id: string
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    undo_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    undo_task_id: string | null
    undone_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.bulk_item': {
    bulk_id: string
    place: number
    case_id: string
    version: number
    decision_id: string | null
    state: Generated<string>
    cause: string | null
    cause_details: unknown
    stood: unknown
    undo: string | null
    undo_cause: string | null
    undo_details: unknown
  }
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
    minor: boolean | null
    behalf_name: string | null
    behalf_phone: string | null
    behalf_relation: string | null
    phone_index: string | null
    phone_tail_index: string | null
    name_index: string | null
    kept_indexes: string[] | null
    look_up_version: number | null
  }
  'cases.case_parent': {
    child_id: string
    parent_id: string
    linked_at: ColumnType<Date, Date | string, Date | string>
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
    pause: string | null
    stopped_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    asked: string | null
    asked_by: string | null
    asked_workdays: number | null
    due_basis: unknown
    respond_by: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    respond_basis: unknown
    confidential: boolean | null
    dispute_id: string | null
    contested_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    assignee_id: string | null
    co_department_ids: string[] | null
    erased_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    merged_into: string | null
  }
  'cases.contact': {
    id: string
    case_id: string
    channel: string
    address: string | null
    language: string
    code: string
    consented_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    address_index: string | null
  }
  'cases.delivery': {
    id: string
    contact_id: string
    case_id: string
    channel: string
    template: string
    parameters: Generated<unknown>
    urgent: Generated<boolean>
    state: Generated<string>
    tries: Generated<number>
    next_try_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    held_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    cause: string | null
    cause_details: unknown
    created_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.desk_setting': {
    department_id: string
    version: number
  }
  'cases.dispute': {
    id: string
    case_id: string
    department_id: string
    proposed_department_id: string | null
    duty_id: string | null
    opened_at: ColumnType<Date, Date | string, Date | string>
    opened_by: string
    objected_seq: number
    sent_by: string | null
    sent_seq: number | null
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_by: string | null
    ended_seq: number | null
    outcome: string | null
    ruled_department_id: string | null
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
  'cases.duty_proposal': {
    id: string
    case_id: string
    change: unknown
    proposed_at: ColumnType<Date, Date | string, Date | string>
    proposed_by: string
    decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    decided_by: string | null
    outcome: string | null
  }
  'cases.duty_roster': {
    department_id: string
    weekday: number
    person_id: string
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
  'cases.export': {
    id: string
    person_id: string
    person_name: string
    format: string
    level: string
    started_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    rows: number | null
    told: Generated<string[]>
  }
  'cases.export_content': {
    export_id: string
    salt: Buffer
    searched: unknown
    made_at: ColumnType<Date, Date | string, Date | string>
  }
  'cases.followed_calendar': {
    only_row: Generated<boolean>
    calendar_hash: string
    after_case: string | null
  }
  'cases.held_notice': {
    id: string
    bulk_id: string
    of_case_id: string
    case_id: string
    template: string
    actor: string
    parameters: unknown
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
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
  'cases.inbox_message': {
    id: string
    audience: string
    template: string
    case_id: string | null
    actor: string
    parameters: Generated<unknown>
  }
  'cases.inbox_read': {
    person_id: string
    message_id: string
  }
  'cases.inbox_through': {
    person_id: string
    read_through: string
  }
  'cases.incoming_post': {
    id: string
    webhook_id: string
    key: string
    digest: Buffer
    received_at: ColumnType<Date, Date | string | undefined, Date | string>
    state: string
    faults: unknown
    case_id: string | null
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.incoming_post_content': {
    post_id: string
    body: string
  }
  'cases.incoming_webhook': {
    id: string
    partner_id: string
    name: string
    secret: string
    mapping: unknown
    version: Generated<number>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    created_by: string
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.joint_task': {
    id: string
    case_id: string
    department_id: string
    state: string
    asked_at: ColumnType<Date, Date | string, Date | string>
    asked_by: string
    warn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    warned_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    overdue_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.joint_task_content': {
    task_id: string
    asked: string
    said: string | null
  }
  'cases.legal_hold': {
    id: string
    case_id: string
    reason: string
    placed_at: ColumnType<Date, Date | string, Date | string>
    placed_by: string
    lifted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    lifted_by: string | null
  }
  'cases.limit_rule': {
    id: string
    category_id: string | null
    urgency: string | null
    department_id: string | null
    handling_amount: number
    handling_unit: string
    response_amount: number | null
    response_unit: string | null
    valid_from: ColumnType<Date, Date | string, Date | string>
    valid_to: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    created_by: string
  }
  'cases.look': {
    id: string
    case_id: string
    person: string
    purpose: string
    words: string | null
    at: ColumnType<Date, Date | string, Date | string>
  }
  'cases.mail': {
    id: string
    mailbox: string
    uid_validity: number
    uid: number
    digest: Buffer
    bytes: number
    arrived_at: ColumnType<Date, Date | string, Date | string>
    taken_at: ColumnType<Date, Date | string | undefined, Date | string>
    state: Generated<string>
    reason: string | null
    case_id: string | null
    files: Generated<unknown>
    tries: Generated<number>
    next_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_by: string | null
  }
  'cases.mail_content': {
    mail_id: string
    sender: string
    sender_name: string
    subject: string
    text: string | null
    raw: Buffer | null
    note: string | null
    sender_index: string | null
  }
  'cases.mailbox': {
    name: string
    uid_validity: number | null
    last_uid: Generated<number>
    first_at: ColumnType<Date, Date | string | undefined, Date | string>
    first_uid_validity: number | null
    first_uid: number | null
    held_by: string | null
    held_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    failed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    failure: string | null
  }
  'cases.merge': {
    id: string
    case_id: string
    into_id: string
    state: string
    department_id: string | null
    duty_id: string | null
    category_id: string | null
    merged_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.message_setting': {
    one: Generated<boolean>
    quiet_from: string | null
    quiet_until: string | null
    version: Generated<number>
  }
  'cases.message_template': {
    template: string
    version: number
    title_zh: string
    text_zh: string
    title_en: string
    text_en: string
    saved_at: ColumnType<Date, Date | string, Date | string>
    saved_by: string
  }
  'cases.misdirection': {
    case_id: string
    seq: number
    at: ColumnType<Date, Date | string, Date | string>
    sent_to: string
    belonged_to: string | null
    how: string
  }
  'cases.partner': {
    id: string
    name: string
    rights: string[]
    adapter: Generated<string>
    key_hash: Buffer
    key_prefix: string
    calls_per_minute: number
    minute: Generated<number>
    calls: Generated<number>
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    created_by: string
    revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    last_used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    valid_until: ColumnType<Date, Date | string | undefined, Date | string>
    warned_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    former_key_hash: Buffer | null
    former_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.partner_case': {
    case_id: string
    partner_id: string
    external_id: string | null
    service_code: string | null
    body_hash: Buffer
    taken_at: ColumnType<Date, Date | string | undefined, Date | string>
  }
  'cases.partner_message': {
    id: string
    subscription_id: string
    case_id: string
    event_id: string
    event_type: string
    body: string
    made_at: ColumnType<Date, Date | string | undefined, Date | string>
    state: Generated<string>
    attempts: Generated<number>
    next_at: ColumnType<Date, Date | string | undefined, Date | string>
    last_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    last_status: number | null
    last_error: string | null
  }
  'cases.partner_subscription': {
    id: string
    name: string
    url: string
    secret: string
    event_types: string[]
    department_ids: string[] | null
    partner_id: string | null
    adapter: string | null
    created_at: ColumnType<Date, Date | string | undefined, Date | string>
    created_by: string
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.partner_update': {
    case_id: string
    update_id: string
    our_id: string
  }
  'cases.personal_change': {
    id: string
    case_id: string
    at: ColumnType<Date, Date | string, Date | string>
    actor_name: string
    field: string
    was: string | null
    becomes: string | null
    reason: string
    was_index: string | null
  }
  'cases.personal_request': {
    id: string
    at: ColumnType<Date, Date | string, Date | string>
    actor: string
    actor_name: string
    kind: string
    reason: string
    cases: number
    done: boolean
  }
  'cases.publication': {
    one: Generated<boolean>
    open_data: Generated<boolean>
    columns: string[]
    newest_months: number | null
    requests: Generated<string>
    version: Generated<number>
    changed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    changed_by: string | null
  }
  'cases.reconciliation': {
    id: string
    partner_id: string
    made_at: ColumnType<Date, Date | string | undefined, Date | string>
    report: unknown
  }
  'cases.repeat_distance': {
    category_id: string
    metres: number | null
    weeks: number | null
    closed_days: number | null
    version: Generated<number>
  }
  'cases.retention_rule': {
    category_id: string
    years: number
    hold: Generated<boolean>
    updated_at: ColumnType<Date, Date | string | undefined, Date | string>
    updated_by: string
  }
  'cases.retention_run': {
    day: ColumnType<Date, Date | string, Date | string>
    taken_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    erased: Generated<number>
  }
  'cases.saved_view': {
    id: string
    person_id: string
    name: string
    filter: unknown
    saved_at: ColumnType<Date, Date | string, Date | string>
    page: Generated<string>
  }
  'cases.service_attribute': {
    category_id: string
    code: string
    position: number
    datatype: string
    required: boolean
    description: string
    options: Generated<unknown>
  }
  'cases.service_definition': {
    category_id: string
    version: number
  }
  'cases.supervision': {
    id: string
    case_id: string
    state: string
    opened_at: ColumnType<Date, Date | string, Date | string>
    opened_by: string
    asked_at: ColumnType<Date, Date | string, Date | string>
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    overdue_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'cases.supervision_content': {
    supervision_id: string
    place: number
    kind: string
    at: ColumnType<Date, Date | string, Date | string>
    actor_name: string
    text: string
  }
  'cases.workload_limit': {
    department_id: string
    cases_per_person: number
  }
}
