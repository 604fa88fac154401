import { within } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import type { Evidence } from './kernel.contract.ts'
import { bookOf, restoreDeep, type StoredBook } from './mask/token-book.rules.ts'

/**
 * An answer as this actor may read it: who is cleared for what was masked gets the values back, everybody else the tokens.
 * What was committed to is the answer with its tokens.
 */
export function restoreFor(
  actor: Actor,
  content: { output: unknown; evidence: unknown; tokens: unknown },
): { value: unknown; evidence: Evidence[] } {
  const { output: value, evidence, tokens } = content
  if (tokens === null || !within('L4', actor.scope.level)) return { value, evidence: evidence as Evidence[] }
  const book = bookOf(tokens as StoredBook)
  return { value: restoreDeep(book, value), evidence: restoreDeep(book, evidence) as Evidence[] }
}
