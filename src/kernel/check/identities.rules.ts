import { within } from '#base/level.contract.ts'
import type { Finding } from '../guard/guard.contract.ts'
import { type CheckContext, pass, redacted, type Said } from './check-context.ts'

/**
 * What an office publishes about itself as well: its address, its telephone, its code, the name of who runs it. In a text
 * that was copied, or that stands so in a passage this reader was allowed to retrieve, it is no finding: redacting it
 * took the address out of every answer to "where do I go".
 */
const alsoOfOffices = new Set<string>([
  'landline',
  'social_credit_code',
  'address',
  'name',
  'money',
  'medical',
  'birth_date',
  'ip',
])

/** Takes out of a text the identities that are above the reader's level. */
export function hideIdentities(
  text: string,
  kind: 'written' | 'copied',
  context: Pick<CheckContext, 'reader' | 'recognise' | 'passages'>,
): Said {
  if (context.reader === 'L4') return pass(text)
  const above = context.recognise(text).filter(found => isAbove(found, text, { kind, ...context }))
  if (above.length === 0) return pass(text)
  let kept = ''
  let from = 0
  for (const found of above.toSorted((a, b) => a.start - b.start)) {
    if (found.end <= from) continue
    if (found.start >= from) kept += text.slice(from, found.start) + redacted
    from = found.end
  }
  const because = [...new Set(above.map(found => found.type))].sort()
  return { text: kept + text.slice(from), says: 'drop', because, overridable: false }
}

function isAbove(
  found: Finding,
  text: string,
  at: { kind: 'written' | 'copied' } & Pick<CheckContext, 'reader' | 'passages'>,
): boolean {
  if (within(found.level, at.reader)) return false
  if (!alsoOfOffices.has(found.type)) return true
  if (at.kind === 'copied') return false
  const value = text.slice(found.start, found.end)
  return !at.passages.some(passage => passage.text.includes(value))
}
