import { checkSays } from '../guard/guard.contract.ts'
import { findWords } from '../vocabulary/find-words.rules.ts'
import { type CheckContext, pass, redacted, type Said } from './check-context.ts'

/** What the word library says of a text: each word as it was decided for it; what is dropped is taken out. */
export function checkWords(given: string, { vocabulary }: Pick<CheckContext, 'vocabulary'>): Said {
  if (!vocabulary) return pass(given)
  const hits = findWords(vocabulary, given)
    .filter(hit => hit.ignored === null)
    .map(hit => ({ ...hit, of: vocabulary.entries[hit.entry]! }))
  if (hits.length === 0) return pass(given)
  const strongest = hits.reduce((worst, { of }) =>
    checkSays.indexOf(of.action) > checkSays.indexOf(worst.of.action) ? ({ of } as typeof worst) : worst,
  ).of.action
  let text = ''
  let from = 0
  for (const { start, end } of hits
    .filter(hit => hit.of.action === 'drop')
    .sort((a, b) => a.start - b.start)) {
    if (start >= from) text += given.slice(from, start) + redacted
    from = Math.max(from, end)
  }
  return {
    text: text + given.slice(from),
    says: strongest,
    because: [...new Set(hits.map(hit => `category:${hit.of.category}`))].sort(),
    // A word that nobody may let through decides for all beside it.
    overridable: hits.every(hit => hit.of.overridable),
  }
}
