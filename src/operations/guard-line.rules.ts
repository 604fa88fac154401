/** Why a line got no result. Stable words: scripts read them. */
export type GuardLineFault = 'line-too-long' | 'not-utf-8' | 'not-json' | 'not-an-object' | 'no-text'

export type GuardLine = { id: string | number; text: string } | { fault: GuardLineFault }

/** Reads one line of JSONL. The text stays as it is, to its last space: the findings are places in it. */
export function parseGuardLine(line: string, number: number): GuardLine {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { fault: 'not-json' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: 'not-an-object' }
  const { id, text } = value as Record<string, unknown>
  if (typeof text !== 'string') return { fault: 'no-text' }
  // The place in the file names a row that does not name itself.
  return { id: typeof id === 'string' || typeof id === 'number' ? id : `line-${number}`, text }
}
