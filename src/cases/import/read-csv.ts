import { CsvProblem, csvReader } from './csv.rules.ts'
import { importError } from './import.errors.ts'
import { readText } from './read-text.ts'
import type { SourceFile, SourceRow } from './source-row.ts'

/** Characters of one record; more is a quotation mark that is never closed. */
const longestRecord = 4 << 20

/** Drops empty cells after the last heading: spreadsheets write them for columns that once were there. */
function withoutEmptyEnd(cells: string[], width: number): string[] {
  let length = cells.length
  while (length > width && cells[length - 1]!.trim() === '') length--
  return length === cells.length ? cells : cells.slice(0, length)
}

/** Records of a CSV file as they stand, the headings among them. @throws cases.import-unreadable */
export async function* readRecords(file: SourceFile): AsyncGenerator<string[]> {
  const reader = csvReader(file.delimiter ?? ',', longestRecord)
  let row = 0
  try {
    for await (const piece of readText(file)) {
      for (const record of reader.read(piece)) {
        row++
        yield record
      }
    }
    for (const record of reader.end()) yield record
  } catch (error) {
    if (!(error instanceof CsvProblem)) throw error
    throw importError('cases.import-unreadable', { row: row + 1 })
  }
}

/** Rows of a CSV file below its headings. */
export async function* readCsv(file: SourceFile, width: number): AsyncGenerator<SourceRow> {
  let number = 0
  for await (const record of readRecords(file)) {
    number++
    if (number === 1) continue
    const cells = withoutEmptyEnd(record, width)
    if (cells.every(cell => cell.trim() === '')) yield { number, cells, problem: 'empty-row' }
    else yield { number, cells, problem: cells.length === width ? null : 'shifted' }
  }
}
