// Written by `npm run generate` from the migrated database; test/tables.test.ts compares. Do not edit.
import type { ColumnType, Generated } from 'kysely'

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
  }
  'kernel.settlement': {
    decision_id: string
    first_confirmed_by: string | null
    verdict: string | null
    settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>
  }
}
