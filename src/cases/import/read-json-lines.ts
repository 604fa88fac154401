import { readLines, readText } from './read-text.ts'
import type { SourceFile, SourceRow } from './source-row.ts'

/** Characters of one line; more is not a row. */
const longestLine = 4 << 20

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A number of an identity card has more digits than a double holds: such whole numbers stay as they are written. */
function keepDigits(_key: string, value: unknown, { source }: { source?: string } = {}): unknown {
  const inexact = Number.isInteger(value) ? !Number.isSafeInteger(value) : value === Number.POSITIVE_INFINITY
  return inexact && source !== undefined ? source : value
}

/** One object of a line; undefined when it is none. */
function objectOf(line: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(line, keepDigits) as unknown
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

/** The keys of the first lines in the order in which they appear: JSON lines have no headings of their own. */
export async function keysOf(file: SourceFile, lines: number): Promise<string[]> {
  const keys = new Set<string>()
  let read = 0
  for await (const line of readLines(readText(file), longestLine)) {
    for (const key of Object.keys(objectOf(line) ?? {})) keys.add(key)
    if (++read >= lines) break
  }
  return [...keys]
}

/** Rows of a file of JSON lines. Numbered by lines; what a later line adds beyond the known keys is not read. */
export async function* readJsonLines(
  file: SourceFile,
  keys: readonly string[],
  after: number,
): AsyncGenerator<SourceRow> {
  let number = 0
  for await (const line of readLines(readText(file), longestLine)) {
    number++
    if (number <= after || line.trim() === '') continue
    const object = objectOf(line)
    yield object
      ? {
          number,
          cells: keys.map(key => (Object.hasOwn(object, key) ? asText(object[key]) : '')),
          problem: null,
        }
      : { number, cells: [line], problem: 'not-json' }
  }
}
