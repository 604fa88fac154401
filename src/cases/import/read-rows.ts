import { readCells } from './read-cells.ts'
import { readCsv } from './read-csv.ts'
import { readJsonLines } from './read-json-lines.ts'
import type { SourceFile, SourceRow } from './source-row.ts'

/** Where the rows of a workbook lie, beside the file itself. */
export function cellsPath(path: string): string {
  return `${path}.cells`
}

/**
 * Rows of a stored file as a stream, whatever its format.
 * @param after the last row that is already done: reading begins behind it.
 * @throws cases.import-unreadable
 */
export async function* readRows(
  file: SourceFile,
  headings: readonly string[],
  after = 0,
): AsyncGenerator<SourceRow> {
  const rows =
    file.format === 'csv'
      ? readCsv(file, headings.length)
      : file.format === 'jsonl'
        ? readJsonLines(file, headings, after)
        : readCells(cellsPath(file.path), headings.length, after)
  for await (const row of rows) if (row.number > after) yield row
}
