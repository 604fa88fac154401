import { advanceTask, inTransaction } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { NewCase } from '../case.draft.ts'
import { localDay } from '../local-day.ts'
import { recordCases } from '../record-cases.ts'
import { type Cursor, countChunk } from './cursor.rules.ts'
import { isHeldBy } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'
import type { PreparedChunk } from './prepare-chunk.ts'
import { insertRejected } from './rejected.store.ts'

/** Another process has taken the import over; this one ends without a trace. */
export class ImportLost extends Error {}

/**
 * Writes a chunk: its cases, its rejected rows and how far the import has come, all or nothing.
 * @returns the new cursor, and whether to go on.
 * @throws ImportLost
 */
export async function writeChunk(
  parts: ImportParts,
  held: { importId: string; taskId: string; runner: string; city: CitySnapshot },
  work: { chunk: PreparedChunk; cursor: Cursor },
): Promise<{ cursor: Cursor; goesOn: boolean }> {
  const { chunk } = work
  return await inTransaction(parts.loop.database, async tx => {
    if (!(await isHeldBy(tx, held.importId, held.runner))) throw new ImportLost()
    const dayOf = (one: NewCase) => localDay(held.city, one.reportedAt)
    const recorded = await recordCases(tx, chunk.cases, dayOf)
    await insertRejected(tx, held.importId, chunk.rejected)
    const states = recorded.flatMap((one, place) =>
      one.repeated ? [] : [chunk.cases[place]!.standing.state],
    )
    const cursor = countChunk(work.cursor, { ...chunk, rejected: chunk.rejected.length, states })
    const { rows: done, rejected: failed } = cursor.counts
    const goesOn = await advanceTask(tx, held.taskId, { done, failed, cursor })
    return { cursor, goesOn }
  })
}
