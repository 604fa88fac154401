import { access } from 'node:fs/promises'
import {
  advanceTask,
  asCatalogueError,
  CatalogueError,
  claimTask,
  finishTask,
  isCode,
  readTask,
  type Task,
  uuidv7,
} from '#base/index.ts'
import { checkImport } from './check-import.ts'
import { endImport } from './end-import.ts'
import { importError } from './import.errors.ts'
import { selectImport, updateImport } from './import.store.ts'
import type { ImportParts, ImportTaskInput } from './import-parts.ts'
import { type Running, runImport } from './run-import.ts'
import { filePath } from './stored-file.ts'
import { ImportLost } from './write-chunk.ts'

/** Seconds without a sign of life after which an import counts as killed. */
const deadAfter = 15
/** How often a running import says that it is alive: a single chunk may wait for a database that is busy. */
const beat = 3000

async function failed(parts: ImportParts, task: Task, thrown: unknown): Promise<void> {
  const { importId, mode } = task.input as ImportTaskInput
  const error = asCatalogueError(thrown)
  // It is there again in a moment; the import is then taken up where it was.
  if (isCode(error, 'base.database-unreachable')) return
  parts.log.warn({ err: thrown, importId }, 'import failed')
  const known = thrown instanceof CatalogueError
  const kept = known
    ? { code: error.code, details: error.details }
    : { code: 'cases.import-failed', details: { reason: error.code } }
  await endImport(parts.loop.database, { importId, taskId: task.id, mode, state: 'failed', error: kept })
}

async function work(
  parts: ImportParts,
  taken: Pick<Running, 'task' | 'stopping' | 'progress'>,
): Promise<void> {
  const { importId, mode } = taken.task.input as ImportTaskInput
  const { database } = parts.loop
  const runner = uuidv7()
  await updateImport(database, importId, { runner })
  // Only now can nobody else write. The one thought dead may have written one more chunk since the task was claimed.
  const task = (await readTask(database, taken.task.id)) ?? taken.task
  const record = await selectImport(database, importId)
  if (!record)
    return await finishTask(database, task.id, { state: 'failed', error: { code: 'base.not-found' } })
  await access(filePath(parts.dataFolder, importId)).catch(() => {
    throw importError('cases.import-file-removed')
  })
  const running = { ...taken, task, record, runner }
  if (mode === 'check') await checkImport(parts, running)
  else await runImport(parts, running)
}

/**
 * Takes an import that waits, or whose process was killed, and carries it to its end.
 * @returns false when there was nothing to take: it runs elsewhere, or has ended.
 */
export async function takeImport(
  parts: ImportParts,
  taskId: string,
  stopping: AbortSignal,
): Promise<boolean> {
  const { database } = parts.loop
  const task = await claimTask(database, taskId, deadAfter)
  if (!task) return false
  const progress = { done: task.done }
  const alive = async () => await advanceTask(database, taskId, progress).catch(() => undefined)
  const timer = setInterval(() => void alive(), beat)
  try {
    await work(parts, { task, stopping, progress })
  } catch (error) {
    if (!(error instanceof ImportLost)) await failed(parts, task, error)
  } finally {
    clearInterval(timer)
  }
  return true
}
