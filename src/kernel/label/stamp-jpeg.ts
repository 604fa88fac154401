import { entryText, oneEntry, readEntry } from './entry.rules.ts'
import type { AigcEntry } from './label.contract.ts'
import { exifMark, type JpegSegment, jpegSegments, readJpeg, xmpMark } from './read-jpeg.ts'
import { bytesSource } from './source.ts'
import { withEntry, xmpPacket } from './xmp.rules.ts'

const starts = (data: Buffer, mark: string) => data.toString('latin1', 0, mark.length) === mark

/** An entry in a comment of EXIF is blanked: its length, and with it every offset, stays. */
function blanked({ data }: JpegSegment): Buffer {
  const text = data.toString('latin1')
  const from = text.search(/(?:AIGC\s*)?\{\s*"(?:AIGC|Label|ContentProducer)"/)
  const to = text.lastIndexOf('}')
  if (from < 0 || to < from) return data
  return Buffer.concat([data.subarray(0, from), Buffer.alloc(to + 1 - from, 0x20), data.subarray(to + 1)])
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(data.length + 2, 2)
  return Buffer.concat([head, data])
}

/** Thrown for a JPEG file whose XMP is longer than one segment holds. */
export const longestPacket = 65_533 - xmpMark.length

/**
 * A JPEG file with the one entry: in XMP, as an APP1 segment. What else its XMP says stays as far as one segment holds it;
 * the entry of another producer goes on with us as propagator.
 */
export async function stampJpeg(jpeg: Buffer, ours: AigcEntry): Promise<Buffer> {
  const found = (await readJpeg(bytesSource(jpeg))).entries.map(({ text }) => readEntry(text).entry)
  const entry = entryText(oneEntry(found.find(one => one !== null) ?? null, ours))
  const leading: Buffer[] = []
  const others: Buffer[] = []
  let packet: string | undefined
  let end = 2
  for await (const one of jpegSegments(bytesSource(jpeg))) {
    end = one.at + one.length
    const whole = jpeg.subarray(one.at, end)
    if (one.marker === 0xe1 && starts(one.data, xmpMark)) packet ??= one.data.toString('utf8', xmpMark.length)
    else if (one.marker === 0xe1 && starts(one.data, exifMark)) leading.push(segment(0xe1, blanked(one)))
    else if (one.marker === 0xe0) leading.push(whole)
    else others.push(one.marker > 0xe0 && one.marker <= 0xef ? segment(one.marker, blanked(one)) : whole)
  }
  const merged = packet === undefined ? xmpPacket(entry) : withEntry(packet, entry)
  const text = Buffer.byteLength(merged) > longestPacket ? xmpPacket(entry) : merged
  const data = Buffer.concat([Buffer.from(xmpMark, 'latin1'), Buffer.from(text, 'utf8')])
  return Buffer.concat([jpeg.subarray(0, 2), ...leading, segment(0xe1, data), ...others, jpeg.subarray(end)])
}
