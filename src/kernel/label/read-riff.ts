import { type Found, largestPiece, mostPieces, nothing, together } from './found.ts'
import { readExifPiece } from './read-exif.ts'
import { readId3 } from './read-id3.ts'
import { readXmp } from './read-xmp.ts'
import { bytesSource, type Source } from './source.ts'
import { generatorsIn } from './traces.rules.ts'

/** A chunk of a RIFF file. */
export interface RiffChunk {
  id: string
  at: number
  length: number
}

/** The chunks of a RIFF file or of a list in one, from a place on. */
export async function* riffChunks(source: Source, from: number, to: number): AsyncGenerator<RiffChunk> {
  let at = from
  for (let count = 0; at + 8 <= to && count < mostPieces; count++) {
    const head = await source.read(at, 8)
    if (head.length < 8) return
    const length = head.readUInt32LE(4)
    yield { id: head.toString('latin1', 0, 4), at, length }
    at += 8 + length + (length % 2)
  }
}

const plain = (bytes: Buffer) => bytes.toString('utf8').replaceAll('\0', '').trim()

async function readList(source: Source, { at, length }: RiffChunk): Promise<Found> {
  if ((await source.read(at + 8, 4)).toString('latin1') !== 'INFO') return nothing()
  const all: Found[] = []
  for await (const one of riffChunks(source, at + 12, at + 8 + length)) {
    if (one.length > largestPiece) continue
    if (one.id === 'AIGC')
      all.push({
        ...nothing(),
        entries: [{ place: 'riff:INFO', text: plain(await source.read(one.at + 8, one.length)) }],
      })
    if (['ISFT', 'ICMT', 'IART'].includes(one.id))
      all.push({
        ...nothing(),
        traces: generatorsIn(plain(await source.read(one.at + 8, one.length))),
      })
  }
  return together(all)
}

async function readChunk(source: Source, chunk: RiffChunk): Promise<Found> {
  const { id, at, length } = chunk
  if (id === 'LIST') return await readList(source, chunk)
  const isMetadata = ['AIGC', 'XMP ', '_PMX', 'EXIF', 'id3 ', 'ID3 ', 'C2PA'].includes(id)
  if (!isMetadata) return nothing()
  if (length > largestPiece) return { ...nothing(), problems: ['over-limit'] }
  const data = await source.read(at + 8, length)
  if (id === 'AIGC') return { ...nothing(), entries: [{ place: 'riff:AIGC', text: plain(data) }] }
  if (id === 'C2PA') return { ...nothing(), traces: ['c2pa'] }
  if (id === 'EXIF') {
    const mark = data.toString('latin1', 0, 6) === 'Exif\0\0' ? 6 : 0
    return readExifPiece(data.subarray(mark), 'riff')
  }
  if (id === 'id3 ' || id === 'ID3 ') return await readId3(bytesSource(data))
  return readXmp(data.toString('utf8'), 'riff:XMP')
}

/** What a WAV, WebP or AVI file says of itself. */
export async function readRiff(source: Source): Promise<Found> {
  const all: Found[] = []
  const claimed = 8 + (await source.read(4, 4)).readUInt32LE(0)
  for await (const chunk of riffChunks(source, 12, Math.min(source.bytes, claimed)))
    all.push(await readChunk(source, chunk))
  if (claimed > source.bytes + 1) all.push({ ...nothing(), problems: ['damaged'] })
  return together(all)
}
