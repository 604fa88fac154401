import type { Logger } from 'pino'
import type { AnyJob, Database, Jobs, Route } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { ModelPort } from '#kernel/index.ts'
import type { Permits } from './approve-model.ts'
import { createBatchClassifier } from './classify-many.ts'
import { createClassifyPort } from './classify-port.ts'
import { createHeldModels } from './held-models.ts'
import type { KeptVersion } from './keep-version.ts'
import { modelError } from './model.errors.ts'
import { modelRoutes } from './models.routes.ts'
import { textTrainer } from './text-trainer.ts'
import { type TrainRequest, trainTask } from './train-task.ts'
import { resumeTrainings, trainingJob } from './training-job.ts'
import type { TrainingTask } from './training-task.ts'

/** The models room as `src/main.ts` and the command line use it. */
export interface Models {
  database: Database
  tasks: readonly TrainingTask[]
  /** For the kernel. */
  port: ModelPort
  jobs: AnyJob[]
  routes(parts: { queue: Pick<Jobs, 'send'>; permissions: Permits }): Route<Actor>[]
  /** @throws models.unknown-task */
  task(name: string): TrainingTask
  /** Trains now, in another thread, and keeps the model. @throws models.too-few-rows, models.not-trainable */
  train(request: TrainRequest): Promise<KeptVersion>
  /** The city's own settled rows of a task. */
  ownRows(task: TrainingTask): ReturnType<TrainingTask['collect']>
  /** Queues again what the last process was killed at. */
  resume(queue: Pick<Jobs, 'send'>): Promise<number>
  /** Sees at once what another process or this one put in use. */
  reload(): void
  /** Ends the prediction threads. */
  stop(): Promise<void>
}

export interface ModelsParts {
  database: Database
  tasks: readonly TrainingTask[]
  log: Pick<Logger, 'warn' | 'info'>
}

/** Joins the registry, the port and the trainings of the tasks given here; only these are ever trained. */
export function createModels({ database, tasks, log }: ModelsParts): Models {
  const held = createHeldModels(database)
  const batches = createBatchClassifier()
  const reload = () => held.reload()
  const find = (name: string): TrainingTask => {
    const found = tasks.find(one => one.task === name)
    if (!found) throw modelError('models.unknown-task', { task: name })
    return found
  }
  const train = async (request: TrainRequest): Promise<KeptVersion> => {
    const kept = await trainTask({ database, trainer: textTrainer }, request)
    reload()
    const { id, task, state, row_count: rows } = kept.version
    log.info({ task, version: id, state, rows, activation: kept.activation }, 'model trained')
    return kept
  }
  const trainOwn = async (name: string, watch: Pick<TrainRequest, 'by' | 'signal' | 'onStep'>) => {
    const task = find(name)
    return await train({ ...watch, task, rows: task.collect(database), source: 'cases', activate: false })
  }
  return {
    database,
    tasks,
    port: createClassifyPort(held, batches.classify),
    jobs: [trainingJob({ database, train: trainOwn, log }) as AnyJob],
    routes: parts => modelRoutes({ ...parts, database, tasks, reload }),
    task: find,
    train,
    ownRows: task => task.collect(database),
    resume: queue => resumeTrainings({ database, queue }),
    reload,
    stop: () => batches.close(),
  }
}
