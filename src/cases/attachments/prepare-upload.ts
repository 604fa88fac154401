import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { SealedStaged } from '#base/index.ts'
import {
  checkStream,
  entryText,
  incomingEntry,
  type KeptCheck,
  keptOf,
  labelProducer,
  xmpPacket,
} from '#kernel/index.ts'
import { attachmentError } from './attachment.errors.ts'
import type { ObjectRole } from './attachment.store.ts'
import type { FileParts } from './attachment-parts.ts'
import { type FileKind, largestOf, limitOf } from './file-kind.rules.ts'
import { keepHeic } from './keep-heic.ts'
import { preparePicture } from './prepare-picture.ts'
import { sniffFile } from './sniff-file.ts'

/** One of the objects that a file becomes. */
export interface Piece {
  role: ObjectRole
  staged: SealedStaged
  mediaType: string
}

/** A file that may become an attachment. */
export interface Prepared {
  kind: FileKind
  pieces: Piece[]
  width: number | null
  height: number | null
  place: { longitude: number; latitude: number } | null
  /** What its labels said when it came. */
  label: KeptCheck
}

const tooLarge = (limit: number) =>
  attachmentError('cases.attachment-too-large', { megabytes: Math.floor(limit / 2 ** 20) })

/**
 * Writes an upload to disk, within the largest limit there is.
 * @throws cases.attachment-too-large, cases.attachment-empty, cases.attachment-upload-broken; no file is left then.
 */
export async function stageUpload(parts: FileParts, stream: Readable): Promise<SealedStaged> {
  let staged: SealedStaged
  try {
    staged = await parts.objects.stage(stream)
  } catch (error) {
    const code = (error as { code?: string }).code
    // A full disk is not the fault of a connection.
    if (code === 'ENOSPC' || code === 'EACCES' || code === 'EROFS') throw error
    throw attachmentError('cases.attachment-upload-broken')
  }
  // The multipart reader ends a stream that is over the limit as if it were whole, and marks it.
  const cut = (stream as Readable & { truncated?: boolean }).truncated === true
  if (!cut && staged.bytes > 0) return staged
  await staged.discard()
  throw cut ? tooLarge(largestOf(parts.limits)) : attachmentError('cases.attachment-empty')
}

/**
 * Finds out what was uploaded, reads its labels of AI content and makes of it what is kept: a picture that is written anew
 * goes on under its label, with this city as propagator.
 * @throws what `sniffFile` and `preparePicture` throw.
 */
export async function prepareFile(
  parts: FileParts,
  staged: SealedStaged,
  uploadId: string,
): Promise<Prepared> {
  const kind = await sniffFile(staged)
  const limit = limitOf(kind.kind, parts.limits)
  if (staged.bytes > limit) throw tooLarge(limit)
  const { bytes } = staged
  const label = keptOf(await checkStream(await staged.open(), { bytes, name: `file.${kind.ending}` }))
  if (kind.kind !== 'picture') {
    const pieces: Piece[] = [{ role: 'original', staged, mediaType: kind.mediaType }]
    return { kind, pieces, label, width: null, height: null, place: null }
  }
  const { producer: propagator } = labelProducer()
  const entry = incomingEntry(label, { propagator, propagateId: uploadId })
  const packet = entry === null ? undefined : xmpPacket(entryText(entry))
  const prepared = await preparePicture(await buffer(await staged.open()), kind, packet)
  if (!prepared) return { ...(await keepHeic(staged)), label }
  const { picture, mediaType, thumbnail, ...rest } = prepared
  const original = await parts.objects.stage(Readable.from([picture]))
  const small = await parts.objects.stage(Readable.from([thumbnail]))
  const pieces: Piece[] = [
    { role: 'original', staged: original, mediaType },
    { role: 'thumbnail', staged: small, mediaType: 'image/webp' },
  ]
  const ending = kind.ending === 'heic' ? 'jpg' : kind.ending
  return { kind: { ...kind, mediaType, ending }, pieces, label, ...rest }
}
