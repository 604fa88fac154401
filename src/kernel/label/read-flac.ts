import { type Found, largestPiece, nothing, together } from './found.ts'
import { OverLimit, type Source } from './source.ts'
import { generatorsIn } from './traces.rules.ts'

/** What the comments of Vorbis say: `AIGC={…}` as a comment of its own. */
export function readComments(block: Buffer, place: string): Found {
  const all: Found[] = []
  if (block.length < 8) return nothing()
  let at = 4 + block.readUInt32LE(0)
  const count = at + 4 <= block.length ? block.readUInt32LE(at) : 0
  at += 4
  for (let index = 0; index < Math.min(count, 10_000) && at + 4 <= block.length; index++) {
    const length = block.readUInt32LE(at)
    const comment = block.toString('utf8', at + 4, Math.min(block.length, at + 4 + length))
    at += 4 + length
    const [key = '', ...rest] = comment.split('=')
    const text = rest.join('=')
    if (/AIGC/i.test(key)) all.push({ ...nothing(), entries: [{ place, text: text.trim() }] })
    else all.push({ ...nothing(), traces: generatorsIn(text) })
  }
  return together(all)
}

/** What a FLAC file says of itself. */
export async function readFlac(source: Source): Promise<Found> {
  const all: Found[] = []
  let at = 4
  for (let count = 0; count < 1_000; count++) {
    const head = await source.read(at, 4)
    if (head.length < 4) break
    const length = head.readUIntBE(1, 3)
    if ((head[0]! & 0x7f) === 4) {
      if (length > largestPiece) throw new OverLimit()
      all.push(readComments(await source.read(at + 4, length), 'flac:comment'))
    }
    if (head[0]! & 0x80) break
    at += 4 + length
  }
  return together(all)
}
