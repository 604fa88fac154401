import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { keptCheck } from '#kernel/label/label.contract.ts'
import {
  type AttachmentKind,
  type AttachmentView,
  type attachmentList,
  mostByPublic,
  mostOfCase,
  type ScanState,
} from '../attachments.contract.ts'
import { selectCase } from '../case.store.ts'
import { selectEvents } from '../event.store.ts'
import { isHiddenFrom } from '../reporter.view.ts'
import { type ListedAttachment, selectAttachments } from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { type AttachmentRights, isSeen, rightsIn } from './attachment-rights.ts'
import { mayBeOpened } from './file-kind.rules.ts'

function viewOf(
  row: ListedAttachment,
  sees: { rights: AttachmentRights; hasScanner: boolean; hiddenId: string | null },
): AttachmentView {
  const { rights, hasScanner, hiddenId } = sees
  const scan = row.scan as ScanState
  const stands = row.removed_at === null
  const opens = stands && rights.open && mayBeOpened(scan, hasScanner)
  const { longitude, latitude } = row
  return {
    attachmentId: row.id,
    kind: row.kind as AttachmentKind,
    mediaType: row.media_type,
    bytes: row.bytes,
    scan: scan === 'none' && hasScanner ? 'waiting' : scan,
    addedAt: row.added_at.toISOString(),
    byPublic: row.by_public,
    addedByName: rights.open && row.added_by !== hiddenId ? row.added_by_name : null,
    fileName: rights.open ? row.file_name : null,
    width: row.width,
    height: row.height,
    place: rights.open && longitude !== null && latitude !== null ? { longitude, latitude } : null,
    hasThumbnail: opens && row.thumbnail_key !== null,
    aiLabel: keptCheck.nullable().parse(row.ai_label),
    releasedAt: row.released_at?.toISOString() ?? null,
    removedAt: row.removed_at?.toISOString() ?? null,
    mayOpen: opens,
    mayRelease: opens && rights.release && row.kind === 'picture',
    mayRemove: stands && rights.remove(row),
  }
}

/**
 * The files of a case and what this reader may do with each; removed ones stay as a fact.
 * @throws base.not-found when the case is not there, not in scope or not permitted.
 */
export async function listAttachments(
  parts: AttachmentParts,
  actor: Actor,
  caseId: string,
): Promise<z.input<typeof attachmentList>> {
  const record = await selectCase(parts.loop.database, { caseId, scope: actor.scope })
  if (!record) throw baseError('base.not-found')
  const rights = rightsIn(parts, actor, record)
  const rows = await selectAttachments(parts.loop.database, caseId)
  const hidden =
    record.confidential && isHiddenFrom(actor, record, await selectEvents(parts.loop.database, caseId))
  const hiddenId = hidden ? record.reporter_person_id : null
  const standing = rows.filter(row => row.removed_at === null)
  const isFull = rights.onlyOwn
    ? standing.filter(row => row.by_public).length >= mostByPublic
    : standing.length >= mostOfCase
  return {
    items: rows
      .filter(row => isSeen(rights, actor, row))
      .map(row => viewOf(row, { rights, hasScanner: parts.scanner !== undefined, hiddenId })),
    mayAdd: rights.add && !isFull && !(rights.onlyOwn && record.state === 'closed'),
    limits: parts.limits,
  }
}
