import { inTransaction, isCode } from '#base/index.ts'
import { holdObject, renameObject, selectUnsealed } from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'

type Parts = Pick<AttachmentParts, 'objects'> & { loop: Pick<AttachmentParts['loop'], 'database'> }

async function sealOne(parts: Parts, old: { key: string; bytes: number }): Promise<boolean> {
  const { objects, loop } = parts
  const staged = await objects.stage(await objects.open(old.key))
  try {
    // A damaged object stays as it is: what examines them says so.
    if (staged.bytes !== old.bytes) return false
    await objects.keep(staged)
    await inTransaction(loop.database, async tx => {
      await holdObject(tx, staged.key)
      if (!(await objects.has(staged.key))) await objects.keep(staged)
      await renameObject(tx, old.key, staged)
    })
    return true
  } finally {
    await staged.discard()
  }
}

/**
 * Seals objects of earlier releases: each is written anew under its keyed name, then the attachments name that one. The
 * object before is left to the hourly sweep, so that who is reading it reads on. A kill loses one object's work.
 * @returns how many were sealed.
 */
export async function sealOlderObjects(parts: Parts, signal?: AbortSignal): Promise<number> {
  let sealed = 0
  let after = ''
  while (!signal?.aborted) {
    const old = await selectUnsealed(parts.loop.database, after)
    if (!old) break
    after = old.key
    try {
      if (await sealOne(parts, old)) sealed++
    } catch (error) {
      // Removed in between, or lost before.
      if (!isCode(error, 'base.object-missing')) throw error
    }
  }
  return sealed
}
