import { inflateRawSync, inflateSync } from 'node:zlib'
import { OverLimit, type Source } from './source.ts'

/** What a reader of one format finds in a file. */
export interface Found {
  /** Texts of entries whose key contains `AIGC`, and where they stand. */
  entries: { place: string; text: string }[]
  /** Text of the document, for the explicit label. */
  texts: string[]
  /** Stable words for other traces. */
  traces: string[]
  /** Stable words for what hindered the reading. */
  problems: string[]
}

export function nothing(): Found {
  return { entries: [], texts: [], traces: [], problems: [] }
}

/** Several findings as one. */
export function together(all: readonly Found[]): Found {
  return {
    entries: all.flatMap(one => one.entries),
    texts: all.flatMap(one => one.texts),
    traces: [...new Set(all.flatMap(one => one.traces))],
    problems: [...new Set(all.flatMap(one => one.problems))],
  }
}

/** The largest single piece of metadata that is read or unpacked. */
export const largestPiece = 8 * 1024 * 1024
/** The most chunks, boxes or entries that are walked through: honest files have some hundreds. */
export const mostPieces = 20_000

/** Unpacks deflated bytes, never to more than the largest piece. @throws OverLimit, and what zlib throws for damage. */
export function unpack(source: Pick<Source, 'spend'>, packed: Buffer, kind: 'zlib' | 'raw'): Buffer {
  try {
    const options = { maxOutputLength: largestPiece }
    const content = kind === 'raw' ? inflateRawSync(packed, options) : inflateSync(packed, options)
    source.spend(content.length)
    return content
  } catch (error) {
    if ((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE') throw new OverLimit()
    throw error
  }
}
