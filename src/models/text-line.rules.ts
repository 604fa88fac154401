import type { TextLine } from './model.contract.ts'

/** Why a line is left out, or what was noticed about one that is not. Stable words: scripts read them. */
export type LineFault = 'line-too-long' | 'not-utf-8' | 'not-json' | 'not-an-object'
export type LineNotice = 'no-text' | 'text-cut' | 'no-label'

/** A text longer than this is read to here: what a matter is about is said long before. */
export const longestText = 20_000

export type ParsedLine = { row: TextLine; notices: LineNotice[] } | { fault: LineFault }

/** Reads one line of JSONL. A row without text is kept, with an empty text, so that every row gets its answer. */
export function parseTextLine(line: string, number: number): ParsedLine {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return { fault: 'not-json' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { fault: 'not-an-object' }
  const { id, text, label } = value as Record<string, unknown>
  const notices: LineNotice[] = []
  const said = typeof text === 'string' ? text.toWellFormed().replaceAll('\u0000', '').trim() : ''
  if (said === '') notices.push('no-text')
  if (said.length > longestText) notices.push('text-cut')
  const given = typeof label === 'string' || typeof label === 'number' ? String(label).trim() : ''
  if (given === '') notices.push('no-label')
  const row: TextLine = {
    // The place in the file names a row that does not name itself.
    id: typeof id === 'string' || typeof id === 'number' ? id : `line-${number}`,
    text: said.slice(0, longestText).toWellFormed(),
    ...(given === '' ? {} : { label: given }),
  }
  return { row, notices }
}
