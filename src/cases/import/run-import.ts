import type { Task } from '#base/index.ts'
import { chunksOf } from './chunks.ts'
import { type Cursor, cursorFrom } from './cursor.rules.ts'
import type { ImportSetting } from './draft-imported.rules.ts'
import { endImport } from './end-import.ts'
import type { ImportRecord } from './import.store.ts'
import type { ImportParts } from './import-parts.ts'
import { prepareAhead } from './prepare-ahead.ts'
import { type Preparation, prepareChunk } from './prepare-chunk.ts'
import { readRows } from './read-rows.ts'
import { rowReading } from './row-reading.ts'
import type { SourceRow } from './source-row.ts'
import { filePath } from './stored-file.ts'
import { writeChunk } from './write-chunk.ts'

/** What one process holds while it runs an import. */
export interface Running {
  record: ImportRecord
  task: Task
  runner: string
  /** The process ends: after the present chunk the import is left for the next one. */
  stopping: AbortSignal
  /** Rows done, for the sign of life between two chunks. */
  progress: { done: number }
}

function settingOf(record: ImportRecord): ImportSetting {
  const { columns, source } = record.mapping
  return {
    source: `import:${source}`,
    actor: { id: record.created_by, name: record.created_by_name },
    startedAt: record.started_at ?? record.created_at,
    tellsEnds: columns.reply !== undefined || columns.closedAt !== undefined,
  }
}

/** One asks the model or waits for the database while the other computes: with one, a fifth of two cores was idle. */
const preparedAtOnce = 2

/**
 * Imports what is left of a file, chunk by chunk. While the database writes one chunk the next ones are read and advised.
 * @throws ImportLost when another process has taken over; cases.import-unreadable.
 */
export async function runImport(parts: ImportParts, running: Running): Promise<void> {
  const { database } = parts.loop
  const { record, task, runner, stopping } = running
  const city = await parts.loop.city.snapshot()
  const preparation: Preparation = { city, reading: rowReading(record, city), setting: settingOf(record) }
  const held = { importId: record.id, taskId: task.id, runner, city }
  let state: { cursor: Cursor; goesOn: boolean } = {
    cursor: cursorFrom(task.cursor, Date.now()),
    goesOn: true,
  }
  const path = filePath(parts.dataFolder, record.id)
  const rows = readRows({ ...record, path }, record.headings, state.cursor.row)
  let writing = Promise.resolve(state)
  const prepare = (chunk: SourceRow[]) => prepareChunk(parts, chunk, preparation)
  for await (const chunk of prepareAhead(chunksOf(rows), prepare, preparedAtOnce)) {
    state = await writing
    running.progress.done = state.cursor.counts.rows
    if (!state.goesOn || stopping.aborted) break
    writing = writeChunk(parts, held, { chunk, cursor: state.cursor })
    // Its failure is met at the next turn; until then it must not count as unhandled.
    writing.catch(() => undefined)
  }
  state = await writing
  if (stopping.aborted && state.goesOn) return
  const end = state.goesOn ? ('done' as const) : ('cancelled' as const)
  const ids = { importId: record.id, taskId: task.id, mode: 'run' as const }
  await endImport(database, { ...ids, state: end, done: state.cursor.counts.rows })
}
