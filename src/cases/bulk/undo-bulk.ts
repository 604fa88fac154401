import { baseError, createTask, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { dueFrom } from '../inbox/held-notice.store.ts'
import { bulkError } from './bulk.errors.ts'
import { undoStateOf } from './bulk.rules.ts'
import { countItems, lockBulk, noteUndo } from './bulk.store.ts'
import { type BulkTaskInput, bulkKind } from './bulk-task.ts'

/**
 * Queues that a bulk act is taken back, by the person who did it. Clicked twice it is done once. Citizens are told of
 * nothing until it is decided what stands.
 * @throws base.not-found, cases.undo-not-yet, cases.undo-over.
 */
export async function undoBulk(
  loop: Pick<CaseLoop, 'database'>,
  actor: Pick<Actor, 'id'>,
  bulkId: string,
): Promise<void> {
  await inTransaction(loop.database, async tx => {
    const act = await lockBulk(tx, bulkId, actor.id)
    if (!act) throw baseError('base.not-found')
    const state = undoStateOf(act, new Date())
    if (state === 'at-work' || state === 'done') return
    if (state === 'not-yet') throw bulkError('cases.undo-not-yet')
    if (state === 'over') throw bulkError('cases.undo-over')
    const total = (await countItems(tx, [bulkId])).get(bulkId)?.done ?? 0
    const input: BulkTaskInput = { bulkId, mode: 'undo' }
    const task = await createTask(tx, { kind: bulkKind, startedBy: actor.id, input, total })
    await noteUndo(tx, bulkId, task.id)
    await dueFrom(tx, bulkId, null)
  })
}
