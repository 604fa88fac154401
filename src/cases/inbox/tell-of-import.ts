import { readTask, type Transaction } from '#base/index.ts'
import { systemActor } from '#identity/index.ts'
import { selectImport } from '../import/import.store.ts'
import { linesOn, tell } from './tell.ts'

/** Tells whoever started an import that it has ended, in the transaction in which it does. */
export async function tellOfImport(
  tx: Transaction,
  { importId, taskId }: { importId: string; taskId: string },
): Promise<void> {
  const record = await selectImport(tx, importId)
  if (!record) return
  const count = (await readTask(tx, taskId))?.done ?? 0
  const audience = `person:${record.created_by}` as const
  const parameters = { count, importId }
  await tell(
    tx,
    linesOn('import-ended').map(line => ({
      audience,
      template: line.key,
      caseId: null,
      actor: systemActor.id,
      parameters,
    })),
  )
}
