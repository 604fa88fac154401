import { dict } from '@node-rs/jieba/dict.js'
import { buildLexicon, type Lexicon } from './segment.rules.ts'

let loaded: Lexicon | undefined

/** The general Chinese word list that comes with jieba, read once per thread (about 0.2 s, 8 MB). */
export function loadLexicon(): Lexicon {
  loaded ??= buildLexicon(new TextDecoder().decode(dict))
  return loaded
}
