/**
 * Records of CSV as RFC 4180 writes them, read with the leniency of spreadsheets: a quotation mark inside a plain field is a
 * character, a quoted field with something behind its end is taken as it stands. Strings are scanned by themselves because
 * a parser over bytes, handing each record through a stream, took 0.15 ms a row, twice: a third of an import.
 */
export interface CsvReader {
  /** Records that are complete with this piece; the rest waits for the next one. @throws CsvProblem */
  read(piece: string): string[][]
  /** The last record, which may have no end. @throws CsvProblem */
  end(): string[][]
}

/** A quotation mark that is never closed, or a record beyond all measure. */
export class CsvProblem extends Error {}

const quote = 34
const carriage = 13
const newline = 10

interface Scan {
  text: string
  /** No more text follows. */
  final: boolean
  delimiter: number
  /** What ends a record: the first end that stands in the text; empty until then. */
  ending: string
}

/** The length of the end of a record at a place; 0 when there is none, -1 when only the next piece can tell. */
function endingAt(scan: Scan, at: number): number {
  const { text, ending, final } = scan
  const unit = text.charCodeAt(at)
  if (unit !== carriage && unit !== newline) return 0
  const whole = at + 1 < text.length || final
  if (ending === '') {
    if (unit === carriage && !whole) return -1
    scan.ending = unit === newline ? '\n' : text.charCodeAt(at + 1) === newline ? '\r\n' : '\r'
    return scan.ending.length
  }
  if (unit !== ending.charCodeAt(0)) return 0
  if (ending.length === 1) return 1
  if (!whole) return -1
  return text.charCodeAt(at + 1) === newline ? 2 : 0
}

type Field = { value: string; end: number; quoted: boolean } | null

/** A field that begins with a quotation mark; null when it goes on in the next piece. */
function quotedField(scan: Scan, start: number): Field {
  const { text, final } = scan
  let from = start + 1
  let value = ''
  for (;;) {
    const at = text.indexOf('"', from)
    if (at < 0 || (at + 1 === text.length && !final)) {
      if (final) throw new CsvProblem('quotation mark not closed')
      return null
    }
    const next = text.charCodeAt(at + 1)
    if (next === quote) {
      value += text.slice(from, at + 1)
      from = at + 2
      continue
    }
    value += text.slice(from, at)
    const closes = at + 1 === text.length || next === scan.delimiter ? 1 : endingAt(scan, at + 1)
    if (closes < 0) return null
    if (closes > 0) return { value, end: at + 1, quoted: true }
    const rest = plainField(scan, at + 1)
    return rest && { value: `"${value}"${rest.value}`, end: rest.end, quoted: true }
  }
}

function plainField(scan: Scan, start: number): Field {
  const { text, final, delimiter } = scan
  let end = start
  for (; end < text.length; end++) {
    const unit = text.charCodeAt(end)
    if (unit === delimiter) return { value: text.slice(start, end), end, quoted: false }
    if (unit > carriage) continue
    const ends = endingAt(scan, end)
    if (ends < 0) return null
    if (ends > 0) return { value: text.slice(start, end), end, quoted: false }
  }
  return final ? { value: text.slice(start), end, quoted: false } : null
}

/** The record that begins at a place and where the next one begins; null when it goes on in the next piece. */
function recordAt(scan: Scan, start: number): { cells: string[]; next: number } | null {
  const cells: string[] = []
  let at = start
  for (;;) {
    const field = scan.text.charCodeAt(at) === quote ? quotedField(scan, at) : plainField(scan, at)
    if (!field) return null
    cells.push(field.value)
    at = field.end
    if (scan.text.charCodeAt(at) === scan.delimiter) {
      at++
      continue
    }
    const empty = cells.length === 1 && field.value === '' && !field.quoted
    // At the end of the whole text there is no end to pass over.
    return { cells: empty ? [] : cells, next: at + (at < scan.text.length ? endingAt(scan, at) : 0) }
  }
}

/**
 * Makes a reader of records. Empty lines are left out.
 * @param longest characters of one record: more is a quotation mark that is never closed.
 */
export function csvReader(delimiter: string, longest: number): CsvReader {
  const scan: Scan = { text: '', final: false, delimiter: delimiter.charCodeAt(0), ending: '' }
  const take = (): string[][] => {
    const records: string[][] = []
    let at = 0
    while (at < scan.text.length) {
      const record = recordAt(scan, at)
      if (!record) break
      if (record.next - at > longest) throw new CsvProblem('record too long')
      if (record.cells.length > 0) records.push(record.cells)
      at = record.next
    }
    scan.text = scan.text.slice(at)
    if (scan.text.length > longest) throw new CsvProblem('record too long')
    return records
  }
  return {
    read: piece => {
      scan.text += piece
      return take()
    },
    end: () => {
      scan.final = true
      return take()
    },
  }
}
