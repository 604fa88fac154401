import { z } from 'zod'
import { importCounts } from '../imports.contract.ts'

/** How far an import has come; kept with its task, in the transaction of each chunk. */
export const cursor = z.object({
  /** Number of the last row that is done. */
  row: z.number().int(),
  counts: importCounts,
  /** When the present process began, and with how many rows done: a rate that spans a kill would be wrong. */
  began: z.object({ at: z.number(), done: z.number().int() }),
})
export type Cursor = z.infer<typeof cursor>

/** Where an import goes on: behind what an earlier process wrote, or at the beginning. */
export function cursorFrom(kept: unknown, now: number): Cursor {
  const read = cursor.safeParse(kept)
  const before = read.success
    ? read.data
    : { row: 0, counts: { rows: 0, history: 0, open: 0, repeated: 0, rejected: 0 } }
  return { row: before.row, counts: before.counts, began: { at: now, done: before.counts.rows } }
}

/** Adds a chunk. @param chunk.states of the cases that were written; those found to be there already are not among them. */
export function countChunk(
  before: Cursor,
  chunk: { last: number; rows: number; rejected: number; states: readonly string[] },
): Cursor {
  const open = chunk.states.filter(state => state === 'reported').length
  const history = chunk.states.length - open
  const { counts } = before
  return {
    ...before,
    row: chunk.last,
    counts: {
      rows: counts.rows + chunk.rows,
      history: counts.history + history,
      open: counts.open + open,
      repeated: counts.repeated + chunk.rows - chunk.rejected - chunk.states.length,
      rejected: counts.rejected + chunk.rejected,
    },
  }
}

/** Rows a second since the present process began, and seconds left at that rate; null before there is one. */
export function rateOf(
  at: Cursor,
  given: { now: number; total: number },
): { rowsPerSecond: number | null; secondsLeft: number | null } {
  const seconds = (given.now - at.began.at) / 1000
  const done = at.counts.rows - at.began.done
  if (seconds <= 0 || done <= 0) return { rowsPerSecond: null, secondsLeft: null }
  const rate = done / seconds
  return {
    rowsPerSecond: Math.round(rate * 10) / 10,
    secondsLeft: Math.max(0, Math.round((given.total - at.counts.rows) / rate)),
  }
}
