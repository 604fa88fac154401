import { buffer } from 'node:stream/consumers'
import readExif from 'exif-reader'
import type { SealedStaged } from '#base/index.ts'
import { attachmentError } from './attachment.errors.ts'
import type { FileKind } from './file-kind.rules.ts'
import { readHeic } from './heic.rules.ts'
import { type PhotoPlace, placeOfPhoto } from './photo-place.rules.ts'

/** A file that is kept as it came. */
export interface KeptFile {
  kind: FileKind
  pieces: { role: 'original'; staged: SealedStaged; mediaType: string }[]
  width: null
  height: null
  place: PhotoPlace | null
}

function placeIn(exif: Uint8Array | null): PhotoPlace | null {
  if (!exif) return null
  try {
    return placeOfPhoto(readExif(Buffer.from(exif)).GPSInfo ?? {})
  } catch {
    return null
  }
}

/**
 * Keeps a HEIC photo as the file it is: its pixels cannot be read here (docs/adr/0013), the place it was taken at can. As a
 * file it is opened by who may open files of the case and never released to the public.
 * @throws cases.attachment-broken-picture when it is no whole HEIC file
 */
export async function keepHeic(staged: SealedStaged): Promise<KeptFile> {
  const read = readHeic(await buffer(await staged.open()))
  if (!read) throw attachmentError('cases.attachment-broken-picture')
  const mediaType = 'image/heic'
  return {
    kind: { kind: 'document', mediaType, ending: 'heic' },
    pieces: [{ role: 'original', staged, mediaType }],
    width: null,
    height: null,
    place: placeIn(read.exif),
  }
}
