import { inTransaction } from '#base/index.ts'
import { holdObjectAlone, selectUnnamed } from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'

type Parts = Pick<AttachmentParts, 'objects'> & { loop: Pick<AttachmentParts['loop'], 'database'> }

/**
 * Removes those of the objects that no attachment names. Who names one anew at the same moment waits, sees that it is gone
 * and keeps it again; so neither is an object lost that somebody names nor kept for ever that nobody does.
 * @returns how many were removed.
 */
export async function removeUnnamed(parts: Parts, keys: readonly string[]): Promise<number> {
  let removed = 0
  for (const key of new Set(keys)) {
    removed += await inTransaction(parts.loop.database, async tx => {
      await holdObjectAlone(tx, key)
      const [unnamed] = await selectUnnamed(tx, [key])
      if (unnamed === undefined) return 0
      await parts.objects.remove(key)
      return 1
    })
  }
  return removed
}

const atOnce = 500
/** An upload takes minutes at most; what is younger belongs to one that goes on. */
export const staleMilliseconds = 3_600_000

/**
 * Clears away what belongs to no attachment: uploads that a killed process left, and objects whose transaction never
 * committed or whose removal was cut short. Safe beside uploads and other processes that do the same.
 * @param before what is younger than this moment stays
 */
export async function sweepObjects(
  parts: Parts,
  before: Date,
  signal?: AbortSignal,
): Promise<{ staged: number; objects: number }> {
  const staged = await parts.objects.removeStale(before)
  let objects = 0
  let batch: string[] = []
  const examine = async () => {
    objects += await removeUnnamed(parts, await selectUnnamed(parts.loop.database, batch))
    batch = []
  }
  for await (const one of parts.objects.list()) {
    if (signal?.aborted) break
    if (one.at < before) batch.push(one.key)
    if (batch.length >= atOnce) await examine()
  }
  if (batch.length > 0) await examine()
  return { staged, objects }
}
