import { CatalogueError, type Database } from '#base/index.ts'
import { compareModels } from './compare-models.ts'
import { type GatheredRows, gatherRows } from './gather-rows.ts'
import { type KeptVersion, keepVersion } from './keep-version.ts'
import type { ModelComparison } from './model.contract.ts'
import { modelError } from './model.errors.ts'
import { selectActive, selectBytes } from './model.store.ts'
import { packTexts } from './seen-texts.rules.ts'
import type { JudgedPrediction } from './text-evaluation.rules.ts'
import { TextModelError } from './text-model.errors.ts'
import type { TextModel, TextModelHeader } from './text-model.rules.ts'
import { decodeTextModel } from './text-model-codec.rules.ts'
import type { TextRow } from './train-text-model.rules.ts'
import type { TrainingRow, TrainingTask } from './training-task.ts'

/** How far a training is. `total` is null while rows are still being read. */
export interface TrainingStep {
  stage: 'reading' | 'training' | 'comparing'
  done: number
  total: number | null
}

/** What a trainer gives back. */
export interface TrainerResult {
  bytes: Uint8Array
  header: TextModelHeader
  /** One for each row, in order: predicted by a model that had not seen it. */
  outOfFold: JudgedPrediction[]
}

/** Trains in another thread. */
export type Trainer = (
  rows: readonly TextRow[],
  watch: { signal?: AbortSignal | undefined; onProgress(progress: { done: number; total: number }): void },
) => Promise<TrainerResult>

export interface TrainRequest {
  task: TrainingTask
  rows: AsyncIterable<TrainingRow>
  source: 'file' | 'cases'
  by: string
  activate: boolean
  signal?: AbortSignal | undefined
  onStep?: ((step: TrainingStep) => void) | undefined
}

const fewestRows = 20
const labelsNamed = 20

function checkEnough(gathered: GatheredRows): void {
  const { rows, labels } = gathered
  if (rows.length >= fewestRows && labels.length >= 2) return
  throw modelError('models.too-few-rows', { rows: rows.length, labels: labels.length, needed: fewestRows })
}

async function unknownOf(task: TrainingTask, labels: readonly string[]): Promise<string[]> {
  const known = await Promise.all(labels.map(label => task.knows(label)))
  return labels.filter((_, place) => !known[place]).slice(0, labelsNamed)
}

async function compareWithActive(
  database: Database,
  task: string,
  now: Parameters<typeof compareModels>[1],
): Promise<ModelComparison | null> {
  const id = (await selectActive(database)).get(task)
  const row = id ? await selectBytes(database, id) : undefined
  if (!id || !row) return null
  let model: TextModel
  try {
    model = decodeTextModel(row.bytes)
  } catch (error) {
    // One that cannot be opened is to be replaced: it must not stand in the way of the next.
    if (error instanceof TextModelError) return null
    throw error
  }
  return await compareModels({ id, task, model, bytes: row.bytes, seen: row.seen }, now)
}

/**
 * Learns a task from rows, measures the model on rows each part of it had not seen and against the one in use, and keeps it.
 * @throws models.too-few-rows; the signal's reason when it was aborted.
 */
export async function trainTask(
  parts: { database: Database; trainer: Trainer },
  request: TrainRequest,
): Promise<KeptVersion> {
  const began = performance.now()
  const { task, signal } = request
  const step = request.onStep ?? (() => undefined)
  const gathered = await gatherRows(request.rows, {
    signal,
    onRow: done => step({ stage: 'reading', done, total: null }),
  })
  checkEnough(gathered)
  const unknownLabels = await unknownOf(task, gathered.labels)
  const { bytes, header, outOfFold } = await parts.trainer(gathered.rows, {
    signal,
    onProgress: ({ done, total }) => step({ stage: 'training', done, total }),
  })
  const texts = gathered.rows.map(row => row.text)
  step({ stage: 'comparing', done: 0, total: 1 })
  const comparison = await compareWithActive(parts.database, task.task, { texts, outOfFold })
  signal?.throwIfAborted()
  return await keepVersion(parts.database, {
    task: task.task,
    bytes,
    seen: packTexts(texts),
    labelCount: header.labels.length,
    rowCount: header.trainedRows,
    metrics: {
      figures: header.outOfFold,
      threshold: header.threshold,
      answered: { coverage: header.thresholdCoverage, accuracy: header.thresholdAccuracy },
      comparison,
    },
    training: {
      source: request.source,
      kinds: gathered.kinds,
      unknownLabels,
      seconds: (performance.now() - began) / 1000,
    },
    trainedBy: request.by,
    activate: request.activate,
  })
}

/** The code of a failed training for its record: of the catalogue, or what any other failure inside is called. */
export function failureCode(error: unknown): string {
  return error instanceof CatalogueError ? error.code : 'base.internal'
}
