import readExif from 'exif-reader'
import { type Found, nothing } from './found.ts'
import { generatorsIn } from './traces.rules.ts'

/** A JPEG segment holds no more. */
const largestExif = 65_536

// A comment is for anything; only what is plainly an entry is taken for one.
const looksLikeEntry = /^\s*(?:AIGC\s*)?(\{\s*"(?:AIGC|Label|ContentProducer)"[\s\S]*\})\s*$/

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (!Buffer.isBuffer(value) && !(value instanceof Uint8Array)) return ''
  const bytes = Buffer.from(value)
  // Eight bytes say in which signs the comment is written.
  const code = bytes.toString('latin1', 0, 8)
  if (code.startsWith('UNICODE')) return bytes.subarray(8).toString('utf16le')
  return (/^(ASCII|\0)/.test(code) ? bytes.subarray(8) : bytes).toString('utf8').replaceAll('\0', '')
}

/** What EXIF says: the software, and the entry that some makers put into the comment. `piece` begins with the TIFF header. */
export function readExifPiece(piece: Buffer, format: string): Found {
  let read: ReturnType<typeof readExif>
  try {
    read = readExif(piece.subarray(0, largestExif))
  } catch {
    // Cameras and editors write broken EXIF; the rest of the file is read all the same.
    return nothing()
  }
  const image = (read.Image ?? {}) as Record<string, unknown>
  const photo = (read.Photo ?? {}) as Record<string, unknown>
  const entries = [
    ['exif:UserComment', photo.UserComment],
    ['exif:ImageDescription', image.ImageDescription],
  ].flatMap(([place, value]) => {
    const found = looksLikeEntry.exec(textOf(value))
    return found ? [{ place: `${format}:${place}`, text: found[1]! }] : []
  })
  const fields = [image.Software, image.Artist, image.HostComputer, image.Make, image.Model, photo.MakerNote]
  const comment = textOf(photo.UserComment)
  const sampler = /\b(Steps: \d+|Sampler:|CFG scale:|Model hash:)/.test(comment)
  const traces = [
    ...fields.slice(0, 5).flatMap(field => generatorsIn(textOf(field))),
    ...(sampler ? ['exif:parameters'] : []),
  ]
  return { ...nothing(), entries, traces }
}
