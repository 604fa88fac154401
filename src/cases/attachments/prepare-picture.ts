import readExif from 'exif-reader'
import sharp, { type Metadata, type Sharp } from 'sharp'
import type { Rectangle } from '../attachments.contract.ts'
import { attachmentError } from './attachment.errors.ts'
import type { FileKind } from './file-kind.rules.ts'
import { type PhotoPlace, placeOfPhoto } from './photo-place.rules.ts'
import { areasOf, cellsOf } from './rectangles.rules.ts'

/** More than the largest common camera; a picture of so many takes 200 MB while it is worked on. */
const mostPixels = 64_000_000
/** Longest side that is kept: number plates stay readable, a photo takes 1 to 3 MB. */
const keptSide = 4096
const thumbnailSide = 320
const releasedSide = 1600
const secondsMost = 30

// Pictures take far more memory than their files: two at a time, the others wait.
const lanes = 2
let busy = 0
const waiting: (() => void)[] = []

async function inLane<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= lanes) await new Promise<void>(done => waiting.push(done))
  else busy++
  try {
    return await work()
  } finally {
    const next = waiting.shift()
    if (next) next()
    else busy--
  }
}

export interface PreparedPicture {
  picture: Buffer
  mediaType: string
  thumbnail: Buffer
  width: number
  height: number
  place: PhotoPlace | null
}

function placeIn(metadata: Metadata): PhotoPlace | null {
  if (!metadata.exif) return null
  try {
    return placeOfPhoto(readExif(metadata.exif).GPSInfo ?? {})
  } catch {
    // Cameras and editors write broken EXIF; the photo is good without it.
    return null
  }
}

function openPicture(input: Buffer): Sharp {
  return sharp(input, { failOn: 'error', limitInputPixels: mostPixels, sequentialRead: true }).timeout({
    seconds: secondsMost,
  })
}

// What sharp writes holds no EXIF, no place, no thumbnail of the camera, unless it is asked to keep them.
function encode(image: Sharp, mediaType: string): Sharp {
  if (mediaType === 'image/png') return image.png()
  if (mediaType === 'image/webp') return image.webp({ quality: 88 })
  return image.jpeg({ quality: 88 })
}

async function prepare(content: Buffer, of: FileKind, packet: string | undefined): Promise<PreparedPicture> {
  const metadata = await openPicture(content).metadata()
  const side = { width: keptSide, height: keptSide, fit: 'inside', withoutEnlargement: true } as const
  const mediaType = of.ending === 'heic' ? 'image/jpeg' : of.mediaType
  const written = encode(openPicture(content).autoOrient().resize(side), mediaType)
  const labelled = packet === undefined ? written : written.withXmp(packet)
  const kept = await labelled.toBuffer({ resolveWithObject: true })
  const thumbnail = await openPicture(kept.data)
    .resize({ width: thumbnailSide, height: thumbnailSide, fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 75 })
    .toBuffer()
  const { width, height } = kept.info
  return { picture: kept.data, mediaType, thumbnail, width, height, place: placeIn(metadata) }
}

/**
 * Makes of a photo what is kept: upright, without anything the camera wrote into it, with a small one for lists; and reads
 * the place it was taken at.
 * @param packet the XMP that says who made it, where that was a machine: all that is written into it
 * @returns null for a HEIC photo that cannot be decoded here
 * @throws cases.attachment-too-many-pixels, cases.attachment-broken-picture
 */
export async function preparePicture(
  content: Buffer,
  of: FileKind,
  packet?: string,
): Promise<PreparedPicture | null> {
  return await inLane(async () => {
    try {
      return await prepare(content, of, packet)
    } catch (error) {
      if (/pixel limit/i.test(String(error)))
        throw attachmentError('cases.attachment-too-many-pixels', { millions: mostPixels / 1e6 })
      if (of.ending === 'heic') return null
      throw attachmentError('cases.attachment-broken-picture')
    }
  })
}

/** A copy of a kept photo for the public: smaller, and what is to be hidden averaged into a handful of cells. */
export async function renderReleased(picture: Buffer, hidden: readonly Rectangle[]): Promise<Buffer> {
  return await inLane(async () => {
    const sized = await openPicture(picture)
      .resize({ width: releasedSide, height: releasedSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .png({ compressionLevel: 1 })
      .toBuffer({ resolveWithObject: true })
    const patches = await Promise.all(
      areasOf(hidden, sized.info).map(async area => {
        const few = await sharp(sized.data)
          .extract(area)
          .resize({ ...cellsOf(area), fit: 'fill', kernel: 'mitchell' })
          .png()
          .toBuffer()
        const { width, height, left, top } = area
        const input = await sharp(few)
          .resize({ width, height, fit: 'fill', kernel: 'cubic' })
          .png()
          .toBuffer()
        return { input, left, top }
      }),
    )
    return await sharp(sized.data).composite(patches).jpeg({ quality: 82 }).toBuffer()
  })
}
