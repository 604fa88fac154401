import { baseError, requestCancel } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { selectBulk } from './bulk.store.ts'
import { endBulk } from './end-bulk.ts'

/**
 * Ends a bulk act after the case it is at; what was done stays done and can be taken back.
 * @throws base.not-found for anybody's but the own.
 */
export async function cancelBulk(
  loop: Pick<CaseLoop, 'database'>,
  actor: Pick<Actor, 'id'>,
  bulkId: string,
): Promise<void> {
  const act = await selectBulk(loop.database, bulkId, actor.id)
  if (!act) throw baseError('base.not-found')
  const task = await requestCancel(loop.database, act.task_id)
  if (task?.state === 'cancelled' && act.ended_at === null)
    await endBulk(loop, { bulkId, mode: 'do', taskId: act.task_id, state: 'cancelled' })
}
