import { finishTask, inTransaction } from '#base/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { dueFrom } from '../inbox/held-notice.store.ts'
import { undoMinutes } from './bulk.contract.ts'
import { endBulkAct, noteUndo } from './bulk.store.ts'
import type { BulkTaskInput } from './bulk-task.ts'

/** How a bulk act, or taking it back, came to its end. */
export interface BulkEnd extends BulkTaskInput {
  taskId: string
  state: 'done' | 'failed' | 'cancelled'
  error?: { code: string }
}

/** After the last moment at which it can be taken back, so that the two never meet. */
const grace = 5000

/**
 * Ends the task and the act in one transaction. Citizens are told when the time to take it back is over, or at once when it
 * was taken back: of what then still stands.
 */
export async function endBulk(loop: Pick<CaseLoop, 'database'>, end: BulkEnd): Promise<void> {
  const { bulkId, mode, taskId, state, error } = end
  await inTransaction(loop.database, async tx => {
    await finishTask(tx, taskId, { state, ...(error ? { error } : {}) })
    if (mode === 'undo') {
      await noteUndo(tx, bulkId, null)
      return await dueFrom(tx, bulkId, new Date())
    }
    const until = await endBulkAct(tx, bulkId, undoMinutes)
    if (until) await dueFrom(tx, bulkId, new Date(until.getTime() + grace))
  })
}
