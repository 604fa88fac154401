import { sql } from 'kysely'
import { type Handle, type Transaction, uuidv7 } from '#base/index.ts'
import type { Stage, StageMeasure } from './register.contract.ts'

export interface StageRow {
  id: string
  algorithm: string
  stage: Stage
  departments: string[]
  beganAt: Date
  endedAt: Date | null
  baseline: StageMeasure | null
  effect: StageMeasure | null
}

/** Stages of one algorithm or all, newest first; `now` for those that go on. */
export async function selectStages(
  handle: Handle,
  of: { algorithm?: string; now?: boolean } = {},
): Promise<StageRow[]> {
  const algorithm = of.algorithm ?? null
  const { rows } = await sql<StageRow>`
    select id, algorithm, stage, departments, began_at as "beganAt", ended_at as "endedAt", baseline, effect
      from kernel.register_stage
     where (${algorithm}::text is null or algorithm = ${algorithm}) and (not ${of.now ?? false} or ended_at is null)
     order by began_at desc, id desc`.execute(handle)
  return rows
}

/** Begins a stage. */
export async function insertStage(
  tx: Transaction,
  of: {
    algorithm: string
    stage: Stage
    departments: readonly string[]
    by: string
    at: Date
    baseline: StageMeasure | null
  },
): Promise<void> {
  const baseline = of.baseline === null ? null : JSON.stringify(of.baseline)
  await sql`
    insert into kernel.register_stage (id, algorithm, stage, departments, began_at, began_by, baseline)
    values (${uuidv7()}, ${of.algorithm}, ${of.stage}, ${[...of.departments]}, ${of.at}, ${of.by}, ${baseline}::jsonb)`.execute(
    tx,
  )
}

/** Ends a stage with what came of it. */
export async function endStageRow(
  tx: Transaction,
  of: { id: string; at: Date; effect: StageMeasure | null },
): Promise<void> {
  const effect = of.effect === null ? null : JSON.stringify(of.effect)
  await sql`
    update kernel.register_stage set ended_at = ${of.at}, effect = ${effect}::jsonb where id = ${of.id}`.execute(
    tx,
  )
}
