import { commandLineActor } from '#identity/index.ts'
import type { Kernel } from '#kernel/index.ts'
import type { Models } from './create-models.ts'
import { type EvaluateResult, evaluateTask } from './evaluate-task.ts'
import { modelError } from './model.errors.ts'
import { selectNewest, selectVersion } from './model.store.ts'
import { type PredictResult, predictTask } from './predict-task.ts'
import { versionReference } from './version-state.rules.ts'

/** `evaluate TASK --in FILE.jsonl [--model ID]` */
export interface EvaluateOrder {
  task: string
  file: string
  /** A version; the one trained last unless given. */
  model?: string | undefined
  signal?: AbortSignal | undefined
  onProgress?: ((done: number) => void) | undefined
}

/** `predict TASK --in FILE.jsonl --out FILE.jsonl [--model ID]` */
export interface PredictOrder extends EvaluateOrder {
  out: string
}

type WithExit<Result> = Result & {
  /** 0: every row got its result. 3: rows were rejected; `report` names them by line. */
  exitCode: 0 | 3
}

export interface MeasureParts {
  models: Pick<Models, 'database' | 'task' | 'port'>
  kernel: Pick<Kernel, 'measure'>
}

/** The version that is meant. @throws models.unknown-task, models.unknown-version, models.not-trained */
async function versionOf({ models }: MeasureParts, order: EvaluateOrder): Promise<string> {
  const { task } = models.task(order.task)
  if (order.model !== undefined) {
    const found = await selectVersion(models.database, order.model)
    if (found?.task !== task) throw modelError('models.unknown-version', { version: order.model })
    return found.id
  }
  const newest = await selectNewest(models.database, task)
  if (!newest) throw modelError('models.not-trained', { task })
  return newest
}

/**
 * Opens the version once before any row: the kernel notes a failure with each decision, and a model that cannot be opened
 * would be a file in which no row was measured, without the reason.
 */
async function openVersion(parts: MeasureParts, order: EvaluateOrder): Promise<string> {
  const version = await versionOf(parts, order)
  await parts.models.port.classify({ task: versionReference(order.task, version), text: '', explain: false })
  return version
}

const exitOf = (rejected: number) => (rejected > 0 ? 3 : 0)

/** Measures a version on rows with labels. @throws models.unknown-task, models.unknown-version, models.not-trained, models.unreadable-model, models.newer-model */
export async function runEvaluate(
  parts: MeasureParts,
  order: EvaluateOrder,
): Promise<WithExit<EvaluateResult>> {
  const version = await openVersion(parts, order)
  const result = await evaluateTask({ ...order, version, kernel: parts.kernel, actor: commandLineActor })
  return { ...result, exitCode: exitOf(result.report.rejected) }
}

/** Predicts a file into another. @throws models.unknown-task, models.unknown-version, models.not-trained, models.unreadable-model, models.newer-model */
export async function runPredict(parts: MeasureParts, order: PredictOrder): Promise<WithExit<PredictResult>> {
  const version = await openVersion(parts, order)
  const result = await predictTask({ ...order, version, kernel: parts.kernel, actor: commandLineActor })
  return { ...result, exitCode: exitOf(result.report.rejected) }
}
