/** A record of a CSV file: where it begins, its cells, and as it stands. The cells are null where a quote has no end. */
export interface CsvRecord {
  line: number
  cells: string[] | null
  text: string
}

/** A cell in quotes is no longer than this: one whose quote was forgotten would swallow the rest of the file unseen. */
const longestQuoted = 2000
const breakOfLine = /\r\n|\n|\r/g

function readRecord(text: string, from: number, separator: string): { cells: string[]; end: number } | null {
  const cells: string[] = []
  let cell = ''
  let opened = -1
  for (let at = from; ; at++) {
    const sign = text[at]
    if (opened >= 0) {
      if (sign === undefined || at - opened > longestQuoted) return null
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else {
        const next = text[at + 1]
        if (next !== undefined && next !== separator && next !== '\n' && next !== '\r') return null
        opened = -1
      }
    } else if (sign === '"' && cell === '') opened = at
    else if (sign === separator) {
      cells.push(cell)
      cell = ''
    } else if (sign === undefined || sign === '\n' || sign === '\r') {
      return { cells: [...cells, cell], end: at }
    } else cell += sign
  }
}

/**
 * The records of a CSV text (RFC 4180: quotes, doubled quotes, breaks inside them), commas or tabs; blank lines are left out.
 * A row whose quote does not end is a record without cells, and the next row is read again.
 */
export function splitCsv(given: string): CsvRecord[] {
  const text = given.replace(/^\ufeff/, '')
  const heading = text.slice(0, /[\r\n]|$/.exec(text)!.index)
  const separator = !heading.includes(',') && heading.includes('\t') ? '\t' : ','
  const endOfLine = (from: number) => {
    breakOfLine.lastIndex = from
    return breakOfLine.exec(text)?.index ?? text.length
  }
  const records: CsvRecord[] = []
  let line = 1
  for (let from = 0; from < text.length; ) {
    const read = readRecord(text, from, separator)
    const end = read?.end ?? endOfLine(from)
    const whole = text.slice(from, end)
    if (whole.trim() !== '') records.push({ line, cells: read?.cells ?? null, text: whole })
    from = end + (text.startsWith('\r\n', end) ? 2 : 1)
    line += 1 + (whole.match(breakOfLine)?.length ?? 0)
  }
  return records
}
