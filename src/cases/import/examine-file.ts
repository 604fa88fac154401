import { openSealedFile } from '#base/index.ts'
import { convertWorkbook } from './convert-workbook.ts'
import {
  delimiterOf,
  type Encoding,
  fileKind,
  isJsonLines,
  isMostlyUtf8,
  markedEncoding,
  uniqueHeadings,
} from './file-kind.rules.ts'
import { importError } from './import.errors.ts'
import { firstCells } from './read-cells.ts'
import { readRecords } from './read-csv.ts'
import { keysOf } from './read-json-lines.ts'
import { cellsPath, readRows } from './read-rows.ts'
import type { SourceFile } from './source-row.ts'

/** What a file turned out to be. */
export interface Examined extends SourceFile {
  bytes: number
  headings: string[]
  /** First rows, cut. */
  sample: string[][]
  rows: number
  /** Some of its bytes are not of its encoding. */
  damaged: boolean
}

const beginningBytes = 1 << 16
const sampleRows = 20
const sampleCharacters = 200
// Keys that appear later are not read: a file of a million rows is not read twice for a rare key.
const keyLines = 1000

/** The first characters of a text. */
export function cut(text: string, most = sampleCharacters): string {
  return text.length > most ? `${text.slice(0, most)}…`.toWellFormed() : text
}

/** True when the whole file is well-formed text of the encoding. */
async function isWhole(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for await (const bytes of await openSealedFile(path)) decoder.decode(bytes as Buffer, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** A mark decides; else UTF-8 when all of the file is, else GB18030 (which holds GBK and GB 2312). */
async function encodingOf(
  path: string,
  beginning: Buffer,
): Promise<{ encoding: Encoding; damaged: boolean }> {
  const marked = markedEncoding(beginning)
  if (marked) return { encoding: marked, damaged: !(await isWhole(path, marked)) }
  if (await isWhole(path, 'utf-8')) return { encoding: 'utf-8', damaged: false }
  if (await isWhole(path, 'gb18030')) return { encoding: 'gb18030', damaged: false }
  // The beginning tells which, less its last character, which may be cut.
  const text = new TextDecoder('utf-8').decode(beginning, { stream: true })
  return { encoding: isMostlyUtf8(text) ? 'utf-8' : 'gb18030', damaged: true }
}

/** How long the content of a file is, and how it begins; it is sealed, so it is read for that. */
async function measure(path: string): Promise<{ bytes: number; beginning: Buffer }> {
  let bytes = 0
  const first: Buffer[] = []
  for await (const chunk of (await openSealedFile(path)) as AsyncIterable<Buffer>) {
    if (bytes < beginningBytes) first.push(chunk)
    bytes += chunk.length
  }
  return { bytes, beginning: Buffer.concat(first).subarray(0, beginningBytes) }
}

async function headingsOf(file: SourceFile): Promise<string[]> {
  if (file.format === 'jsonl') return await keysOf(file, keyLines)
  if (file.format === 'xlsx') return uniqueHeadings(await firstCells(cellsPath(file.path)))
  for await (const record of readRecords(file)) {
    const last = record.findLastIndex(cell => cell.trim() !== '')
    return uniqueHeadings(record.slice(0, last + 1))
  }
  return []
}

async function kindOfFile(path: string, { bytes, beginning }: { bytes: number; beginning: Buffer }) {
  const kind = fileKind(beginning)
  if (bytes === 0) throw importError('cases.import-no-rows')
  if (kind === 'other') throw importError('cases.import-not-a-table')
  if (kind === 'old-workbook') throw importError('cases.import-old-workbook')
  if (kind === 'workbook') {
    await convertWorkbook({ path, bytes }, cellsPath(path))
    return { path, format: 'xlsx' as const, encoding: 'utf-8' as const, delimiter: null, damaged: false }
  }
  const { encoding, damaged } = await encodingOf(path, beginning)
  const text = new TextDecoder(encoding).decode(beginning)
  if (isJsonLines(text, bytes <= beginningBytes))
    return { path, format: 'jsonl' as const, encoding, delimiter: null, damaged }
  return { path, format: 'csv' as const, encoding, delimiter: delimiterOf(text), damaged }
}

/**
 * Finds out what a stored file is and reads it once to its end: how many rows it has, and whether it can be read at all.
 * @throws cases.import-not-a-table, -old-workbook, -broken-workbook, -too-large, -no-rows, -unreadable
 */
export async function examineFile(path: string): Promise<Examined> {
  const measured = await measure(path)
  const { bytes } = measured
  const { damaged, ...file } = await kindOfFile(path, measured)
  const headings = await headingsOf(file)
  const sample: string[][] = []
  let rows = 0
  for await (const row of readRows(file, headings)) {
    rows++
    if (sample.length < sampleRows && row.problem === null) sample.push(row.cells.map(cell => cut(cell)))
  }
  if (headings.length === 0 || rows === 0) throw importError('cases.import-no-rows')
  return { ...file, bytes, headings, sample, rows, damaged }
}
