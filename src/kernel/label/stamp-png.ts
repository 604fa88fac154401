import { crc32 } from 'node:zlib'
import { entryText, oneEntry, readEntry } from './entry.rules.ts'
import type { AigcEntry } from './label.contract.ts'
import { pngChunks, pngText, readPng } from './read-png.ts'
import { bytesSource } from './source.ts'
import { withEntry, xmpPacket } from './xmp.rules.ts'

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), 4 + body.length)
  return whole
}

const xmpKeyword = 'XML:com.adobe.xmp'

/**
 * A PNG file with the one entry: in XMP, as an iTXt chunk behind the header. Entries that stood elsewhere are gone, that of
 * another producer goes on with us as propagator.
 */
export async function stampPng(png: Buffer, ours: AigcEntry): Promise<Buffer> {
  const found = (await readPng(bytesSource(png))).entries.map(({ text }) => readEntry(text).entry)
  const entry = entryText(oneEntry(found.find(one => one !== null) ?? null, ours))
  const kept: Buffer[] = []
  let packet: string | undefined
  const source = bytesSource(png)
  for await (const one of pngChunks(source)) {
    const said = ['tEXt', 'zTXt', 'iTXt'].includes(one.type) ? pngText(source, one) : undefined
    if (said?.keyword === xmpKeyword) packet ??= said.text
    const isOurs = said !== undefined && (said.keyword === xmpKeyword || /AIGC/i.test(said.keyword))
    if (!isOurs) kept.push(png.subarray(one.at, one.at + 12 + one.length))
  }
  const text = packet === undefined ? xmpPacket(entry) : withEntry(packet, entry)
  const data = Buffer.concat([Buffer.from(`${xmpKeyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')])
  const [header, ...rest] = kept
  return Buffer.concat([png.subarray(0, 8), header!, chunk('iTXt', data), ...rest])
}
