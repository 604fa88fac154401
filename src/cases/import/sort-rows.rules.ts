import type { Reason } from './reasons.rules.ts'
import type { ImportedRow, RowReading } from './row.rules.ts'
import { readRow } from './row.rules.ts'
import type { SourceRow } from './source-row.ts'

/** A row that can become a case. */
export interface ReadyRow {
  number: number
  row: ImportedRow
  /** The one of the file, else one made of all its cells: the same row is then the same case, whenever it comes. */
  externalId: string
}

export interface SortedRows {
  ready: ReadyRow[]
  rejected: { row: number; reasons: Reason[]; cells: readonly string[] }[]
  /** Rows whose external id stood in an earlier row of these. */
  repeated: number
  /** Every value that means nothing here, of rejected rows too. */
  unknown: ImportedRow['unknown'][]
}

const longestCell = 20_000

/** What can be kept of a row in the database: no U+0000, no half characters, no megabytes. */
export function keepable(cells: readonly string[]): string[] {
  return cells.map(cell => cell.slice(0, longestCell).replaceAll('\u0000', '').toWellFormed())
}

/** Parts the rows of a chunk: those that can become cases, those that cannot, and those that only repeat one of them. */
export function sortRows(
  rows: readonly SourceRow[],
  reading: RowReading,
  hash: (cells: readonly string[]) => string,
): SortedRows {
  const sorted: SortedRows = { ready: [], rejected: [], repeated: 0, unknown: [] }
  const seen = new Set<string>()
  for (const { number, cells, problem } of rows) {
    const read = problem
      ? { reasons: [{ code: problem, field: null }], unknown: {} }
      : readRow(cells, reading)
    if ('reasons' in read) {
      sorted.rejected.push({ row: number, reasons: read.reasons, cells: keepable(cells) })
      if (Object.keys(read.unknown).length > 0) sorted.unknown.push(read.unknown)
      continue
    }
    const { row } = read
    if (Object.keys(row.unknown).length > 0) sorted.unknown.push(row.unknown)
    const externalId = row.externalId ?? hash(cells)
    if (seen.has(externalId)) {
      sorted.repeated++
      continue
    }
    seen.add(externalId)
    sorted.ready.push({ number, row, externalId })
  }
  return sorted
}
