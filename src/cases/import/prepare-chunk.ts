import type { CitySnapshot } from '#city/index.ts'
import { systemActor } from '#identity/index.ts'
import { isBlind } from '../blind.rules.ts'
import type { NewCase } from '../case.draft.ts'
import { draftImported, type ImportSetting, type PlacedRow } from './draft-imported.rules.ts'
import { selectKnownIds } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'
import { placeRows } from './place-rows.ts'
import { isHistory, type RowReading } from './row.rules.ts'
import { rowHash } from './row-hash.ts'
import { type SortedRows, sortRows } from './sort-rows.rules.ts'
import type { SourceRow } from './source-row.ts'

/** What holds for all chunks of one run. */
export interface Preparation {
  city: CitySnapshot
  reading: RowReading
  setting: ImportSetting
}

/** A chunk on its way into the database. */
export interface PreparedChunk {
  /** Number of its last row. */
  last: number
  rows: number
  cases: NewCase[]
  rejected: SortedRows['rejected']
  repeated: number
}

/** Advice for the open matters: one decision each, committed by the kernel before their cases are written. */
async function advise(parts: ImportParts, rows: readonly PlacedRow[]): Promise<void> {
  const open = rows.filter(({ row }) => !isHistory(row))
  const made = await parts.loop.kernel.inferMany(
    parts.loop.dispatchAlgorithm,
    open.map(({ caseId, row, regionId }) => ({
      subject: `case:${caseId}`,
      input: { subject: row.subject, detail: row.detail, regionId, inBulk: true },
    })),
    systemActor,
  )
  for (const [place, one] of open.entries()) {
    const { decisionId: id, hash } = made[place]!
    one.decision = { id, subject: `case:${one.caseId}`, hash }
    one.blind = isBlind(one.caseId, parts.loop.blindShare)
  }
}

/** Reads the rows of a chunk, passes over what is a case already, and asks for the advice its open matters need. */
export async function prepareChunk(
  parts: ImportParts,
  chunk: readonly SourceRow[],
  preparation: Preparation,
): Promise<PreparedChunk> {
  const { database } = parts.loop
  const { city, reading, setting } = preparation
  const { ready, rejected, repeated } = sortRows(chunk, reading, rowHash)
  const ids = ready.map(one => one.externalId)
  const known = ids.length === 0 ? new Set<string>() : await selectKnownIds(database, setting.source, ids)
  const wanted = ready.filter(one => !known.has(one.externalId))
  const placed = await placeRows(database, city, wanted)
  await advise(parts, placed)
  return {
    last: chunk.at(-1)!.number,
    rows: chunk.length,
    cases: placed.map(one => draftImported(one, setting)),
    rejected,
    repeated: repeated + ready.length - wanted.length,
  }
}
