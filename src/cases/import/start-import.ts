import { createTask, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { importError } from './import.errors.ts'
import { updateImport } from './import.store.ts'
import { type ImportParts, type ImportTaskInput, importKind } from './import-parts.ts'
import { lockUnstarted } from './map-import.ts'

/**
 * Queues the dry run or the import itself; a runner takes it within a second.
 * @returns the id of the task.
 * @throws cases.import-mapping-incomplete, and what `lockUnstarted` throws.
 */
export async function startImport(
  parts: ImportParts,
  actor: Pick<Actor, 'id'>,
  wanted: ImportTaskInput,
): Promise<string> {
  const { importId, mode } = wanted
  return await inTransaction(parts.loop.database, async tx => {
    const record = await lockUnstarted(tx, actor, importId)
    if (record.mapping.columns.detail === undefined) throw importError('cases.import-mapping-incomplete')
    const input: ImportTaskInput = { importId, mode }
    const { id } = await createTask(tx, {
      kind: importKind,
      startedBy: actor.id,
      input,
      total: record.row_count,
    })
    if (mode === 'check') await updateImport(tx, importId, { checkTaskId: id, checkResult: null })
    else await updateImport(tx, importId, { taskId: id, startedAt: new Date() })
    return id
  })
}
