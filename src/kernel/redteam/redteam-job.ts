import { setTimeout } from 'node:timers/promises'
import { z } from 'zod'
import {
  type AnyJob,
  advanceTask,
  asCatalogueError,
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
import { systemActor } from '#identity/index.ts'
import type { Kernel } from '../create-kernel.ts'
import { attackTarget } from './attack-target.ts'
import { recordRun } from './record-run.ts'
import { redteamError } from './redteam.errors.ts'
import { lockRuns } from './redteam.store.ts'

/** Kind of the long work under which runs are found. */
export const redteamKind = 'kernel.redteam'

const payload = z.object({ taskId: level('L2', z.uuid()) })
type Payload = z.infer<typeof payload>

export interface RunInput {
  target: string
  seed: number
}

const states = { states: ['queued', 'running'] as Task['state'][] }

/** Queues a run. @throws kernel.redteam-runs when one waits or runs. */
export async function queueRun(
  parts: { database: Database; queue: Pick<Jobs, 'send'> },
  input: RunInput,
  startedBy: string,
): Promise<Task> {
  return await inTransaction(parts.database, async tx => {
    await lockRuns(tx)
    const open = await listTasks(tx, { kind: redteamKind, ...states, limit: 1 })
    if (open.length > 0) throw redteamError('kernel.redteam-runs')
    const made = await createTask(tx, { kind: redteamKind, startedBy, input })
    await parts.queue.send(tx, { name: redteamKind, payload }, { taskId: made.id })
    return made
  })
}

export interface RedteamJobParts {
  database: Database
  kernel: Pick<Kernel, 'measure' | 'algorithms' | 'guard'>
}

/** Seconds without a sign of life after which a run counts as killed. */
const deadAfter = 15
const looks = 30
const betweenLooks = 1000

/**
 * Takes a run; one that seems to go on elsewhere is watched until it has ended or was surely killed. The queue hands a killed
 * process's job on before the run looks dead: given up then, it would stand as running for ever and no other could begin.
 */
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

/** Runs one queued run and keeps its record; after a kill it begins anew, which is a matter of seconds. */
export async function workOnRun(
  parts: RedteamJobParts,
  taskId: string,
  stopping: AbortSignal,
): Promise<void> {
  const { database, kernel } = parts
  const task = await claimWhenFree(database, taskId, stopping)
  if (!task) return
  const cancelling = new AbortController()
  try {
    const report = await attackTarget(
      { database, kernel, actor: systemActor },
      {
        ...(task.input as unknown as RunInput),
        signal: AbortSignal.any([cancelling.signal, stopping]),
        onProgress: async (done, total) => {
          if (!(await advanceTask(database, taskId, { done, total })))
            cancelling.abort(new Error('cancelled'))
        },
      },
    )
    cancelling.signal.throwIfAborted()
    await inTransaction(database, async tx => {
      const { id } = await recordRun(tx, report, task.started_by)
      await finishTask(tx, taskId, { state: 'done', result: { run: id } })
    })
  } catch (error) {
    if (cancelling.signal.aborted) return await finishTask(database, taskId, { state: 'cancelled' })
    // The process ends: another begins the run again.
    if (stopping.aborted) throw error
    await finishTask(database, taskId, { state: 'failed', error: { code: asCatalogueError(error).code } })
  }
}

/** The job of the queue. */
export function redteamJob(parts: RedteamJobParts): AnyJob {
  const job: Job<Payload> = {
    name: redteamKind,
    payload,
    retries: 3,
    expireSeconds: 900,
    run: async (payloads, signal) => {
      for (const { taskId } of payloads) await workOnRun(parts, taskId, signal)
    },
  }
  return job as AnyJob
}
