import { entryText, oneEntry, readEntry } from './entry.rules.ts'
import type { AigcEntry } from './label.contract.ts'
import { type RiffChunk, readRiff, riffChunks } from './read-riff.ts'
import { bytesSource } from './source.ts'

const even = (length: number) => length + (length % 2)

// A list without its entry; what else it tells stays.
async function listWithoutEntry(wav: Buffer, { at, length }: RiffChunk): Promise<Buffer> {
  if (wav.toString('latin1', at + 8, at + 12) !== 'INFO') return wav.subarray(at, at + 8 + even(length))
  const kept: Buffer[] = []
  for await (const one of riffChunks(bytesSource(wav), at + 12, at + 8 + length))
    if (one.id !== 'AIGC') kept.push(wav.subarray(one.at, one.at + 8 + even(one.length)))
  const body = Buffer.concat([Buffer.from('INFO', 'latin1'), ...kept])
  return body.length === 4 ? Buffer.alloc(0) : chunk('LIST', body)
}

function chunk(id: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(8 + even(data.length))
  whole.write(id, 0, 'latin1')
  whole.writeUInt32LE(data.length, 4)
  data.copy(whole, 8)
  return whole
}

/** A WAV file with the one entry, as a chunk `AIGC` at its end; that of another producer goes on with us as propagator. */
export async function stampWav(wav: Buffer, ours: AigcEntry): Promise<Buffer> {
  const found = (await readRiff(bytesSource(wav))).entries.map(({ text }) => readEntry(text).entry)
  const entry = oneEntry(found.find(one => one !== null) ?? null, ours)
  const kept: Buffer[] = []
  for await (const one of riffChunks(bytesSource(wav), 12, wav.length)) {
    if (one.id === 'AIGC') continue
    if (one.id === 'LIST') kept.push(await listWithoutEntry(wav, one))
    else kept.push(Buffer.from(wav.subarray(one.at, one.at + 8 + even(one.length))))
  }
  const body = Buffer.concat([
    Buffer.from('WAVE', 'latin1'),
    ...kept,
    chunk('AIGC', Buffer.from(entryText(entry), 'utf8')),
  ])
  const head = Buffer.alloc(8)
  head.write('RIFF', 0, 'latin1')
  head.writeUInt32LE(body.length, 4)
  return Buffer.concat([head, body])
}
