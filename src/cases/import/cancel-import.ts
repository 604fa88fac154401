import { baseError, requestCancel } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { selectImport, updateImport } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'

/**
 * Ends what goes on: what waits at once, what runs after its present chunk. Cases that were written stay.
 * @throws base.not-found
 */
export async function cancelImport(
  parts: ImportParts,
  actor: Pick<Actor, 'id'>,
  importId: string,
): Promise<void> {
  const { database } = parts.loop
  const record = await selectImport(database, importId, actor.id)
  if (!record) throw baseError('base.not-found')
  const taskId = record.task_id ?? record.check_task_id
  if (!taskId) return
  const task = await requestCancel(database, taskId)
  if (task?.state === 'cancelled' && record.task_id && !record.ended_at)
    await updateImport(database, importId, { endedAt: new Date() })
}
