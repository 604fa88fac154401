import type { z } from 'zod'
import { baseError, type Document, type Handle } from '#base/index.ts'
import { mostByPublic, type publicAttachments, type ScanState } from '../attachments.contract.ts'
import { selectCase } from '../case.store.ts'
import { readableHash } from '../follow-up.ts'
import { countAttachments, selectObject, selectReleased } from './attachment.store.ts'
import type { AttachmentParts } from './attachment-parts.ts'
import { mayBeOpened } from './file-kind.rules.ts'

/** A photo that anybody may see, and where. */
export interface ReleasedPhoto {
  photoId: string
  /** Below the address of the product. */
  path: string
}

/** Where a released photo is read. */
export const photoPath = (photoId: string) => `/api/public/photos/${photoId}`

/**
 * The photos of cases that a person released to the public; for public feeds, and for Open311 as `media_url`.
 * @returns the photos of each case that has any, in the order of their release.
 */
export async function releasedPhotos(
  handle: Handle,
  of: { caseIds: readonly string[]; hasScanner?: boolean },
): Promise<Map<string, ReleasedPhoto[]>> {
  const rows = await selectReleased(handle, { caseIds: of.caseIds, hasScanner: of.hasScanner ?? false })
  const found = new Map<string, ReleasedPhoto[]>()
  for (const { id, case_id } of rows) {
    const photo = { photoId: id, path: photoPath(id) }
    found.set(case_id, [...(found.get(case_id) ?? []), photo])
  }
  return found
}

// Short: a photo that was released by mistake is gone from the caches soon after it was taken back.
const cacheSeconds = 60

/** A released photo for anybody. @throws base.not-found for one that is not released, or no longer. */
export async function openReleased(parts: AttachmentParts, attachmentId: string): Promise<Document> {
  const object = await selectObject(parts.loop.database, { attachmentId, role: 'released' })
  if (!object || !mayBeOpened(object.scan as ScanState, parts.scanner !== undefined))
    throw baseError('base.not-found')
  return {
    document: true,
    contentType: object.media_type,
    body: await parts.objects.open(object.key),
    cacheSeconds,
  }
}

/** What the public learns of the files of a case by its follow-up code. @throws base.not-found for a code nobody has. */
export async function readPublicAttachments(
  parts: AttachmentParts,
  followUpCode: string,
): Promise<z.input<typeof publicAttachments>> {
  const { database } = parts.loop
  const record = await selectCase(database, { followUpHash: readableHash(followUpCode) })
  if (!record) throw baseError('base.not-found')
  const caseIds = [record.id]
  const photos = await releasedPhotos(database, { caseIds, hasScanner: parts.scanner !== undefined })
  const { byPublic } = await countAttachments(database, record.id)
  return {
    photos: photos.get(record.id) ?? [],
    files: byPublic,
    left: record.state === 'closed' ? 0 : Math.max(0, mostByPublic - byPublic),
    limits: parts.limits,
  }
}
