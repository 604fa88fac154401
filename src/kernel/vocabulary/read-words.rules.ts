import { z } from 'zod'
import { isBlank } from '#base/text.contract.ts'
import { foldWord, isLatin } from './fold.rules.ts'
import { splitCsv } from './split-csv.rules.ts'
import {
  longestWord,
  type RejectedRow,
  type Rejection,
  type VocabularyImport,
  type VocabularyWord,
  vocabularyWord,
  wordActions,
} from './vocabulary.contract.ts'

/** A file of words, read: what became a word, and every row that did not. */
export interface ReadWords {
  words: VocabularyWord[]
  rejected: RejectedRow[]
}

type Defaults = Pick<VocabularyImport, 'category' | 'action'> & { source: string }
type Row = { line: number; text: string }
type Read = Partial<Omit<VocabularyWord, 'word'>> & { word: string }

const rowsOf = (text: string): Row[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((row, place) => ({ line: place + 1, text: row }))
    .filter(row => row.text.trim() !== '')

/** What the columns of a CSV are called; the first is the word where there is no heading. */
const headings: Record<string, keyof VocabularyWord> = {
  word: 'word',
  词: 'word',
  词语: 'word',
  敏感词: 'word',
  category: 'category',
  分类: 'category',
  类别: 'category',
  action: 'action',
  处置: 'action',
  动作: 'action',
  overridable: 'overridable',
  可放行: 'overridable',
  onlywith: 'onlyWith',
  only_with: 'onlyWith',
  同现才算: 'onlyWith',
  notwith: 'notWith',
  not_with: 'notWith',
  同现不算: 'notWith',
  source: 'source',
  来源: 'source',
}
const actionNames: Record<string, VocabularyWord['action']> = {
  标记: 'mark',
  提示: 'mark',
  删除: 'drop',
  去除: 'drop',
  拒绝: 'refuse',
  拒答: 'refuse',
}
const yes = /^(?:1|true|yes|y|是|可)$/i
const list = (text: string) =>
  text
    .split(/[|｜]/)
    .map(one => one.trim())
    .filter(one => one !== '')

const jsonRow = vocabularyWord.partial().extend({ word: z.string() })

function fromJson(text: string): Read | Rejection {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not-json'
  }
  const read = jsonRow.safeParse(typeof value === 'string' ? { word: value } : value)
  if (!read.success)
    return read.error.issues.some(issue => issue.path[0] === 'action') ? 'unknown-action' : 'wrong-fields'
  return Object.fromEntries(Object.entries(read.data).filter(([, one]) => one !== undefined)) as Read
}

function fromCells(
  cells: readonly string[],
  columns: readonly (keyof VocabularyWord | undefined)[],
): Read | Rejection {
  const of = (name: keyof VocabularyWord) => {
    const place = columns.indexOf(name)
    return place < 0 ? '' : (cells[place]?.trim() ?? '')
  }
  if (cells.length > columns.length) return 'wrong-columns'
  const said = of('action').toLowerCase()
  const action = actionNames[said] ?? wordActions.find(one => one === said)
  if (said !== '' && !action) return 'unknown-action'
  return {
    word: of('word'),
    ...(of('category') === '' ? {} : { category: of('category') }),
    ...(action ? { action } : {}),
    ...(of('overridable') === '' ? {} : { overridable: yes.test(of('overridable')) }),
    onlyWith: list(of('onlyWith')),
    notWith: list(of('notWith')),
    ...(of('source') === '' ? {} : { source: of('source') }),
  }
}

/** Why a word cannot be one; null when it can. */
export function rejectionOf(word: string): Rejection | null {
  if (isBlank(word)) return 'empty'
  if (word.trim().length > longestWord) return 'too-long'
  const units = foldWord(word)
  if (units.length === 0) return 'only-signs'
  // One letter or digit stands in every text; one Chinese character may be a word.
  return units.length === 1 && isLatin(units[0]!) ? 'one-letter' : null
}

/** The beginning of a text, as PostgreSQL can hold it. */
export const storableText = (text: string, most: number): string =>
  text.slice(0, most).toWellFormed().replaceAll('\u0000', '\ufffd')

function gather(rows: readonly (Row & { read: Read | Rejection })[], defaults: Defaults): ReadWords {
  const words: VocabularyWord[] = []
  const rejected: RejectedRow[] = []
  const seen = new Set<string>()
  const reject = (row: Row, reason: Rejection) =>
    rejected.push({ line: row.line, text: storableText(row.text, 500), reason })
  for (const { read, ...row } of rows) {
    const reason = typeof read === 'string' ? read : rejectionOf(read.word)
    if (reason || typeof read === 'string') {
      reject(row, reason ?? 'wrong-fields')
      continue
    }
    const whole = vocabularyWord.safeParse({
      category: defaults.category,
      action: defaults.action,
      source: defaults.source,
      overridable: (read.action ?? defaults.action) !== 'refuse',
      onlyWith: [],
      notWith: [],
      ...read,
    })
    if (!whole.success) {
      reject(row, 'wrong-fields')
      continue
    }
    // Two rows that are found in the same places are one word, however they are written.
    const key = `${String.fromCharCode(...foldWord(whole.data.word))}\n${whole.data.category}`
    if (seen.has(key)) {
      reject(row, 'repeated')
      continue
    }
    seen.add(key)
    words.push(whole.data)
  }
  return { words, rejected }
}

/** Reads a file of words: one in a row (`txt`, `#` begins a remark), CSV with a heading, or a JSON object in a row. */
export function readWords(format: 'txt' | 'csv' | 'jsonl', text: string, defaults: Defaults): ReadWords {
  if (format === 'txt')
    return gather(
      rowsOf(text)
        .filter(row => !row.text.startsWith('#'))
        .map(row => ({ ...row, read: { word: row.text.trim() } })),
      defaults,
    )
  if (format === 'jsonl')
    return gather(
      rowsOf(text).map(row => ({ ...row, read: fromJson(row.text) })),
      defaults,
    )
  const [first, ...rest] = splitCsv(text)
  if (!first) return { words: [], rejected: [] }
  const named = (first.cells ?? []).map(cell => headings[cell.trim().toLowerCase()])
  const hasHeading = named.includes('word')
  const columns = hasHeading ? named : (['word', 'category', 'action'] as const)
  const rows = hasHeading ? rest : [first, ...rest]
  return gather(
    rows.map(({ line, cells, text: row }) => ({
      line,
      text: row,
      read: cells ? fromCells(cells, columns) : 'open-quote',
    })),
    defaults,
  )
}
