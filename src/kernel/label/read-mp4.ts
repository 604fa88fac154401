import { type Found, largestPiece, mostPieces, nothing, together } from './found.ts'
import { readXmp } from './read-xmp.ts'
import type { Source } from './source.ts'
import { generatorsIn } from './traces.rules.ts'

interface Box {
  type: string
  /** Where its content begins and ends. */
  from: number
  to: number
}

const xmpId = 'be7acfcb97a942e89c71999491e3afac'
const c2paId = 'd8fec3d61b0e483c92975828877ec481'
const containers = new Set(['moov', 'udta', 'trak', 'mdia', 'minf'])
const deepest = 8

async function* boxesIn(source: Source, from: number, to: number): AsyncGenerator<Box> {
  let at = from
  for (let count = 0; at + 8 <= to && count < mostPieces; count++) {
    const head = await source.read(at, 16)
    if (head.length < 8) return
    const short = head.readUInt32BE(0)
    const long = short === 1 && head.length === 16 ? Number(head.readBigUInt64BE(8)) : short
    const length = short === 0 ? to - at : long
    const skipped = short === 1 ? 16 : 8
    if (length < skipped || !Number.isSafeInteger(length)) return
    yield { type: head.toString('latin1', 4, 8), from: at + skipped, to: Math.min(to, at + length) }
    at += length
  }
}

async function content(source: Source, { from, to }: Box): Promise<Buffer> {
  return to - from > largestPiece ? Buffer.alloc(0) : await source.read(from, to - from)
}

// keys: a count, then size, namespace and name of each; the entries of ilst are numbered by it from one.
function namesOf(keys: Buffer): string[] {
  const names: string[] = []
  let at = 8
  while (at + 8 <= keys.length && names.length < 1_000) {
    const size = keys.readUInt32BE(at)
    if (size < 8 || at + size > keys.length) break
    names.push(keys.toString('utf8', at + 8, at + size))
    at += size
  }
  return names
}

/** What the `data` boxes of one item of a metadata list hold. */
async function itemText(source: Source, item: Box): Promise<string> {
  let text = ''
  for await (const box of boxesIn(source, item.from, item.to))
    if (box.type === 'data') text += (await content(source, box)).subarray(8).toString('utf8')
  return text
}

async function readMeta(source: Source, meta: Box): Promise<Found> {
  // A full box in MP4, a plain one in QuickTime: told by where the next box begins.
  const peek = await source.read(meta.from, 8)
  const isFull = peek.length === 8 && !/^[a-z]{4}$/.test(peek.toString('latin1', 4, 8))
  const all: Found[] = []
  let names: string[] = []
  for await (const box of boxesIn(source, meta.from + (isFull ? 4 : 0), meta.to)) {
    if (box.type === 'keys') names = namesOf(await content(source, box))
    if (box.type !== 'ilst') continue
    for await (const item of boxesIn(source, box.from, box.to)) {
      const name = names[Buffer.from(item.type, 'latin1').readUInt32BE(0) - 1] ?? item.type
      const text = (await itemText(source, item)).trim()
      const isEntry = /AIGC/i.test(name) || /^\{\s*"(Label|ContentProducer|AIGC)"/.test(text)
      if (isEntry) all.push({ ...nothing(), entries: [{ place: 'mp4:ilst', text }] })
      else if (/software|encoder|too|comment|artist|author|cmt|swr/i.test(name))
        all.push({ ...nothing(), traces: generatorsIn(text) })
    }
  }
  return together(all)
}

async function readBox(source: Source, box: Box, depth: number): Promise<Found> {
  if (containers.has(box.type) && depth < deepest) return await readBoxes(source, box, depth + 1)
  if (box.type === 'meta') return await readMeta(source, box)
  if (box.type === 'jumb') return { ...nothing(), traces: ['c2pa'] }
  if (/^aigc$/i.test(box.type)) {
    const text = (await content(source, box)).toString('utf8')
    return { ...nothing(), entries: [{ place: 'mp4:udta', text: text.slice(text.indexOf('{')) }] }
  }
  if (box.type === 'XMP_') return readXmp((await content(source, box)).toString('utf8'), 'mp4:XMP_')
  if (box.type !== 'uuid') return nothing()
  const id = (await source.read(box.from, 16)).toString('hex')
  if (id === c2paId) return { ...nothing(), traces: ['c2pa'] }
  if (id !== xmpId) return nothing()
  const packet = (await content(source, { ...box, from: box.from + 16 })).toString('utf8')
  return readXmp(packet, 'mp4:uuid')
}

async function readBoxes(source: Source, within: Pick<Box, 'from' | 'to'>, depth: number): Promise<Found> {
  const all: Found[] = []
  for await (const box of boxesIn(source, within.from, within.to)) all.push(await readBox(source, box, depth))
  return together(all)
}

/** What an MP4, MOV, M4A or HEIC file says of itself; its pictures and sound are stepped over. */
export async function readMp4(source: Source): Promise<Found> {
  return await readBoxes(source, { from: 0, to: source.bytes }, 0)
}
