import { inTransaction, isCode } from '#base/index.ts'
import { fullScope, systemActor } from '#identity/index.ts'
import { lockCase } from '../case.store.ts'
import { claimUnscanned, deleteObjects, selectAttachment, updateAttachment } from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { type ScanResult, scanWithClamd } from './clamd.ts'
import { noteEvent } from './note-event.ts'
import { removeUnnamed } from './remove-objects.ts'

type Claimed = NonNullable<Awaited<ReturnType<typeof claimUnscanned>>>

/** Writes what the scanner said; what it found is shut away and told on the timeline. */
async function record(parts: AttachmentParts, one: Claimed, result: ScanResult): Promise<void> {
  const keys = await inTransaction(parts.loop.database, async tx => {
    const held = await lockCase(tx, { caseId: one.case_id, scope: fullScope })
    const row = held && (await selectAttachment(tx, { caseId: held.id, attachmentId: one.id }))
    if (!row || row.removed_at || row.scan === 'infected') return []
    if (result.clean) {
      await updateAttachment(tx, one.id, { scan: 'clean' })
      return []
    }
    await updateAttachment(tx, one.id, { scan: 'infected', released_at: null, released_by: null })
    await noteEvent(tx, held, {
      type: 'attachment-quarantined',
      actor: systemActor,
      details: { attachmentId: one.id },
      said: { found: result.found },
    })
    // The file itself stays, shut away, for who has to look into it; a person removes it.
    return await deleteObjects(tx, one.id, ['thumbnail', 'released'])
  })
  await removeUnnamed(parts, keys)
}

/**
 * Has the scanner look at what it has not seen, until nothing waits. A scanner that is away leaves it waiting: it is tried
 * again after a minute, here or in another process. Files from before a scanner was configured are scanned as well.
 * @returns how many were looked at. @throws what the scanner threw; nothing is lost by it.
 */
export async function scanAttachments(parts: AttachmentParts, signal?: AbortSignal): Promise<number> {
  const { scanner, objects } = parts
  let scanned = 0
  if (!scanner) return scanned
  while (!signal?.aborted) {
    const one = await claimUnscanned(parts.loop.database)
    if (!one) break
    try {
      await record(parts, one, await scanWithClamd(scanner, await objects.open(one.key), { signal }))
    } catch (error) {
      // Removed in between.
      if (!isCode(error, 'base.object-missing')) throw error
    }
    scanned++
  }
  return scanned
}
