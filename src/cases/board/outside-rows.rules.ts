import type { Language } from '#base/index.ts'
import { anonymise, leastGroup, monthOf, upTo } from '#kernel/index.ts'
import { headingsOf } from './export-row.rules.ts'

const headings = headingsOf('en')
const at = (heading: string) => headings.indexOf(heading)

// Whoever knows when and where somebody reported what finds the row, and with it how it was handled and rated.
const pointing = ['Region', 'Department', 'Category', 'Reported', 'Due', 'Closed'].map(at)
// In the order in which they cost least.
const steps = [
  { column: at('Reported'), to: monthOf },
  { column: at('Due'), to: monthOf },
  { column: at('Closed'), to: monthOf },
  { column: at('Due'), to: () => '' },
  { column: at('Category'), to: (path: string) => upTo(path, 1) },
  { column: at('Closed'), to: () => '' },
  { column: at('Department'), to: () => '' },
]
// A code names one case, what people wrote may name anybody.
const leftOut = ['Code', 'Subject', 'Detail', 'Address'].map(at)

/** Rows for somebody outside, and in words what was done to them. */
export interface OutsideRows {
  rows: string[][]
  note: Record<Language, string>
}

/**
 * Lines of an export as they may go outside: without codes and what people wrote, times as months and more made coarser as far
 * as it takes, and rows that few are like without what points at them.
 */
export function outsideRows(rows: readonly (readonly string[])[]): OutsideRows {
  const bare = rows.map(row => row.map((cell, place) => (leftOut.includes(place) ? '' : cell)))
  const made = anonymise(bare, pointing, { steps })
  const names = (language: Language) => {
    const words = headingsOf(language)
    return [...new Set(made.generalised)].map(place => words[place]).join(language === 'zh' ? '、' : ', ')
  }
  return {
    rows: made.rows,
    note: {
      zh: `对外提供：已去除编号和文字内容；已泛化：${names('zh') || '无'}；每组至少 ${leastGroup} 件，${made.hidden} 件遮盖了可指向个人的列`,
      en: `for outside: codes and words left out; made coarser: ${names('en') || 'nothing'}; groups of at least ${leastGroup}, ${made.hidden} rows with what points at them hidden`,
    },
  }
}
