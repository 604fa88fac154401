import { type Database, inTransaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { activateVersion } from './activate-version.ts'
import type { ModelMetrics, TrainingFacts } from './model.contract.ts'
import { insertVersion, lockTask, selectActive, selectVersion, type VersionRow } from './model.store.ts'
import { type ActivationCause, standingOf, versionIdOf } from './version-state.rules.ts'

/** A trained model with all that is to be known of it. */
export interface TrainedModel {
  task: string
  bytes: Uint8Array
  seen: Uint8Array
  labelCount: number
  rowCount: number
  metrics: ModelMetrics
  training: TrainingFacts
  trainedBy: string
  /** The operator at the command line puts it in use by hand. */
  activate: boolean
}

export interface KeptVersion {
  version: VersionRow
  /** Why it was put in use at once; null when it was not. */
  activation: ActivationCause | null
}

/** Keeps a trained model, puts it in use where that is due, and records both in the ledger, all in one transaction. */
export async function keepVersion(database: Database, model: TrainedModel): Promise<KeptVersion> {
  const id = versionIdOf(model.task, model.bytes)
  return await inTransaction(database, async tx => {
    await lockTask(tx, model.task)
    const active = (await selectActive(tx)).get(model.task)
    const { state, activation } = standingOf({
      unknownLabels: model.training.unknownLabels.length,
      operatorActivates: model.activate,
      hasActive: active !== undefined,
    })
    const version = await insertVersion(tx, { ...model, id, state, note: null })
    await append(tx, [
      {
        kind: 'model.trained',
        subject: `model:${id}`,
        body: {
          task: model.task,
          by: model.trainedBy,
          rows: model.rowCount,
          labels: model.labelCount,
          source: model.training.source,
          state: version.state,
          accuracy: model.metrics.figures.accuracy,
          macroF1: model.metrics.figures.macroF1,
        },
      },
    ])
    if (!activation || active === id) return { version, activation: null }
    await activateVersion(tx, version, { by: model.trainedBy, cause: activation })
    return { version: (await selectVersion(tx, id)) as VersionRow, activation }
  })
}
