/** What kind of file somebody brought is told by its first bytes, never by its name. */

const startsWith = (bytes: Uint8Array, ...signature: number[]) =>
  signature.every((byte, place) => bytes[place] === byte)

export type FileKind = 'text' | 'workbook' | 'old-workbook' | 'other'

// Of files that are neither: a table exported from a system may hold a stray control character or NUL, never many.
const mostControls = 0.02

/** The kind of a file by its beginning (some 64 KB). */
export function fileKind(beginning: Uint8Array): FileKind {
  if (startsWith(beginning, 0x50, 0x4b, 0x03, 0x04)) return 'workbook'
  if (startsWith(beginning, 0xd0, 0xcf, 0x11, 0xe0)) return 'old-workbook'
  if (markedEncoding(beginning)) return 'text'
  let controls = 0
  for (const byte of beginning) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) controls++
  }
  return controls <= beginning.length * mostControls ? 'text' : 'other'
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

/** The encoding that a byte order mark names. */
export function markedEncoding(beginning: Uint8Array): Encoding | undefined {
  if (startsWith(beginning, 0xef, 0xbb, 0xbf)) return 'utf-8'
  if (startsWith(beginning, 0xff, 0xfe)) return 'utf-16le'
  if (startsWith(beginning, 0xfe, 0xff)) return 'utf-16be'
  return undefined
}

/**
 * Of bytes that are no whole text of either encoding: true where they are UTF-8 with a few of them lost. GBK read as UTF-8
 * loses far more characters than it gives; UTF-8 that was cut in the middle of one loses hardly any.
 * @param text the bytes read as UTF-8, with U+FFFD for what was lost
 */
export function isMostlyUtf8(text: string): boolean {
  let lost = 0
  let read = 0
  for (const sign of text) {
    if (sign === '\uFFFD') lost++
    else if (sign > '\u007F') read++
  }
  return lost <= read
}

/** True when the text is JSON lines: its first line with anything on it is one JSON object. */
export function isJsonLines(text: string, complete: boolean): boolean {
  const lines = text.split('\n')
  const first = lines.find(line => line.trim() !== '')?.trim()
  if (!first?.startsWith('{')) return false
  // A first line longer than what was read cannot be parsed yet.
  if (!complete && lines.filter(line => line.trim() !== '').length === 1) return /^\{\s*"/.test(first)
  try {
    return typeof JSON.parse(first) === 'object'
  } catch {
    return false
  }
}

const delimiters = [',', '\t', ';', '，'] as const

/** The sign that parts the headings: the one found most often outside quotation marks in the first line. */
export function delimiterOf(text: string): string {
  const counts = new Map<string, number>()
  let quoted = false
  for (const character of text.trimStart()) {
    if (character === '"') quoted = !quoted
    else if (character === '\n' && !quoted) break
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1)
  }
  const best = delimiters.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0]!
  return counts.get(best) ? best : ','
}

/** Headings made unique and never empty: `标题`, `标题 (2)`, `#3` for the third column without one. */
export function uniqueHeadings(cells: readonly string[]): string[] {
  const taken = new Set<string>()
  return cells.map((cell, place) => {
    const plain = cell.replaceAll('\u0000', '').trim().slice(0, 180) || `#${place + 1}`
    let name = plain
    for (let again = 2; taken.has(name); again++) name = `${plain} (${again})`
    taken.add(name)
    return name
  })
}
