import { entryText, oneEntry, readEntry } from './entry.rules.ts'
import type { AigcEntry } from './label.contract.ts'
import { type Id3Frame, id3Tag, userText } from './read-id3.ts'
import { bytesSource } from './source.ts'

const isEntry = ({ id, data }: Id3Frame) => id === 'TXXX' && /AIGC/i.test(userText(data).description)

function sevenBits(value: number): Buffer {
  return Buffer.from([21, 14, 7, 0].map(shift => (value >> shift) & 0x7f))
}

function frame({ id, data }: Id3Frame, version: number): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(data.length)
  return Buffer.concat([
    Buffer.from(id, 'latin1'),
    version === 4 ? sevenBits(data.length) : size,
    Buffer.from([0, 0]),
    data,
  ])
}

/**
 * An MP3 file with the one entry: a TXXX frame described `AIGC` in its ID3v2 tag, which is made where there is none. The
 * entry of another producer goes on with us as propagator. The entry is ASCII, so one encoding does for every version.
 */
export async function stampMp3(mp3: Buffer, ours: AigcEntry): Promise<Buffer> {
  const tag = await id3Tag(bytesSource(mp3))
  const frames = tag?.frames ?? []
  const found = frames
    .filter(isEntry)
    .map(one => readEntry(userText(one.data).text.trim()).entry)
    .find(one => one !== null)
  const text = entryText(oneEntry(found ?? null, ours))
  const version = tag?.version ?? 4
  const data = Buffer.concat([Buffer.from([0]), Buffer.from(`AIGC\0${text}`, 'latin1')])
  const kept = [...frames.filter(one => !isEntry(one)), { id: 'TXXX', data }]
  const body = Buffer.concat(kept.map(one => frame(one, version)))
  const head = Buffer.concat([
    Buffer.from('ID3', 'latin1'),
    Buffer.from([version, 0, 0]),
    sevenBits(body.length),
  ])
  return Buffer.concat([head, body, mp3.subarray(tag?.bytes ?? 0)])
}
