/** A record of a CSV file: where it begins, its cells, and as it stands. */
export interface CsvRecord {
  line: number
  cells: string[]
  text: string
}

/** The records of a CSV text (RFC 4180: quotes, doubled quotes, breaks inside them), commas or tabs; blank lines are left out. */
export function splitCsv(given: string): CsvRecord[] {
  const text = given.replace(/^\ufeff/, '')
  const heading = text.slice(0, /[\r\n]|$/.exec(text)!.index)
  const separator = !heading.includes(',') && heading.includes('\t') ? '\t' : ','
  const records: CsvRecord[] = []
  let cells: string[] = []
  let cell = ''
  let quoted = false
  let line = 1
  let begins = { line: 1, at: 0 }
  const endRecord = (at: number) => {
    const whole = text.slice(begins.at, at)
    if (whole.trim() !== '') records.push({ line: begins.line, cells: [...cells, cell], text: whole })
    cells = []
    cell = ''
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at]!
    if (sign === '\n' || (sign === '\r' && text[at + 1] !== '\n')) line++
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (sign === '"' && cell === '') quoted = true
    else if (sign === separator) {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n' || sign === '\r') {
      endRecord(at)
      if (sign === '\r' && text[at + 1] === '\n') {
        at++
        line++
      }
      begins = { line, at: at + 1 }
    } else cell += sign
  }
  endRecord(text.length)
  return records
}
