import { crc32, deflateRawSync } from 'node:zlib'
import { largestPiece, mostPieces, unpack } from './found.ts'
import { OverLimit, type Source } from './source.ts'

/** A file in a ZIP archive as the archive's own directory tells it. */
export interface ZipPart {
  name: string
  method: number
  flags: number
  crc: number
  packed: number
  size: number
  /** Where its local header begins. */
  at: number
}

const marks = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 }
const endBytes = 22
/** An archive's own comment is at most 65,535 bytes after its end. */
const tail = endBytes + 65_535

/** The parts of an archive; undefined for what is none, is cut off, or is ZIP64 (no document within the limits needs it). */
export async function zipParts(source: Source): Promise<ZipPart[] | undefined> {
  const from = Math.max(0, source.bytes - tail)
  const end = await source.read(from, tail)
  const mark = Buffer.alloc(4)
  mark.writeUInt32LE(marks.end)
  const at = end.lastIndexOf(mark)
  if (at < 0 || at + endBytes > end.length) return undefined
  const directory = await source.read(end.readUInt32LE(at + 16), end.readUInt32LE(at + 12))
  const parts: ZipPart[] = []
  let place = 0
  while (place + 46 <= directory.length && directory.readUInt32LE(place) === marks.entry) {
    if (parts.length >= mostPieces) throw new OverLimit()
    const [name, extra, comment] = [28, 30, 32].map(offset => directory.readUInt16LE(place + offset))
    parts.push({
      flags: directory.readUInt16LE(place + 8),
      method: directory.readUInt16LE(place + 10),
      crc: directory.readUInt32LE(place + 16),
      packed: directory.readUInt32LE(place + 20),
      size: directory.readUInt32LE(place + 24),
      at: directory.readUInt32LE(place + 42),
      name: directory.toString('utf8', place + 46, place + 46 + name!),
    })
    place += 46 + name! + extra! + comment!
  }
  return parts
}

/** The bytes of a part as they lie in the archive. */
export async function packedBytes(source: Source, part: ZipPart): Promise<Buffer> {
  const head = await source.read(part.at, 30)
  if (head.length < 30 || head.readUInt32LE(0) !== marks.local) return Buffer.alloc(0)
  const start = part.at + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  return await source.read(start, part.packed)
}

/** The content of a part. @throws OverLimit for one that unpacks to more than any metadata takes. */
export async function partBytes(source: Source, part: ZipPart): Promise<Buffer> {
  if (part.packed > largestPiece) throw new OverLimit()
  const packed = await packedBytes(source, part)
  if (part.method === 0) return packed
  return part.method === 8 ? unpack(source, packed, 'raw') : Buffer.alloc(0)
}

interface Written {
  name: string
  method: number
  crc: number
  size: number
  packed: Buffer
}

/** A part with new content. */
export function newPart(name: string, content: Buffer): Written {
  return { name, method: 8, crc: crc32(content), size: content.length, packed: deflateRawSync(content) }
}

function header(part: Written, at: number | undefined): Buffer {
  const name = Buffer.from(part.name, 'utf8')
  const head = Buffer.alloc(at === undefined ? 30 : 46)
  let place = head.writeUInt32LE(at === undefined ? marks.local : marks.entry, 0)
  if (at !== undefined) place = head.writeUInt16LE(20, place)
  place = head.writeUInt16LE(20, place)
  // Names are UTF-8; sizes stand in the header, no descriptor follows.
  place = head.writeUInt16LE(0x0800, place)
  place = head.writeUInt16LE(part.method, place)
  // The first moment a ZIP can name: the same content makes the same bytes.
  place = head.writeUInt32LE(0x00210000, place)
  place = head.writeUInt32LE(part.crc, place)
  place = head.writeUInt32LE(part.packed.length, place)
  place = head.writeUInt32LE(part.size, place)
  head.writeUInt16LE(name.length, place)
  if (at !== undefined) head.writeUInt32LE(at, 42)
  return Buffer.concat([head, name])
}

/** An archive of these parts. */
export function zipOf(parts: readonly Written[]): Buffer {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const part of parts) {
    const local = header(part, undefined)
    directory.push(header(part, at))
    pieces.push(local, part.packed)
    at += local.length + part.packed.length
  }
  const entries = Buffer.concat(directory)
  const end = Buffer.alloc(endBytes)
  end.writeUInt32LE(marks.end, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(entries.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, entries, end])
}

/** The parts of an archive with some of them replaced or added; what is not named stays byte by byte. */
export async function changedZip(source: Source, changes: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const parts = (await zipParts(source)) ?? []
  const kept: Written[] = []
  for (const part of parts) {
    const content = changes.get(part.name)
    if (content) kept.push(newPart(part.name, content))
    else {
      const { name, method, crc, size } = part
      kept.push({ name, method, crc, size, packed: await packedBytes(source, part) })
    }
  }
  const there = new Set(parts.map(part => part.name))
  const added = [...changes].filter(([name]) => !there.has(name))
  return zipOf([...kept, ...added.map(([name, content]) => newPart(name, content))])
}
