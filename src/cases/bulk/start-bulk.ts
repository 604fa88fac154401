import { createTask, inTransaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { BulkWanted, StartBulk } from './bulk.contract.ts'
import { bulkError } from './bulk.errors.ts'
import { insertBulk, selectBulkByKey } from './bulk.store.ts'
import { type BulkTaskInput, bulkKind } from './bulk-task.ts'

/** @throws cases.bulk-incomplete */
export function checkWanted({ action, personId }: BulkWanted): void {
  if (action === 'assign' && !personId) throw bulkError('cases.bulk-incomplete', { missing: 'personId' })
}

class AskedBefore extends Error {}

/**
 * Queues a bulk act; a runner takes it within a second. Asked again under the same key it is the same act.
 * @returns its id.
 * @throws cases.bulk-incomplete
 */
export async function startBulk(
  loop: Pick<CaseLoop, 'database'>,
  actor: Pick<Actor, 'id' | 'limitedTo'>,
  asked: StartBulk,
): Promise<string> {
  const { cases, idempotencyKey, ...wanted } = asked
  checkWanted(wanted)
  const id = uuidv7()
  try {
    await inTransaction(loop.database, async tx => {
      const input: BulkTaskInput = { bulkId: id, mode: 'do' }
      const total = new Set(cases.map(one => one.caseId)).size
      const task = await createTask(tx, { kind: bulkKind, startedBy: actor.id, input, total })
      const act = { id, personId: actor.id, idempotencyKey, wanted, cases, taskId: task.id }
      if (!(await insertBulk(tx, { ...act, limitedTo: actor.limitedTo ?? null }))) throw new AskedBefore()
    })
  } catch (error) {
    if (!(error instanceof AskedBefore)) throw error
    return (await selectBulkByKey(loop.database, actor.id, idempotencyKey))!
  }
  return id
}
