import type { z } from 'zod'
import { type Handle, type Language, readTask, sentenceOf, type Task } from '#base/index.ts'
import type { ImportState, importDetail, importSummary } from '../imports.contract.ts'
import { cursor, rateOf } from './cursor.rules.ts'
import { importError } from './import.errors.ts'
import type { ImportRecord, StoredCheck } from './import.store.ts'
import { reasonMessage } from './reasons.rules.ts'
import { countUnsearched } from './search-fill.store.ts'

type Summary = z.input<typeof importSummary>
type Detail = z.input<typeof importDetail>

const isOpen = (task: Task | undefined) => task?.state === 'queued' || task?.state === 'running'

function stateOf(run: Task | undefined, check: Task | undefined): ImportState {
  if (run) return run.state
  return isOpen(check) ? 'checking' : 'uploaded'
}

function progressOf(task: Task | undefined, total: number): Summary['progress'] {
  if (!task || !isOpen(task)) return null
  const at = cursor.safeParse(task.cursor)
  const none = { rowsPerSecond: null, secondsLeft: null }
  const rate = at.success ? rateOf(at.data, { now: task.updated_at.getTime(), total }) : none
  return { done: task.done, total, ...rate }
}

/** An import as lists show it. */
export async function summaryOf(handle: Handle, record: ImportRecord): Promise<Summary> {
  const run = record.task_id ? await readTask(handle, record.task_id) : undefined
  const check = record.check_task_id ? await readTask(handle, record.check_task_id) : undefined
  const at = cursor.safeParse(run?.cursor)
  return {
    importId: record.id,
    state: stateOf(run, check),
    fileName: record.file_name,
    bytes: record.bytes,
    format: record.format,
    encoding: record.encoding,
    createdAt: record.created_at.toISOString(),
    startedAt: record.started_at?.toISOString() ?? null,
    endedAt: record.ended_at?.toISOString() ?? null,
    progress: progressOf(run ?? check, record.row_count),
    counts: at.success ? at.data.counts : null,
  }
}

function checkView(check: StoredCheck | null, language: Language): Detail['check'] {
  if (!check) return null
  const rejected = check.rejected.map(({ row, cells, reasons }) => ({
    row,
    cells: [...cells],
    reasons: reasons.map(reason => ({
      code: reason.code,
      field: reason.field,
      message: reasonMessage(reason, language),
    })),
  }))
  return { ...check, rejected }
}

async function errorOf(handle: Handle, record: ImportRecord, language: Language): Promise<Detail['error']> {
  const taskId = record.task_id ?? record.check_task_id
  const task = taskId ? await readTask(handle, taskId) : undefined
  const kept = task?.error as { code?: string; details?: Record<string, unknown> } | null | undefined
  if (!kept?.code) return null
  const { entries } = importError
  const entry = Object.hasOwn(entries, kept.code)
    ? entries[kept.code as keyof typeof entries]
    : entries['cases.import-failed']
  const details = { reason: kept.code, ...kept.details }
  return { code: kept.code, message: sentenceOf({ entry, details }, language) }
}

/** An import as its page shows it. */
export async function detailOf(handle: Handle, record: ImportRecord, language: Language): Promise<Detail> {
  return {
    ...(await summaryOf(handle, record)),
    rows: record.row_count,
    unsearched: await countUnsearched(handle),
    delimiter: record.delimiter,
    headings: record.headings,
    sample: record.sample,
    mapping: record.mapping,
    mappingFrom: record.mapping_from,
    check: checkView(record.check_result, language),
    error: await errorOf(handle, record, language),
    removedAt: record.removed_at?.toISOString() ?? null,
  }
}
