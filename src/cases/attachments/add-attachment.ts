import {
  baseError,
  inTransaction,
  type SealedStaged,
  type Transaction,
  type Upload,
  uuidv7,
} from '#base/index.ts'
import { cellAt, regionAt } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { mostByPublic, mostOfCase, type ScanState } from '../attachments.contract.ts'
import { caseError } from '../case.errors.ts'
import { type CaseChange, type CaseKey, type CaseRecord, lockCase, selectCase } from '../case.store.ts'
import { rightsError } from '../rights/rights.errors.ts'
import { attachmentError } from './attachment.errors.ts'
import {
  countAttachments,
  fillPlace,
  holdObject,
  insertAttachment,
  selectByUpload,
} from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { rightsIn } from './attachment-rights.ts'
import { trueName } from './file-kind.rules.ts'
import { noteEvent } from './note-event.ts'
import { type Piece, type Prepared, prepareFile, stageUpload } from './prepare-upload.ts'

/** A file for a case, and by what right: somebody's scope, or the case's follow-up code. */
export interface Adding {
  key: CaseKey
  uploadId: string
  upload: Upload
}

export interface Added {
  attachmentId: string
  scan: ScanState
}

/** Whether this actor adds as the public does. @throws when the actor may not add. */
function checkMayAdd(
  parts: AttachmentParts,
  actor: Actor,
  of: { record: CaseRecord; key: CaseKey },
): boolean {
  const { record, key } = of
  const rights = 'caseId' in key ? rightsIn(parts, actor, record) : undefined
  if (rights && !rights.add) throw caseError('cases.act-not-permitted')
  const byPublic = !rights || rights.onlyOwn
  if (record.erased_at) throw rightsError('cases.content-erased')
  if (byPublic && record.state === 'closed') throw attachmentError('cases.attachment-case-closed')
  return byPublic
}

async function checkCount(handle: Parameters<typeof countAttachments>[0], caseId: string, byPublic: boolean) {
  const count = await countAttachments(handle, caseId)
  if (byPublic && count.byPublic >= mostByPublic)
    throw attachmentError('cases.attachment-too-many', { most: mostByPublic })
  if (count.all >= mostOfCase) throw attachmentError('cases.attachment-too-many', { most: mostOfCase })
}

/** The objects cannot be removed until the end, and those that somebody removed since they were kept are kept again. */
async function secure(parts: AttachmentParts, tx: Transaction, pieces: readonly Piece[]): Promise<void> {
  const inOrder = pieces.toSorted((one, other) => (one.staged.key < other.staged.key ? -1 : 1))
  for (const { staged } of inOrder) {
    await holdObject(tx, staged.key)
    if (!(await parts.objects.has(staged.key))) await parts.objects.keep(staged)
  }
}

/** The place of a photo for a case that is just taken in and has none; a place outside the city is not where it is. */
async function placeFor(parts: AttachmentParts, { place }: Prepared) {
  if (!place) return null
  const regionId = await regionAt(parts.loop.database, place)
  return regionId === null ? null : { ...place, regionId, cell: cellAt(place) }
}

type Placed = Awaited<ReturnType<typeof placeFor>>

async function changeOf(tx: Transaction, held: CaseRecord, placed: Placed): Promise<CaseChange | null> {
  const isIntake = held.state === 'reported' || held.state === 'accepted'
  if (!placed || !isIntake) return null
  if (!(await fillPlace(tx, { ...placed, caseId: held.id }))) return null
  return { cell: placed.cell, region_id: held.region_id ?? placed.regionId }
}

async function write(
  parts: AttachmentParts,
  actor: Actor,
  given: Adding & { prepared: Prepared },
): Promise<Added> {
  const { key, uploadId, prepared, upload } = given
  const { kind, pieces, width, height } = prepared
  const placed = await placeFor(parts, prepared)
  return await inTransaction(parts.loop.database, async tx => {
    const held = await lockCase(tx, key)
    if (!held) throw baseError('base.not-found')
    const byPublic = checkMayAdd(parts, actor, { record: held, key })
    const before = await selectByUpload(tx, { caseId: held.id, uploadId })
    if (before) return { attachmentId: before.id, scan: before.scan as ScanState }
    await checkCount(tx, held.id, byPublic)
    await secure(parts, tx, pieces)
    const id = uuidv7()
    const scan: ScanState = parts.scanner ? 'waiting' : 'none'
    const fileName = trueName(upload.name, kind.ending)
    const { bytes, digest } = pieces[0]!.staged
    await insertAttachment(tx, {
      row: {
        id,
        case_id: held.id,
        upload_id: uploadId,
        kind: kind.kind,
        media_type: kind.mediaType,
        bytes,
        added_at: new Date(),
        added_by: actor.id,
        by_public: byPublic,
        scan,
        ai_label: JSON.stringify(prepared.label),
      },
      content: {
        attachment_id: id,
        file_name: fileName,
        added_by_name: actor.name,
        width,
        height,
        longitude: prepared.place?.longitude ?? null,
        latitude: prepared.place?.latitude ?? null,
      },
      objects: pieces.map(piece => ({
        attachment_id: id,
        role: piece.role,
        key: piece.staged.key,
        media_type: piece.mediaType,
        bytes: piece.staged.bytes,
        stored_bytes: piece.staged.storedBytes,
      })),
    })
    const change = await changeOf(tx, held, placed)
    await noteEvent(tx, held, {
      type: 'attached',
      actor,
      details: {
        attachmentId: id,
        kind: kind.kind,
        bytes,
        ...(change ? { placed: true } : {}),
        ...(prepared.label.says === 'none' ? {} : { aiLabel: prepared.label.says }),
      },
      said: { fileName, digest },
      ...(change ? { change } : {}),
    })
    return { attachmentId: id, scan }
  })
}

/**
 * Adds a file to a case: its type by its content, its size within the limit, a photo upright and without what the camera
 * wrote into it. The content is safe on disk before the row, the event and the ledger entry commit. Sent again with the
 * same `uploadId` it is the same attachment.
 * @throws base.not-found, cases.act-not-permitted, and the errors of attachments; nothing is left behind then.
 */
export async function addAttachment(parts: AttachmentParts, actor: Actor, adding: Adding): Promise<Added> {
  const { stream } = adding.upload
  // It may break while the case is looked up, before anybody listens.
  stream.on('error', () => undefined)
  const files: SealedStaged[] = []
  try {
    const record = await selectCase(parts.loop.database, adding.key)
    if (!record) throw baseError('base.not-found')
    const byPublic = checkMayAdd(parts, actor, { record, key: adding.key })
    const before = await selectByUpload(parts.loop.database, {
      caseId: record.id,
      uploadId: adding.uploadId,
    })
    if (before) return { attachmentId: before.id, scan: before.scan as ScanState }
    await checkCount(parts.loop.database, record.id, byPublic)
    const staged = await stageUpload(parts, stream)
    files.push(staged)
    const prepared = await prepareFile(parts, staged, adding.uploadId)
    files.push(...prepared.pieces.map(piece => piece.staged))
    for (const piece of prepared.pieces) await parts.objects.keep(piece.staged)
    return await write(parts, actor, { ...adding, prepared })
  } finally {
    // What was refused before it was read must not hold the connection.
    stream.resume()
    await Promise.all(files.map(file => file.discard()))
  }
}
