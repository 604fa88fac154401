import { inTransaction, type Transaction } from '#base/index.ts'
import { readSnapshot } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import type { Json } from '#ledger/index.ts'
import type { AnyAlgorithm } from '../algorithm.ts'
import { kernelError } from '../kernel.errors.ts'
import { recordRegister } from './record-register.ts'
import { type Stage, type StageMeasure, stages } from './register.contract.ts'
import { claimEntry, lockEntry } from './register.store.ts'
import { algorithmOf, type MeasureStage, type RegisterParts } from './register-parts.ts'
import { endStageRow, insertStage, type StageRow, selectStages } from './stage.store.ts'

/** Four weeks: long enough that weekends and one bad day weigh little. */
export const baselineDays = 28
const day = 86_400_000

/** How matters of a stage went in a span. */
export async function measureSpan(
  tx: Parameters<MeasureStage>[0],
  measure: MeasureStage,
  of: { departments: readonly string[]; from: Date; to: Date },
): Promise<StageMeasure> {
  const departments = of.departments.length === 0 ? null : of.departments
  const found = await measure(tx, { departments, from: of.from, to: of.to })
  return { from: of.from.toISOString(), to: of.to.toISOString(), ...found }
}

/** Ends the stage that goes on, with what came of it. @returns it; undefined where none did */
export async function endStage(
  tx: Transaction,
  parts: Pick<RegisterParts, 'measureStage'>,
  { algorithm, at }: { algorithm: string; at: Date },
): Promise<StageRow | undefined> {
  const [going] = await selectStages(tx, { algorithm, now: true })
  if (!going) return undefined
  const span = { departments: going.departments, from: going.beganAt, to: at }
  await endStageRow(tx, { id: going.id, at, effect: await measureSpan(tx, parts.measureStage, span) })
  return going
}

async function checkDepartments(
  tx: Transaction,
  algorithm: AnyAlgorithm,
  { stage, departments }: { stage: Stage; departments: readonly string[] },
): Promise<void> {
  if (stage === 'everywhere') return
  if (!algorithm.departmentOf || departments.length === 0) throw kernelError('kernel.stage-needs-departments')
  const city = await readSnapshot(tx)
  const unknown = departments.find(one => !city.department(one))
  if (unknown) throw kernelError('kernel.unknown-department', { department: unknown })
}

/**
 * Begins a stage: pilot, region or everywhere. How matters went in the 28 days before is measured and kept with it, and the
 * stage before ends with what came of it. What is passed over is recorded; at high risk nothing may be.
 * @throws kernel.unknown-algorithm, kernel.register-not-in-force, kernel.stage-needs-departments,
 *   kernel.unknown-department, kernel.stage-passed-over
 */
export async function beginStage(
  parts: RegisterParts,
  wanted: { algorithm: string; stage: Stage; departments: readonly string[] },
  by: Pick<Actor, 'id'>,
): Promise<void> {
  const algorithm = algorithmOf(parts, wanted.algorithm)
  const departments = wanted.stage === 'everywhere' ? [] : [...new Set(wanted.departments)].toSorted()
  await inTransaction(parts.database, async tx => {
    await claimEntry(tx, algorithm.id)
    const entry = await lockEntry(tx, algorithm.id, 'in-force')
    if (!entry || entry.carriedOver) throw kernelError('kernel.register-not-in-force')
    await checkDepartments(tx, algorithm, { ...wanted, departments })
    const before = await selectStages(tx, { algorithm: algorithm.id })
    const reached = Math.max(-1, ...before.map(one => stages.indexOf(one.stage)))
    const passedOver = stages.slice(reached + 1, stages.indexOf(wanted.stage))
    if (passedOver.length > 0 && entry.risk === 'high')
      throw kernelError('kernel.stage-passed-over', { stages: passedOver.join(', ') })
    const at = new Date()
    const ended = await endStage(tx, parts, { algorithm: algorithm.id, at })
    const from = new Date(at.getTime() - baselineDays * day)
    const baseline = await measureSpan(tx, parts.measureStage, { departments, from, to: at })
    await insertStage(tx, {
      algorithm: algorithm.id,
      stage: wanted.stage,
      departments,
      by: by.id,
      at,
      baseline,
    })
    await recordRegister(tx, {
      algorithm: algorithm.id,
      version: entry.version,
      act: 'stage-begun',
      by: by.id,
      facts: {
        stage: wanted.stage,
        departments,
        before: ended?.stage ?? null,
        passedOver,
        baseline: baseline as Json,
      },
    })
  })
  parts.breakers.forget()
}
