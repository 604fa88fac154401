import { advanceTask, type Database, finishTask, inTransaction } from '#base/index.ts'
import { tellOfImport } from '../inbox/tell-of-import.ts'
import { type StoredCheck, updateImport } from './import.store.ts'

/** How an import, or the check of one, came to its end. */
export interface ImportEnd {
  importId: string
  taskId: string
  mode: 'run' | 'check'
  state: 'done' | 'failed' | 'cancelled'
  /** Rows done, where it is known better than the task has it. */
  done?: number
  checkResult?: StoredCheck
  error?: { code: string; details?: Record<string, unknown> }
}

/** Ends the task and the import in one transaction: an import without an end would keep its file for ever. */
export async function endImport(database: Database, end: ImportEnd): Promise<void> {
  const { importId, taskId, mode, state, done, checkResult, error } = end
  await inTransaction(database, async tx => {
    if (done !== undefined) await advanceTask(tx, taskId, { done })
    await finishTask(tx, taskId, { state, ...(error ? { error } : {}) })
    if (mode === 'run') {
      await updateImport(tx, importId, { endedAt: new Date() })
      await tellOfImport(tx, end)
    }
    if (mode === 'check' && checkResult) await updateImport(tx, importId, { checkResult })
  })
}
