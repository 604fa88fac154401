import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'

/** Bytes that are read piece by piece: a film of gigabytes is never held, and a file that lies about itself costs no more. */
export interface Source {
  readonly bytes: number
  /** What is there of `length` bytes from `at`; fewer at the end. Counted against the budget of the check. */
  read(at: number, length: number): Promise<Buffer>
  /** Counts bytes that were unpacked against the same budget. @throws OverLimit */
  spend(count: number): void
}

/** All that one check reads of a file: metadata is small, whatever a chunk claims. */
const budget = 48 * 1024 * 1024

/** Thrown when a file makes the check read more than any honest one. */
export class OverLimit extends Error {}

function limited(bytes: number, read: (at: number, length: number) => Promise<Buffer>): Source {
  let left = budget
  const spend = (count: number) => {
    if (count > left) throw new OverLimit()
    left -= count
  }
  return {
    bytes,
    spend,
    read: async (at, length) => {
      const wanted = Math.max(0, Math.min(length, bytes - at))
      if (at < 0 || wanted === 0) return Buffer.alloc(0)
      spend(wanted)
      return await read(at, wanted)
    },
  }
}

/** A source over bytes in memory. */
export function bytesSource(bytes: Uint8Array): Source {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return limited(all.length, async (at, length) => all.subarray(at, at + length))
}

/** A source over a file, to be closed after use. */
export async function fileSource(path: string): Promise<Source & { close(): Promise<void> }> {
  const file: FileHandle = await open(path, 'r')
  const { size } = await file.stat()
  const source = limited(size, async (at, length) => {
    const piece = Buffer.alloc(length)
    const { bytesRead } = await file.read(piece, 0, length, at)
    return piece.subarray(0, bytesRead)
  })
  return { ...source, close: () => file.close() }
}

/** Of a longer stream the beginning and the end are held: metadata stands there. */
const windowBytes = 12 * 1024 * 1024

/** A source over a stream of known length, read once; what lies between beginning and end of a long one is not there. */
export async function streamSource(stream: Readable, bytes: number): Promise<Source> {
  const head: Buffer[] = []
  const tail: Buffer[] = []
  let [headBytes, tailBytes] = [0, 0]
  for await (const chunk of stream) {
    const piece = chunk as Buffer
    const first = piece.subarray(0, Math.max(0, windowBytes - headBytes))
    head.push(Buffer.from(first))
    headBytes += first.length
    if (first.length === piece.length) continue
    tail.push(Buffer.from(piece.subarray(first.length)))
    tailBytes += piece.length - first.length
    while (tailBytes - tail[0]!.length >= windowBytes) tailBytes -= tail.shift()!.length
  }
  const [begin, end] = [Buffer.concat(head), Buffer.concat(tail)]
  const from = bytes - end.length
  return limited(bytes, async (at, length) => {
    if (at + length <= begin.length) return begin.subarray(at, at + length)
    if (at >= from) return end.subarray(at - from, at - from + length)
    return from === begin.length
      ? Buffer.concat([begin.subarray(at), end]).subarray(0, length)
      : begin.subarray(at)
  })
}
