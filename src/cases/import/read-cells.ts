import { readLines, readText } from './read-text.ts'
import type { SourceRow } from './source-row.ts'

/** Cells of one line may be a whole matter of 1 MB, escaped. */
const longestLine = 64 << 20

/** Rows of a workbook as `convert-workbook.ts` left them: one JSON array a line, the headings first. */
export async function* readCells(path: string, width: number, after: number): AsyncGenerator<SourceRow> {
  for await (const line of readLines(readText({ path, encoding: 'utf-8' }), longestLine)) {
    const [number, ...given] = JSON.parse(line) as [number, ...string[]]
    if (number <= after || number === 1) continue
    if (given.length > width && given.slice(width).some(cell => cell.trim() !== '')) {
      yield { number, cells: given, problem: 'shifted' }
      continue
    }
    // A workbook leaves empty cells at the end of a row out, so a short row is no shifted one.
    const cells = Array.from({ length: width }, (_, place) => given[place] ?? '')
    yield { number, cells, problem: null }
  }
}

/** The first line: the headings. */
export async function firstCells(path: string): Promise<string[]> {
  for await (const line of readLines(readText({ path, encoding: 'utf-8' }), longestLine))
    return (JSON.parse(line) as [number, ...string[]]).slice(1) as string[]
  return []
}
