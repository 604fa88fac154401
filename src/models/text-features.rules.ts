import { characterSeed, stepHash } from './hash.rules.ts'
import { createPlainForms, type PlainForms, writePlainForm } from './plain-form.rules.ts'
import { createTokens, type Lexicon, segmentUnits, type Tokens } from './segment.rules.ts'

/** Longer texts are cut here: the longest real message measured had 5,313 characters. */
export const maximumCharacters = 8000

/**
 * Scratch space of one thread. After `readText` or `scanText` the first `words` entries are words, the rest
 * characters and character pairs; `start` and `end` say where in the normalised text each one lies.
 */
export type TextScanner = {
  lexicon: Lexicon
  forms: PlainForms
  tokens: Tokens
  hash: Int32Array
  start: Int32Array
  end: Int32Array
  words: number
  size: number
}

/** A scanner for texts of up to `maximumCharacters`; not to be shared between threads. */
export function createTextScanner(lexicon: Lexicon): TextScanner {
  const tokens = createTokens(maximumCharacters, maximumCharacters * 2)
  const { hash, start, end } = tokens
  return { lexicon, forms: createPlainForms(), tokens, hash, start, end, words: 0, size: 0 }
}

/** One form for one meaning: full-width as half-width, lower case, no tags, single spaces; capped. */
export function normaliseText(text: string): { text: string; truncated: boolean } {
  let kept = text.length > maximumCharacters ? text.slice(0, maximumCharacters) : text
  if (kept.includes('<')) kept = kept.replace(/<\/?[a-z!][^<>]{0,2000}>/gi, ' ')
  if (kept.includes('&')) kept = kept.replace(/&(?:nbsp|lt|gt|amp|quot|#\d{1,6});/g, ' ')
  const plain = kept
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cc}\p{Cf}\ufffd]+/gu, ' ')
    .trim()
  const fits = plain.length <= maximumCharacters
  return {
    text: fits ? plain : plain.slice(0, maximumCharacters),
    truncated: !fits || text.length > maximumCharacters,
  }
}

/** Fills the scanner with the features of a text as people wrote it; returns whether it had to be cut. */
export function readText(scanner: TextScanner, text: string): boolean {
  const truncated = text.length > maximumCharacters
  const kept = truncated ? text.slice(0, maximumCharacters) : text
  const length = writePlainForm(scanner.forms, kept, scanner.tokens.units)
  if (length >= 0) {
    scanUnits(scanner, length)
    return truncated
  }
  const plain = normaliseText(text)
  scanText(scanner, plain.text)
  return plain.truncated
}

/** The same for a text that is in its normal form already. */
export function scanText(scanner: TextScanner, text: string): void {
  const { units } = scanner.tokens
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at)
  scanUnits(scanner, text.length)
}

// The tokens are already where the features begin: both write to the same arrays.
function scanUnits(scanner: TextScanner, length: number): void {
  const { tokens, hash, start, end } = scanner
  const { units } = tokens
  segmentUnits(length, scanner.lexicon, tokens)
  let size = tokens.size
  for (let at = 0; at < length; at++) {
    const one = stepHash(characterSeed, units[at]!)
    hash[size] = one === 0 ? 1 : one
    start[size] = at
    end[size++] = at + 1
    if (at + 1 === length) break
    const two = stepHash(one, units[at + 1]!)
    hash[size] = two === 0 ? 1 : two
    start[size] = at
    end[size++] = at + 2
  }
  scanner.words = tokens.size
  scanner.size = size
}
