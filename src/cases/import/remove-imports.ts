import { inTransaction } from '#base/index.ts'
import { selectEnded, updateImport } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'
import { deleteRejected } from './rejected.store.ts'
import { removeFile } from './stored-file.ts'

const keptDays = 30

/**
 * Removes what imports that ended 30 days ago still hold of people's words: file, sample, rejected rows. Their counts stay.
 * @returns how many were emptied.
 */
export async function removeOldImports(parts: ImportParts, now: Date): Promise<number> {
  const { database } = parts.loop
  const old = await selectEnded(database, new Date(now.getTime() - keptDays * 86_400_000))
  for (const id of old) {
    await removeFile(parts.dataFolder, id)
    await inTransaction(database, async tx => {
      await deleteRejected(tx, id)
      await updateImport(tx, id, { removedAt: now, sample: [], checkResult: null })
    })
  }
  return old.length
}
