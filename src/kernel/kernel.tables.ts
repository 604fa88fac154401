// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'

export type KernelTables = {
  'kernel.act': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    decision_id: string
    act: string
    verdict: string | null
    actor: string
    value_commitment: Buffer | null
    evidence_opened: boolean | null
    seconds_to_settle: number | null
    blind: Generated<boolean>
  }
  'kernel.act_content': {
    act_id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    salt: Buffer
    value: unknown
    reason: string | null
  }
  'kernel.alarm': {
    id: string
    reported_at: ColumnType<Date, Date | string, Date | string>
    reported_by: string
    decision_id: string
    algorithm: string
    claim: string
    about: string
    place_from: number
    place_to: number
    words: string | null
    excerpt: string | null
    why: string | null
    state: Generated<string>
    ruled_by: string | null
    ruled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ruling: string | null
  }
  'kernel.breaker': {
    algorithm: string
    department: string
    model_version: string
    state: string
    since: ColumnType<Date, Date | string, Date | string>
  }
  'kernel.breaker_change': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    algorithm: string
    department: string
    model_version: string
    before: string
    after: string
    because: string
    facts: unknown
    reason: string | null
    made_by: string
  }
  'kernel.breaker_signal': {
    decision_id: string
    settled_at: ColumnType<Date, Date | string, Date | string>
    algorithm: string
    department: string
    model_version: string
    overridden: boolean
    blind: boolean
    evidence_opened: boolean | null
    seconds: number | null
  }
  'kernel.breaker_switch': {
    algorithm: string
    off_at: ColumnType<Date, Date | string, Date | string>
    off_by: string
    reason: string
    on_asked_by: string | null
    on_asked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'kernel.check_override': {
    id: string
    decision_id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    check_name: string
    made_by: string
    reason: string
  }
  'kernel.decision': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    algorithm: string
    algorithm_version: string
    model_version: string | null
    subject: string
    actor: string
    outcome: string
    confidence: number | null
    level: string
    risk: string
    gate: string
    input_commitment: Buffer
    output_commitment: Buffer
    entry_id: string
    expires_at: ColumnType<Date, Date | string, Date | string>
    duration_ms: number
  }
  'kernel.decision_content': {
    decision_id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    salt: Buffer
    input: unknown
    output: unknown
    evidence: unknown
    reason: string | null
    tokens: unknown
  }
  'kernel.guard_exception': {
    id: string
    alarm_id: string
    effect: string
    about: string
    words: string | null
    before: string | null
    sample: string | null
    began_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_by: string | null
  }
  'kernel.guard_record': {
    decision_id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    algorithm: string
    outcome: string
    input_level: string
    findings: unknown
    masked: number
    attack_score: number
    attack_flagged: boolean
    attack_because: unknown
    checks: unknown
  }
  'kernel.label_omission': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    decision_id: string
    subject: string
    format: string
    actor: string
    request_commitment: Buffer
    entry_id: string
    kept_until: ColumnType<Date, Date | string, Date | string>
  }
  'kernel.label_omission_content': {
    omission_id: string
    salt: Buffer
    receiver: string
    reason: string
  }
  'kernel.level_ruling': {
    number: number
    recorded_at: ColumnType<Date, Date | string, Date | string>
    ruled_by: string
    confirmed: boolean
    reason: string
  }
  'kernel.level_version': {
    number: number
    recorded_at: ColumnType<Date, Date | string, Date | string>
    made_by: string
    reason: string
    based_on: number
    settings: unknown
    loosens: unknown
  }
  'kernel.recogniser': {
    key: string
    version: number
    title_zh: string
    title_en: string
    pattern: string
    checksum: string
    words: unknown
    words_required: boolean
    score: number
    level: string
    examples: unknown
    counter_examples: unknown
    enabled: boolean
    changed_by: string
    changed_at: ColumnType<Date, Date | string, Date | string>
    revision: GeneratedAlways<number>
  }
  'kernel.redteam_run': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    target: string
    target_version: string | null
    model_version: string | null
    started_by: string
    seed: number
    attacks: number
    caught: number
    controls: number
    alarmed: number
    report: unknown
    entry_id: string
  }
  'kernel.register_change': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    algorithm: string
    version: number | null
    act: string
    made_by: string
    facts: unknown
    reason: string | null
  }
  'kernel.register_entry': {
    id: string
    algorithm: string
    version: number
    state: string
    content: unknown
    risk: string
    gate: string
    responsible: string | null
    assessed_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    carried_over: Generated<boolean>
    revision: Generated<number>
    written_at: ColumnType<Date, Date | string, Date | string>
    written_by: string
    approved_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    approved_by: string | null
    expires_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'kernel.register_filing': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    algorithm: string
    act: string
    done_on: ColumnType<Date, Date | string, Date | string>
    number: string
    recorded_by: string
  }
  'kernel.register_stage': {
    id: string
    algorithm: string
    stage: string
    departments: string[]
    began_at: ColumnType<Date, Date | string, Date | string>
    began_by: string
    baseline: unknown
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    effect: unknown
  }
  'kernel.settlement': {
    decision_id: string
    first_confirmed_by: string | null
    verdict: string | null
    settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'kernel.training_attempt': {
    id: string
    person: string
    course_version: string
    drawn: unknown
    begun_at: ColumnType<Date, Date | string, Date | string>
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    right_answers: number | null
    passed: boolean | null
  }
  'kernel.use_case': {
    id: string
    title: string
    purpose: string
    salt: Buffer
    tool: string
    tool_place: string
    department: string | null
    data_level: string
    harm: number
    citizens_see: boolean
    risk: string
    gate: string
    state: string
    requested_by: string
    requested_at: ColumnType<Date, Date | string, Date | string>
    decided_by: string | null
    decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
    conditions: string | null
    valid_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
  'kernel.use_record': {
    id: string
    use_case_id: string
    person: string
    at: ColumnType<Date, Date | string, Date | string>
    task: string
    data_level: string
    checked: boolean
    checked_by: string | null
    used: boolean
  }
  'kernel.vocabulary_activation': {
    id: string
    recorded_at: ColumnType<Date, Date | string, Date | string>
    version_id: string | null
    made_by: string
    reason: string
  }
  'kernel.vocabulary_rejected': {
    version_id: string
    line: number
    text: string
    reason: string
  }
  'kernel.vocabulary_version': {
    id: string
    number: number
    recorded_at: ColumnType<Date, Date | string, Date | string>
    origin: string
    file_name: string | null
    note: string
    based_on: string | null
    made_by: string
    words: number
    allowed: unknown
    digest: Buffer
  }
  'kernel.vocabulary_word': {
    version_id: string
    place: number
    word: string
    category: string
    action: string
    overridable: boolean
    only_with: unknown
    not_with: unknown
    source: string
  }
}
