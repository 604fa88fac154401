import { createReadStream } from 'node:fs'
import type { TextLine } from './model.contract.ts'
import { readLines } from './read-json-lines.ts'
import { type LineFault, type LineNotice, parseTextLine } from './text-line.rules.ts'

export type RowFault = LineFault | LineNotice | 'not-measured' | 'attack'

/** What was noticed about the lines of a file: the first thousand by number, and how many there were. */
export interface FileReport {
  /** Lines that hold a row. */
  rows: number
  /** Rows that got no result. */
  rejected: number
  rejections: { line: number; fault: RowFault }[]
  /** Rows that got a result but are not what they should be. */
  notices: { line: number; notice: LineNotice }[]
}

export const emptyReport = (): FileReport => ({ rows: 0, rejected: 0, rejections: [], notices: [] })

const mostNamed = 1000

/** Notes a row that got no result. */
export function reject(report: FileReport, line: number, fault: RowFault): void {
  report.rejected++
  if (report.rejections.length < mostNamed) report.rejections.push({ line, fault })
}

/** Notes something odd about a row that got its result. */
export function notice(report: FileReport, line: number, found: LineNotice): void {
  if (report.notices.length < mostNamed) report.notices.push({ line, notice: found })
}

export interface FileRow {
  line: number
  row: TextLine
  notices: LineNotice[]
}

/** The rows of a JSONL file, one at a time; lines that hold none are rejected in the report. */
export async function* readTextFile(file: string, report: FileReport): AsyncGenerator<FileRow> {
  for await (const raw of readLines(createReadStream(file, { highWaterMark: 1 << 18 }))) {
    if ('fault' in raw) {
      reject(report, raw.line, raw.fault)
      continue
    }
    const parsed = parseTextLine(raw.text, raw.line)
    if ('fault' in parsed) {
      reject(report, raw.line, parsed.fault)
      continue
    }
    report.rows++
    yield { line: raw.line, ...parsed }
  }
}
