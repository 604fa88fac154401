import { type Found, largestPiece, mostPieces, nothing, together } from './found.ts'
import { OverLimit, type Source } from './source.ts'
import { generatorsIn } from './traces.rules.ts'

/** A frame of an ID3v2 tag. */
export interface Id3Frame {
  id: string
  data: Buffer
}

/** An ID3v2 tag: its frames, and how many bytes of the file it takes. */
export interface Id3Tag {
  version: number
  bytes: number
  frames: Id3Frame[]
}

/** A number of four bytes of seven bits. */
export const syncsafe = (bytes: Buffer, at: number) =>
  ((bytes[at]! & 0x7f) << 21) |
  ((bytes[at + 1]! & 0x7f) << 14) |
  ((bytes[at + 2]! & 0x7f) << 7) |
  (bytes[at + 3]! & 0x7f)

const resync = (bytes: Buffer) =>
  Buffer.from(bytes.toString('latin1').replaceAll('\xff\x00', '\xff'), 'latin1')

function framesOf(body: Buffer, version: number): Id3Frame[] {
  const frames: Id3Frame[] = []
  let at = 0
  while (at + 10 <= body.length && frames.length < mostPieces) {
    const id = body.toString('latin1', at, at + 4)
    if (!/^[A-Z0-9]{4}$/.test(id)) break
    const size = version === 4 ? syncsafe(body, at + 4) : body.readUInt32BE(at + 4)
    if (size === 0 || at + 10 + size > body.length) break
    frames.push({ id, data: body.subarray(at + 10, at + 10 + size) })
    at += 10 + size
  }
  return frames
}

/** The tag at the head of a file; undefined when there is none, or one of 1998 (ID3v2.2). */
export async function id3Tag(source: Source): Promise<Id3Tag | undefined> {
  const head = await source.read(0, 10)
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return undefined
  const version = head[3]!
  const flags = head[5]!
  const size = syncsafe(head, 6)
  if (version < 3 || version > 4) return undefined
  if (size > largestPiece) throw new OverLimit()
  const whole = await source.read(10, size)
  const body = flags & 0x80 && version === 3 ? resync(whole) : whole
  const extended = flags & 0x40 ? (version === 4 ? syncsafe(body, 0) : 4 + body.readUInt32BE(0)) : 0
  return {
    version,
    bytes: 10 + size + (flags & 0x10 ? 10 : 0),
    frames: framesOf(body.subarray(extended), version),
  }
}

/** Description and text of a TXXX frame. */
export function userText(data: Buffer): { description: string; text: string } {
  const encoding = data[0]
  const body = data.subarray(1)
  const wide = encoding === 1 || encoding === 2
  let end = 0
  if (wide) while (end + 1 < body.length && (body[end] !== 0 || body[end + 1] !== 0)) end += 2
  else end = Math.max(0, body.indexOf(0))
  const decode = (bytes: Buffer) => {
    if (!wide) return bytes.toString(encoding === 0 ? 'latin1' : 'utf8')
    const big = encoding === 2 || (bytes[0] === 0xfe && bytes[1] === 0xff)
    const even = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    return (big ? even.swap16() : even).toString('utf16le').replace(/^\uFEFF/, '')
  }
  return {
    description: decode(body.subarray(0, end)),
    text: decode(body.subarray(end + (wide ? 2 : 1))).replaceAll('\0', ''),
  }
}

/** What an ID3v2 tag says. */
export async function readId3(source: Source): Promise<Found> {
  const tag = await id3Tag(source)
  if (!tag) return nothing()
  return together(
    tag.frames.map(({ id, data }) => {
      if (id === 'TXXX') {
        const { description, text } = userText(data)
        if (/AIGC/i.test(description))
          return { ...nothing(), entries: [{ place: 'id3:TXXX', text: text.trim() }] }
        return { ...nothing(), traces: generatorsIn(text) }
      }
      if (['TSSE', 'TENC', 'TPE1', 'TPUB', 'COMM', 'TCOM'].includes(id))
        return { ...nothing(), traces: generatorsIn(data.toString('utf8').replaceAll('\0', '')) }
      if (id === 'GEOB' && data.includes('c2pa')) return { ...nothing(), traces: ['c2pa'] }
      return nothing()
    }),
  )
}
