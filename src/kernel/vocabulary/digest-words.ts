import { createHash } from 'node:crypto'
import { canonicalJson } from '#ledger/index.ts'
import type { VocabularyWord } from './vocabulary.contract.ts'

/** What a version is, in 32 bytes: its words in their order and its allowed phrases. The ledger holds it. */
export function digestWords(words: readonly VocabularyWord[], allowed: readonly string[]): Buffer {
  const rows = words.map(one => [
    one.word,
    one.category,
    one.action,
    one.overridable,
    one.onlyWith,
    one.notWith,
    one.source,
  ])
  return createHash('sha256')
    .update(canonicalJson({ words: rows, allowed: [...allowed] }))
    .digest()
}
