import { advanceTask, asCatalogueError, claimTask, finishTask, isCode, type Task } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { selectBulk } from './bulk.store.ts'
import type { BulkTaskInput } from './bulk-task.ts'
import { endBulk } from './end-bulk.ts'
import { runBulk } from './run-bulk.ts'

/** Seconds without a sign of life after which an act counts as killed. */
const deadAfter = 15
/** How often it says that it is alive: one case may wait for somebody who holds it. */
const beat = 3000

/** How a runner is told to end, and whom it tells what went wrong. */
export interface Runner {
  stopping: AbortSignal
  warn(error: Error): void
}

async function work(loop: CaseLoop, task: Task, given: Runner & { progress: { done: number } }) {
  const { bulkId, mode } = task.input as BulkTaskInput
  const act = await selectBulk(loop.database, bulkId)
  if (!act)
    return await finishTask(loop.database, task.id, { state: 'failed', error: { code: 'base.not-found' } })
  const end = { bulkId, mode, taskId: task.id }
  try {
    const state = await runBulk(loop, { act, mode, task, ...given })
    if (state !== 'left') await endBulk(loop, { ...end, state })
  } catch (thrown) {
    const error = asCatalogueError(thrown)
    // It is there again in a moment; the act is then taken up where it was.
    if (isCode(error, 'base.database-unreachable')) return
    given.warn(thrown as Error)
    await endBulk(loop, { ...end, state: 'failed', error: { code: error.code } })
  }
}

/**
 * Takes an act that waits, or whose process was killed, and carries it to its end. Two that think so both do each case once.
 * @returns false when there was nothing to take.
 */
export async function takeBulk(loop: CaseLoop, taskId: string, runner: Runner): Promise<boolean> {
  const task = await claimTask(loop.database, taskId, deadAfter)
  if (!task) return false
  const progress = { done: task.done }
  const alive = () => advanceTask(loop.database, taskId, progress).catch(() => undefined)
  const timer = setInterval(() => void alive(), beat)
  try {
    await work(loop, task, { ...runner, progress })
  } finally {
    clearInterval(timer)
  }
  return true
}
