/** Where the packed bytes of one file of a ZIP archive lie. */
export interface ZipEntry {
  name: string
  /** 0 stored, 8 deflated; anything else is not used by workbooks. */
  method: number
  start: number
  packed: number
}

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
/** An archive's own comment is at most 65,535 bytes after 22 bytes of its end. */
const tail = 65_557

/**
 * The entries of a ZIP archive by its central directory. Only places are taken from it: what an archive says of its
 * unpacked size may be a lie.
 * @returns null for what is no archive, is cut off, or uses ZIP64 (no workbook within the limits needs it).
 */
export function zipEntries(bytes: Buffer): ZipEntry[] | null {
  const end = bytes.subarray(Math.max(0, bytes.length - tail))
  const mark = Buffer.alloc(4)
  mark.writeUInt32LE(endMark)
  const at = end.lastIndexOf(mark)
  if (at < 0 || at + 22 > end.length) return null
  const count = end.readUInt16LE(at + 10)
  let position = end.readUInt32LE(at + 16)
  const entries: ZipEntry[] = []
  for (let i = 0; i < count; i++) {
    if (position + 46 > bytes.length || bytes.readUInt32LE(position) !== entryMark) return null
    const nameLength = bytes.readUInt16LE(position + 28)
    const local = bytes.readUInt32LE(position + 42)
    if (local + 30 > bytes.length || bytes.readUInt32LE(local) !== localMark) return null
    const packed = bytes.readUInt32LE(position + 20)
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (start + packed > bytes.length) return null
    const name = bytes.toString('utf8', position + 46, position + 46 + nameLength)
    entries.push({ name, method: bytes.readUInt16LE(position + 10), start, packed })
    position += 46 + nameLength + bytes.readUInt16LE(position + 30) + bytes.readUInt16LE(position + 32)
  }
  return entries
}
