import { baseError, inTransaction, type Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { caseError } from '../case.errors.ts'
import { lockCase } from '../case.store.ts'
import {
  deleteContent,
  deleteObjects,
  selectAttachment,
  selectAttachments,
  updateAttachment,
} from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { rightsIn } from './attachment-rights.ts'
import { noteEvent } from './note-event.ts'
import { removeUnnamed } from './remove-objects.ts'

const all = ['original', 'thumbnail', 'released'] as const

/**
 * Takes an attachment away: that it was there stays on the timeline, its content goes unless another attachment has the
 * same. Done again it changes nothing.
 * @throws base.not-found, cases.act-not-permitted
 */
export async function removeAttachment(
  parts: AttachmentParts,
  actor: Actor,
  of: { caseId: string; attachmentId: string },
): Promise<void> {
  const keys = await inTransaction(parts.loop.database, async tx => {
    const held = await lockCase(tx, { caseId: of.caseId, scope: actor.scope })
    if (!held) throw baseError('base.not-found')
    const rights = rightsIn(parts, actor, held)
    const row = await selectAttachment(tx, of)
    if (!row) throw baseError('base.not-found')
    if (!rights.remove(row)) throw caseError('cases.act-not-permitted')
    if (row.removed_at) return []
    await updateAttachment(tx, row.id, {
      removed_at: new Date(),
      removed_by: actor.id,
      released_at: null,
      released_by: null,
    })
    const gone = await deleteObjects(tx, row.id, all)
    await deleteContent(tx, [row.id])
    await noteEvent(tx, held, {
      type: 'attachment-removed',
      actor,
      details: { attachmentId: row.id, kind: row.kind },
    })
    return gone
  })
  // A process that is killed here leaves objects without a name; the sweep takes them.
  await removeUnnamed(parts, keys)
}

/**
 * Erases what a case's attachments hold, in the transaction that erases the case's other content. The facts stay.
 * @returns objects that may have lost their last name: for `removeUnnamed` once it has committed, or the sweep.
 */
export async function eraseAttachments(tx: Transaction, caseId: string): Promise<string[]> {
  const rows = await selectAttachments(tx, caseId)
  const keys: string[] = []
  for (const row of rows) keys.push(...(await deleteObjects(tx, row.id, all)))
  for (const row of rows.filter(one => one.released_at))
    await updateAttachment(tx, row.id, { released_at: null, released_by: null })
  await deleteContent(
    tx,
    rows.map(row => row.id),
  )
  return keys
}
