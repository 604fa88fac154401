import { type Found, mostPieces, nothing, together } from './found.ts'
import { readExifPiece } from './read-exif.ts'
import { readXmp } from './read-xmp.ts'
import type { Source } from './source.ts'
import { generatorsIn } from './traces.rules.ts'

export const xmpMark = 'http://ns.adobe.com/xap/1.0/\0'
export const exifMark = 'Exif\0\0'

/** A segment of a JPEG file before its picture. */
export interface JpegSegment {
  marker: number
  at: number
  /** With marker and length. */
  length: number
  data: Buffer
}

/** The segments of a JPEG file up to where the picture begins. */
export async function* jpegSegments(source: Source): AsyncGenerator<JpegSegment> {
  let at = 2
  for (let count = 0; at + 4 <= source.bytes && count < mostPieces; count++) {
    const head = await source.read(at, 4)
    if (head[0] !== 0xff) return
    const marker = head[1]!
    // Fill bytes may stand before a marker.
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xda || marker === 0xd9) return
    const length = 2 + head.readUInt16BE(2)
    if (length < 4) return
    yield { marker, at, length, data: await source.read(at + 4, length - 4) }
    at += length
  }
}

function readSegment({ marker, data }: JpegSegment): Found {
  const starts = (mark: string) => data.toString('latin1', 0, mark.length) === mark
  if (marker === 0xe1 && starts(xmpMark)) return readXmp(data.toString('utf8', xmpMark.length), 'jpeg:APP1')
  if (marker === 0xe1 && starts(exifMark)) return readExifPiece(data.subarray(exifMark.length), 'jpeg')
  if (marker === 0xeb && /jumb|c2pa/.test(data.toString('latin1', 0, 200)))
    return { ...nothing(), traces: ['c2pa'] }
  if (marker !== 0xfe && (marker < 0xe0 || marker > 0xef)) return nothing()
  const text = data.toString('utf8')
  const bare = /AIGC\s*"?\s*:?\s*(\{[^{}]*"Label"[^{}]*\})/.exec(text)
  const entries = bare ? [{ place: `jpeg:${marker === 0xfe ? 'COM' : 'APP'}`, text: bare[1]! }] : []
  return { ...nothing(), entries, traces: marker === 0xfe ? generatorsIn(text) : [] }
}

/** What a JPEG file says of itself. */
export async function readJpeg(source: Source): Promise<Found> {
  const all: Found[] = []
  for await (const segment of jpegSegments(source)) all.push(readSegment(segment))
  return together(all)
}
