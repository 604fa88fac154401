import type { z } from 'zod'
import { compileVocabulary } from './compile-vocabulary.rules.ts'
import type { WordList } from './create-vocabulary.ts'
import { findWords } from './find-words.rules.ts'
import type { tried } from './vocabulary.contract.ts'

/** The words of a version in a pasted text, with what each would lead to; the text is kept nowhere. */
export function tryWords(list: WordList, text: string): z.input<typeof tried> {
  const vocabulary = compileVocabulary(list.words, list.allowed)
  return {
    number: list.number,
    hits: findWords(vocabulary, text).map(({ start, end, entry, ignored }) => {
      const { word, category, action, overridable, source } = list.words[entry]!
      return { start, end, word, category, action, overridable, ignored, source }
    }),
  }
}
