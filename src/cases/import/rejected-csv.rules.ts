import { type Rejected, reasonMessage } from './reasons.rules.ts'

// A spreadsheet runs a cell that begins like this; an apostrophe makes it text. Tab, return and line feed hide one behind them.
const formula = /^[=+\-@\t\r\n＝＋－＠]/

/** One cell: quoted, and never a formula. */
export function safeCell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

/** A byte order mark, without which spreadsheets take the file for the local encoding, and the headings. */
export function csvHead(headings: readonly string[], language: 'zh' | 'en'): string {
  const own = language === 'zh' ? ['退回原因', '行号'] : ['reasons', 'row']
  return `\uFEFF${[...own, ...headings].map(safeCell).join(',')}\r\n`
}

/** One line: the reasons first, where nobody overlooks them. */
export function csvLine(rejected: Rejected, language: 'zh' | 'en'): string {
  const reasons = rejected.reasons
    .map(reason => reasonMessage(reason, language))
    .join(language === 'zh' ? '；' : '; ')
  return `${[reasons, String(rejected.row), ...rejected.cells].map(safeCell).join(',')}\r\n`
}
