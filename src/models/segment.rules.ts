import { stepHash, wordSeed } from './hash.rules.ts'

/**
 * A word list with frequencies, as hashes alone: 349,022 words and their prefixes in 4 MB, because
 * cache misses here were the dearest part of a prediction. A cell holds the upper half of a hash and,
 * in 16 bits, 1 where only longer words begin so, else 2 + the negative log probability in 1/2048.
 * Whole numbers make the cut the same on every machine. `taken` has a bit for each cell in use (128 KB,
 * so it stays near the processor where the cells do not), `alone` the score of each single character.
 */
export type Lexicon = {
  cells: Int32Array
  taken: Int32Array
  alone: Uint16Array
  mask: number
  unknown: number
  words: number
}

/** The lexicon while it is read: pairs of full hash and frequency, -1 for a prefix. */
type Draft = { pairs: Int32Array; mask: number; words: number }

/**
 * One text and its tokens, overwritten by the next. `units` are the text's UTF-16 code units; `base` marks
 * the words that together cover it.
 */
export type Tokens = {
  units: Uint16Array
  hash: Int32Array
  start: Int32Array
  end: Int32Array
  base: Uint8Array
  size: number
  best: Int32Array
  stop: Int32Array
  word: Int32Array
}

const absent = 0
const prefixOnly = 1
const upperHalf = 0xffff0000 | 0

/** Reads the dictionary text (`word frequency tag` per line) into a lexicon; lower-cased like the texts. */
export function buildLexicon(dictionary: string): Lexicon {
  const lines = dictionary.toLowerCase()
  let slots = 1024
  while (slots < lines.length / 3) slots *= 2
  const lexicon: Draft = { pairs: new Int32Array(slots * 2), mask: slots - 1, words: 0 }
  let total = 0
  for (let at = 0; at < lines.length; ) {
    const wordEnd = endOf(lines, at, ' ')
    const place = addPrefixes(lexicon, lines.slice(at, wordEnd))
    const lineEnd = endOf(lines, at, '\n')
    const frequency = Math.max(1, Number.parseInt(lines.slice(wordEnd + 1, lineEnd), 10) || 1)
    at = lineEnd + 1
    if (place < 0) continue
    if (lexicon.pairs[place] === -1) lexicon.words++
    else total -= lexicon.pairs[place]!
    lexicon.pairs[place] = frequency
    total += frequency
  }
  return toLogarithms(lexicon, total)
}

function endOf(lines: string, from: number, mark: string): number {
  const found = lines.indexOf(mark, from)
  return found < 0 ? lines.length : found
}

/** Puts every prefix of the word in the table, new ones marked -1; returns where the word's score goes. */
function addPrefixes(lexicon: Draft, word: string): number {
  let hash = wordSeed
  let place = -1
  for (let at = 0; at < word.length; at++) {
    hash = stepHash(hash, word.charCodeAt(at))
    const slot = slotOf(lexicon, hash)
    place = slot * 2 + 1
    if (lexicon.pairs[slot * 2] !== 0) continue
    lexicon.pairs[slot * 2] = hash
    lexicon.pairs[place] = -1
  }
  return place
}

function toLogarithms({ pairs, mask, words }: Draft, total: number): Lexicon {
  const cells = new Int32Array(mask + 1)
  const taken = new Int32Array((mask >>> 5) + 1)
  for (let slot = 0; slot <= mask; slot++) {
    const frequency = pairs[slot * 2 + 1]!
    if (pairs[slot * 2] === 0) continue
    const score = frequency === -1 ? 1 : 2 + Math.min(60000, Math.round(-Math.log(frequency / total) * 2048))
    cells[slot] = (pairs[slot * 2]! & upperHalf) | score
    taken[slot >>> 5]! |= 1 << slot
  }
  const unknown = -Math.round(Math.log(Math.max(2, total)) * 2048)
  const lexicon: Lexicon = { cells, taken, alone: new Uint16Array(65536), mask, unknown, words }
  for (let code = 0; code < 65536; code++) {
    if (isHan(code)) lexicon.alone[code] = lookUp(lexicon, stepHash(wordSeed, code))
  }
  return lexicon
}

function slotOf({ pairs, mask }: Draft, hash: number): number {
  let slot = (hash ^ (hash >>> 13)) & mask
  while (pairs[slot * 2] !== 0 && pairs[slot * 2] !== hash) slot = (slot + 1) & mask
  return slot
}

/** The number in the cell of a word: `absent`, `prefixOnly`, or 2 + its negative log probability. */
function lookUp({ cells, taken, mask }: Lexicon, hash: number): number {
  const wanted = hash & upperHalf
  let slot = (hash ^ (hash >>> 13)) & mask
  while ((taken[slot >>> 5]! & (1 << slot)) !== 0) {
    const cell = cells[slot]!
    if ((cell & upperHalf) === wanted) return cell & 0xffff
    slot = (slot + 1) & mask
  }
  return absent
}

/** Scratch space for texts of at most `characters` code units, and `more` features behind the tokens. */
export function createTokens(characters: number, more = 0): Tokens {
  const capacity = characters * 3 + 3
  return {
    units: new Uint16Array(characters),
    hash: new Int32Array(capacity + more),
    start: new Int32Array(capacity + more),
    end: new Int32Array(capacity + more),
    base: new Uint8Array(capacity),
    size: 0,
    best: new Int32Array(characters + 1),
    stop: new Int32Array(characters + 1),
    word: new Int32Array(characters + 1),
  }
}

/** Cuts a normalised text; see `segmentUnits`. */
export function segmentText(text: string, lexicon: Lexicon, tokens: Tokens): void {
  for (let at = 0; at < text.length; at++) tokens.units[at] = text.charCodeAt(at)
  segmentUnits(text.length, lexicon, tokens)
}

/**
 * Cuts the first `length` of the `units` into the most probable words (dynamic programming over the lexicon,
 * no hidden Markov model for unknown words: it gained 0.1 point of macro-F1 and cost the native call), and
 * adds the two- and three-character words inside longer ones, which gained 1.4 points.
 */
export function segmentUnits(length: number, lexicon: Lexicon, tokens: Tokens): void {
  const { units } = tokens
  tokens.size = 0
  for (let at = 0; at < length; ) {
    const code = units[at]!
    let end = at + 1
    if (isHan(code)) {
      while (end < length && isHan(units[end]!)) end++
      cutHan({ start: at, end }, lexicon, tokens)
    } else if (isPlain(code)) {
      while (end < length && isPlain(units[end]!)) end++
      addToken(tokens, { start: at, end, base: 1 }, hashOf(units, at, end))
    } else if (code > 32) {
      if (isHighSurrogate(code) && end < length && isLowSurrogate(units[end]!)) end++
      addToken(tokens, { start: at, end, base: 1 }, hashOf(units, at, end))
    }
    at = end
  }
}

type Run = { start: number; end: number }

function cutHan({ start, end }: Run, lexicon: Lexicon, tokens: Tokens): void {
  const { units, best, stop, word } = tokens
  const { alone, unknown } = lexicon
  best[end] = 0
  for (let from = end - 1; from >= start; from--) {
    let hash = stepHash(wordSeed, units[from]!)
    let score = alone[units[from]!]!
    let most = (score > prefixOnly ? Math.max(unknown, 2 - score) : unknown) + best[from + 1]!
    stop[from] = from + 1
    word[from] = hash
    for (let to = from + 1; to < end && score !== absent; to++) {
      hash = stepHash(hash, units[to]!)
      score = lookUp(lexicon, hash)
      if (score <= prefixOnly || 2 - score + best[to + 1]! < most) continue
      most = 2 - score + best[to + 1]!
      stop[from] = to + 1
      word[from] = hash
    }
    best[from] = most
  }
  for (let at = start; at < end; at = stop[at]!) {
    const run = { start: at, end: stop[at]!, base: 1 } as const
    if (run.end - at > 2) addInner(run, { length: 2, lexicon }, tokens)
    if (run.end - at > 3) addInner(run, { length: 3, lexicon }, tokens)
    addToken(tokens, run, word[at]!)
  }
}

function addInner(run: Run, { length, lexicon }: { length: number; lexicon: Lexicon }, tokens: Tokens): void {
  for (let at = run.start; at + length <= run.end; at++) {
    const hash = hashOf(tokens.units, at, at + length)
    if (lookUp(lexicon, hash) > prefixOnly) addToken(tokens, { start: at, end: at + length, base: 0 }, hash)
  }
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let hash = wordSeed
  for (let at = start; at < end; at++) hash = stepHash(hash, units[at]!)
  return hash
}

function addToken(tokens: Tokens, token: Run & { base: 0 | 1 }, hash: number): void {
  tokens.hash[tokens.size] = hash === 0 ? 1 : hash
  tokens.start[tokens.size] = token.start
  tokens.end[tokens.size] = token.end
  tokens.base[tokens.size] = token.base
  tokens.size++
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57
const isPlain = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 122)
const isHan = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff)
const isHighSurrogate = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLowSurrogate = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff
