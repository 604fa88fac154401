import { createHash } from 'node:crypto'
import type { Sum } from './archive.format.ts'

const pieceSize = 4 << 20

/** Adds up what passes by. */
export function summing() {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    add: (piece: Uint8Array) => {
      hash.update(piece)
      bytes += piece.length
    },
    end: (rows?: number): Sum => ({
      ...(rows === undefined ? {} : { rows }),
      bytes,
      sha256: hash.digest('hex'),
    }),
  }
}

/** Small pieces put together to some of 4 MiB, so that an entry of an archive is worth its header. */
export async function* inPieces(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for await (const piece of content) {
    held.push(piece)
    size += piece.length
    if (size < pieceSize) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(held)
}
