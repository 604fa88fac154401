import { setTimeout } from 'node:timers/promises'
import type { Logger } from 'pino'
import { z } from 'zod'
import {
  advanceTask,
  claimTask,
  createTask,
  type Database,
  finishTask,
  inTransaction,
  type Job,
  type Jobs,
  level,
  listTasks,
  readTask,
  type Task,
} from '#base/index.ts'
import type { KeptVersion } from './keep-version.ts'
import type { TrainingProgress } from './model.contract.ts'
import { modelError } from './model.errors.ts'
import { lockTask } from './model.store.ts'
import { failureCode, type TrainingStep } from './train-task.ts'

/** Kind of the long work under which trainings are found. */
export const trainingKind = 'models.train'

const payload = z.object({ taskId: level('L2', z.uuid()) })
type Payload = z.infer<typeof payload>

/** What a training was asked for with. */
interface TrainingInput {
  task: string
}

const inputOf = (task: Task) => task.input as TrainingInput

/** A training as the API shows it. */
export function trainingView(task: Task): TrainingProgress {
  const result = task.result as { version?: string } | null
  const error = task.error as { code?: string } | null
  return {
    taskId: task.id,
    task: inputOf(task).task,
    state: task.state,
    done: task.done,
    total: task.total,
    startedBy: task.started_by,
    createdAt: task.created_at.toISOString(),
    version: result?.version ?? null,
    error: error?.code ?? null,
  }
}

/**
 * Queues the training of a task from the city's own cases.
 * @throws models.training-runs when one waits or runs.
 */
export async function queueTraining(
  parts: { database: Database; queue: Pick<Jobs, 'send'> },
  task: string,
  startedBy: string,
): Promise<Task> {
  return await inTransaction(parts.database, async tx => {
    await lockTask(tx, task)
    const open = await listTasks(tx, { kind: trainingKind, states: ['queued', 'running'] })
    if (open.some(one => inputOf(one).task === task)) throw modelError('models.training-runs', { task })
    const made = await createTask(tx, {
      kind: trainingKind,
      startedBy,
      input: { task } satisfies TrainingInput,
    })
    await parts.queue.send(tx, { name: trainingKind, payload }, { taskId: made.id })
    return made
  })
}

/** What a training does, without its record. */
export type Train = (
  task: string,
  watch: { by: string; signal: AbortSignal; onStep(step: TrainingStep): void },
) => Promise<KeptVersion>

export interface TrainingParts {
  database: Database
  train: Train
  log: Pick<Logger, 'warn'>
}

/** Seconds without a sign of life after which a training counts as killed. */
const deadAfter = 10
const looks = 15
const betweenLooks = 1000

/** Takes a training; one that seems to run elsewhere is watched until it has ended, or was surely killed. */
async function claimWhenFree(
  database: Database,
  taskId: string,
  stopping: AbortSignal,
): Promise<Task | undefined> {
  for (let look = 0; look < looks && !stopping.aborted; look++) {
    const claimed = await claimTask(database, taskId, deadAfter)
    if (claimed || (await readTask(database, taskId))?.state !== 'running') return claimed
    await setTimeout(betweenLooks, undefined, { signal: stopping }).catch(() => undefined)
  }
  return undefined
}

/** How often the record says that the training is alive and asks whether it was cancelled. */
const beat = 1000

/**
 * Runs one queued training and keeps its record. After a kill it begins again from the start: that is a matter of seconds,
 * and the same rows give the same model. Does nothing when it was cancelled, has ended or runs elsewhere.
 */
export async function runTraining(
  parts: TrainingParts,
  taskId: string,
  stopping: AbortSignal,
): Promise<void> {
  const { database } = parts
  const claimed = await claimWhenFree(database, taskId, stopping)
  if (!claimed) return
  const cancelling = new AbortController()
  let progress: { done: number; total?: number } = { done: 0 }
  const tell = async () => {
    const goesOn = await advanceTask(database, taskId, progress)
    if (!goesOn) cancelling.abort(new Error('cancelled'))
  }
  const timer = setInterval(() => void tell().catch(() => undefined), beat)
  try {
    const kept = await parts.train(inputOf(claimed).task, {
      by: claimed.started_by,
      signal: AbortSignal.any([cancelling.signal, stopping]),
      onStep: step => {
        // Rows read are not part of the work that is counted: their number is not known before.
        if (step.stage === 'training') progress = { done: step.done, total: step.total ?? step.done }
      },
    })
    clearInterval(timer)
    await tell()
    await finishTask(database, taskId, { state: 'done', result: { version: kept.version.id } })
  } catch (error) {
    clearInterval(timer)
    if (cancelling.signal.aborted) return await finishTask(database, taskId, { state: 'cancelled' })
    // The process ends: the record stays as it is, and the next process begins again.
    if (stopping.aborted) throw error
    const code = failureCode(error)
    parts.log.warn({ err: error, task: inputOf(claimed).task, code }, 'training failed')
    await finishTask(database, taskId, { state: 'failed', error: { code } })
  }
}

/**
 * Queues again what waited or ran when the last process was killed; called once at the start. A training that another
 * process is at goes on there.
 */
export async function resumeTrainings(parts: {
  database: Database
  queue: Pick<Jobs, 'send'>
}): Promise<number> {
  const open = await listTasks(parts.database, { kind: trainingKind, states: ['queued', 'running'] })
  for (const { id } of open) {
    await inTransaction(parts.database, async tx => {
      await parts.queue.send(tx, { name: trainingKind, payload }, { taskId: id })
    })
  }
  return open.length
}

/** The job of the queue. */
export function trainingJob(parts: TrainingParts): Job<Payload> {
  return {
    name: trainingKind,
    payload,
    retries: 3,
    // A killed process's training is given to another after this.
    expireSeconds: 600,
    run: async (payloads, signal) => {
      for (const { taskId } of payloads) await runTraining(parts, taskId, signal)
    },
  }
}
