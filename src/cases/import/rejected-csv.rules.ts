import { safeCell } from '#base/index.ts'
import { type Rejected, reasonMessage } from './reasons.rules.ts'

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
