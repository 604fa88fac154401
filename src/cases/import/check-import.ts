import { createHash } from 'node:crypto'
import { advanceTask } from '#base/index.ts'
import { chunksOf } from './chunks.ts'
import { cursorFrom } from './cursor.rules.ts'
import { endImport } from './end-import.ts'
import { cut } from './examine-file.ts'
import { type StoredCheck, selectKnownIds } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'
import { readRows } from './read-rows.ts'
import { isHistory } from './row.rules.ts'
import { rowHash } from './row-hash.ts'
import { rowReading } from './row-reading.ts'
import type { Running } from './run-import.ts'
import { type SortedRows, sortRows } from './sort-rows.rules.ts'
import { filePath } from './stored-file.ts'
import { tallyOfUnknown } from './unknown-values.rules.ts'

const rejectedShown = 20
const unknownShown = 300

// Of a million ids only 48 bits each are kept: 40 MB, and one chance in five hundred that one row is counted wrongly.
const mark = (id: string) => createHash('sha1').update(id).digest().readUIntBE(0, 6)

function report() {
  const check: StoredCheck = {
    counts: { rows: 0, history: 0, open: 0, repeated: 0, rejected: 0 },
    rejected: [],
    unknown: [],
    unknownMore: false,
  }
  const unknown = tallyOfUnknown()
  const seen = new Set<number>()
  return {
    check,
    add: (rows: number, sorted: SortedRows, known: ReadonlySet<string>) => {
      const { counts } = check
      counts.rows += rows
      counts.rejected += sorted.rejected.length
      counts.repeated += sorted.repeated
      for (const { externalId, row } of sorted.ready) {
        const id = mark(externalId)
        if (known.has(externalId) || seen.has(id)) counts.repeated++
        else if (isHistory(row)) counts.history++
        else counts.open++
        seen.add(id)
      }
      for (const one of sorted.rejected.slice(0, rejectedShown - check.rejected.length))
        check.rejected.push({ ...one, cells: one.cells.map(cell => cut(cell)) })
      for (const one of sorted.unknown) unknown.add(one)
    },
    end: (): StoredCheck => {
      const { items, more } = unknown.list(unknownShown)
      return { ...check, unknown: items, unknownMore: more }
    },
  }
}

/** The dry run: reads and checks every row, writes no case. After a kill it begins again. */
export async function checkImport(parts: ImportParts, running: Running): Promise<void> {
  const { database, city } = parts.loop
  const { record, task, stopping } = running
  const reading = rowReading(record, await city.snapshot())
  const result = report()
  const about = { importId: record.id, taskId: task.id, mode: 'check' as const }
  const path = filePath(parts.dataFolder, record.id)
  const began = cursorFrom(null, Date.now())
  for await (const rows of chunksOf(readRows({ ...record, path }, record.headings))) {
    const sorted = sortRows(rows, reading, rowHash)
    const ids = sorted.ready.map(one => one.externalId)
    result.add(rows.length, sorted, await selectKnownIds(database, `import:${record.mapping.source}`, ids))
    const { counts } = result.check
    running.progress.done = counts.rows
    const cursor = { ...began, row: rows.at(-1)!.number, counts }
    const goesOn = await advanceTask(database, task.id, {
      done: counts.rows,
      failed: counts.rejected,
      cursor,
    })
    if (stopping.aborted) return
    if (!goesOn) return await endImport(database, { ...about, state: 'cancelled' })
  }
  await endImport(database, { ...about, state: 'done', checkResult: result.end() })
}
