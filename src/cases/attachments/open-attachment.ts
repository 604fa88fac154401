import { baseError, type Download } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { ScanState } from '../attachments.contract.ts'
import { selectCase } from '../case.store.ts'
import { attachmentError } from './attachment.errors.ts'
import { type ObjectRole, selectAttachment, selectObject } from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { isSeen, rightsIn } from './attachment-rights.ts'
import { mayBeOpened } from './file-kind.rules.ts'

/**
 * The content of an attachment for who may read what was said in the case.
 * @throws base.not-found when it is not there, removed or not the reader's to see; cases.attachment-not-clean while a
 *   configured scanner has not passed it.
 */
export async function openAttachment(
  parts: AttachmentParts,
  actor: Actor,
  wanted: { caseId: string; attachmentId: string; role: ObjectRole },
): Promise<Download> {
  const { database } = parts.loop
  const record = await selectCase(database, { caseId: wanted.caseId, scope: actor.scope })
  if (!record) throw baseError('base.not-found')
  const rights = rightsIn(parts, actor, record)
  const row = await selectAttachment(database, wanted)
  if (!row || !rights.open || !isSeen(rights, actor, row)) throw baseError('base.not-found')
  const object = await selectObject(database, wanted)
  if (!object) throw baseError('base.not-found')
  if (!mayBeOpened(object.scan as ScanState, parts.scanner !== undefined))
    throw attachmentError('cases.attachment-not-clean')
  return {
    download: true,
    name: object.file_name,
    contentType: object.media_type === 'text/plain' ? 'text/plain; charset=utf-8' : object.media_type,
    bytes: object.bytes,
    body: range => parts.objects.open(object.key, range && { ...range, bytes: object.bytes }),
  }
}
