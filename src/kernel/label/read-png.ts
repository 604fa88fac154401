import { type Found, largestPiece, mostPieces, nothing, together, unpack } from './found.ts'
import { readExifPiece } from './read-exif.ts'
import { readXmp } from './read-xmp.ts'
import type { Source } from './source.ts'
import { pngTextTraces } from './traces.rules.ts'

/** A chunk of a PNG file, its content as far as it is metadata. */
export interface PngChunk {
  type: string
  at: number
  length: number
  data: Buffer
}

const wanted = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'caBX'])

/** The chunks of a PNG file; only those with metadata are read, the picture is stepped over. */
export async function* pngChunks(source: Source): AsyncGenerator<PngChunk> {
  let at = 8
  for (let count = 0; at + 12 <= source.bytes && count < mostPieces; count++) {
    const head = await source.read(at, 8)
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    const isRead = wanted.has(type) && length <= largestPiece
    yield { type, at, length, data: isRead ? await source.read(at + 8, length) : Buffer.alloc(0) }
    if (type === 'IEND') return
    at += 12 + length
  }
}

/** Keyword and text of a textual chunk; undefined for one that cannot be read. */
export function pngText(
  source: Pick<Source, 'spend'>,
  { type, data }: PngChunk,
): { keyword: string; text: string } | undefined {
  const end = data.indexOf(0)
  if (end < 1 || end > 79) return undefined
  const keyword = data.toString('latin1', 0, end)
  if (type === 'tEXt') return { keyword, text: data.toString('utf8', end + 1) }
  if (type === 'zTXt')
    return { keyword, text: unpack(source, data.subarray(end + 2), 'zlib').toString('utf8') }
  const packed = data[end + 1] === 1
  const language = data.indexOf(0, end + 3)
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1)
  if (translated < 0) return undefined
  const body = data.subarray(translated + 1)
  return { keyword, text: (packed ? unpack(source, body, 'zlib') : body).toString('utf8') }
}

function readChunk(source: Source, chunk: PngChunk): Found {
  if (chunk.type === 'eXIf') return readExifPiece(chunk.data, 'png')
  if (chunk.type === 'caBX') return { ...nothing(), traces: ['c2pa'] }
  if (!wanted.has(chunk.type)) return nothing()
  const said = pngText(source, chunk)
  if (!said) return nothing()
  if (said.keyword === 'XML:com.adobe.xmp') return readXmp(said.text, 'png:iTXt')
  if (/AIGC/i.test(said.keyword))
    return { ...nothing(), entries: [{ place: `png:${chunk.type}`, text: said.text.trim() }] }
  return { ...nothing(), traces: pngTextTraces(said.keyword, said.text) }
}

/** What a PNG file says of itself. */
export async function readPng(source: Source): Promise<Found> {
  const all: Found[] = []
  let ended = false
  for await (const chunk of pngChunks(source)) {
    all.push(readChunk(source, chunk))
    ended ||= chunk.type === 'IEND'
  }
  if (!ended) all.push({ ...nothing(), problems: ['damaged'] })
  return together(all)
}
