import { commandLineActor } from '#identity/index.ts'
import type { Models } from './create-models.ts'
import { fileRows } from './file-rows.ts'
import type { ModelVersionDetail } from './model.contract.ts'
import { emptyReport, type FileReport } from './text-file.ts'
import type { TrainingStep } from './train-task.ts'
import type { ActivationCause } from './version-state.rules.ts'
import { versionDetail } from './version-view.ts'

/** `train TASK [--in FILE.jsonl] [--activate]` */
export interface TrainOrder {
  task: string
  /** Without it the city's own settled cases teach. */
  file?: string | undefined
  activate?: boolean | undefined
  signal?: AbortSignal | undefined
  onStep?: ((step: TrainingStep) => void) | undefined
}

export interface TrainOutcome {
  version: ModelVersionDetail
  /** Why it is in use now; null when it is not. */
  activation: ActivationCause | null
  report: FileReport
  /** 0: trained from every row. 3: trained, but rows were rejected. */
  exitCode: 0 | 3
}

/**
 * Trains at the command line, where the operator may put the model in use by hand.
 * @throws models.unknown-task, models.too-few-rows, models.not-trainable, ENOENT.
 */
export async function runTrain(models: Models, order: TrainOrder): Promise<TrainOutcome> {
  const task = models.task(order.task)
  const report = emptyReport()
  const { version, activation } = await models.train({
    task,
    rows: order.file === undefined ? models.ownRows(task) : fileRows(order.file, report),
    source: order.file === undefined ? 'cases' : 'file',
    by: commandLineActor.id,
    activate: order.activate ?? false,
    signal: order.signal,
    onStep: order.onStep,
  })
  return { version: versionDetail(version), activation, report, exitCode: report.rejected > 0 ? 3 : 0 }
}
