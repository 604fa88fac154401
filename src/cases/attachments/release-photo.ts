import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { baseError, inTransaction, type SealedStaged, type Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { drawnLabel, incomingEntry, labelProducer } from '#kernel/index.ts'
import { keptCheck } from '#kernel/label/label.contract.ts'
import type { Rectangle, ScanState } from '../attachments.contract.ts'
import { caseError } from '../case.errors.ts'
import { type CaseRecord, lockCase, selectCase } from '../case.store.ts'
import { attachmentError } from './attachment.errors.ts'
import {
  type AttachmentRow,
  deleteObjects,
  holdObject,
  replaceReleased,
  selectAttachment,
  selectObject,
  updateAttachment,
} from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { rightsIn } from './attachment-rights.ts'
import { mayBeOpened } from './file-kind.rules.ts'
import { noteEvent } from './note-event.ts'
import { renderReleased } from './prepare-picture.ts'
import { removeUnnamed } from './remove-objects.ts'

interface Photo {
  caseId: string
  attachmentId: string
}

/** @throws unless this actor may release this photo, or take the release back. */
function checkRelease(
  parts: AttachmentParts,
  actor: Actor,
  of: { record: CaseRecord | undefined; row: AttachmentRow | undefined },
): AttachmentRow {
  const { record, row } = of
  if (!record) throw baseError('base.not-found')
  const rights = rightsIn(parts, actor, record)
  if (!row || row.removed_at || !rights.open) throw baseError('base.not-found')
  if (!rights.release) throw caseError('cases.act-not-permitted')
  if (row.kind !== 'picture') throw attachmentError('cases.attachment-not-a-photo')
  return row
}

function checkClean(parts: AttachmentParts, row: AttachmentRow): void {
  if (!mayBeOpened(row.scan as ScanState, parts.scanner !== undefined))
    throw attachmentError('cases.attachment-not-clean')
}

async function render(
  parts: AttachmentParts,
  of: Photo & { hidden: readonly Rectangle[] },
  row: AttachmentRow,
): Promise<SealedStaged> {
  const original = await selectObject(parts.loop.database, { ...of, role: 'original' })
  if (!original) throw baseError('base.not-found')
  const picture = await buffer(await parts.objects.open(original.key))
  const copy = await renderReleased(picture, of.hidden)
  const label = keptCheck.nullable().parse(row.ai_label) ?? { says: 'none', entry: null }
  const { producer: propagator } = labelProducer()
  const entry = incomingEntry(label, { propagator, propagateId: row.id })
  return await parts.objects.stage(Readable.from([await drawnLabel(copy, { says: label.says, entry })]))
}

async function held(tx: Transaction, parts: AttachmentParts, given: { actor: Actor; of: Photo }) {
  const { actor, of } = given
  const record = await lockCase(tx, { caseId: of.caseId, scope: actor.scope })
  const row = checkRelease(parts, actor, { record, row: await selectAttachment(tx, of) })
  return { record: record!, row }
}

/**
 * Releases a photo to the public: a copy of its own with the given parts made unrecognisable. The photo itself stays with
 * those who may read the case. A picture that a machine made or may have made says so in the copy. Released again it takes the place of the copy before.
 * @throws base.not-found, cases.act-not-permitted, cases.attachment-not-a-photo, cases.attachment-not-clean
 */
export async function releasePhoto(
  parts: AttachmentParts,
  actor: Actor,
  given: Photo & { hidden: readonly Rectangle[] },
): Promise<void> {
  const { database } = parts.loop
  const record = await selectCase(database, { caseId: given.caseId, scope: actor.scope })
  const photo = checkRelease(parts, actor, { record, row: await selectAttachment(database, given) })
  checkClean(parts, photo)
  const copy = await render(parts, given, photo)
  try {
    await parts.objects.keep(copy)
    const before = await inTransaction(database, async tx => {
      const { record: now, row } = await held(tx, parts, { actor, of: given })
      checkClean(parts, row)
      await holdObject(tx, copy.key)
      if (!(await parts.objects.has(copy.key))) await parts.objects.keep(copy)
      const gone = await replaceReleased(tx, {
        attachment_id: row.id,
        role: 'released',
        key: copy.key,
        media_type: 'image/jpeg',
        bytes: copy.bytes,
        stored_bytes: copy.storedBytes,
      })
      await updateAttachment(tx, row.id, { released_at: new Date(), released_by: actor.id })
      await noteEvent(tx, now, {
        type: 'photo-released',
        actor,
        details: { attachmentId: row.id, hidden: given.hidden.length },
        said: { digest: copy.digest },
      })
      return gone
    })
    if (before) await removeUnnamed(parts, [before])
  } finally {
    await copy.discard()
  }
}

/** Takes a release back: the public sees the photo no more. Done again it changes nothing. @throws as `releasePhoto`. */
export async function withdrawPhoto(parts: AttachmentParts, actor: Actor, of: Photo): Promise<void> {
  const keys = await inTransaction(parts.loop.database, async tx => {
    const { record, row } = await held(tx, parts, { actor, of })
    if (!row.released_at) return []
    const gone = await deleteObjects(tx, row.id, ['released'])
    await updateAttachment(tx, row.id, { released_at: null, released_by: null })
    await noteEvent(tx, record, {
      type: 'photo-withdrawn',
      actor,
      details: { attachmentId: row.id },
    })
    return gone
  })
  await removeUnnamed(parts, keys)
}
