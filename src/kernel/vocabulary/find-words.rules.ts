import { step } from './automaton.rules.ts'
import { naturalSymbol, type Vocabulary } from './compile-vocabulary.rules.ts'
import { foldTable, foldText, isLatin, natural } from './fold.rules.ts'

/** Where a word of the library stands in a text; the end exclusive, in UTF-16 units. */
export interface WordHit {
  start: number
  end: number
  /** Number of the entry. */
  entry: number
  /** Why it does not count after all; null when it does. */
  ignored: 'allowed' | 'context' | null
}

/** Signs that may stand between two characters of a word. More of them part two words: `……………`. */
const mostSigns = 3
/** How far neighbours are looked for on each side, within the sentence: what the next one forbids excuses nothing in this. */
const near = 20
const sentenceEnd = /[。！？!?；;\n]/

interface Raw {
  start: number
  end: number
  pattern: number
}

/**
 * Whether what stands between the characters of a find leaves it one word: `赌*博` is one, `去了赌，博得` is not, and
 * `赌，博，机`, parted between every two, is again. Latin words are whole or parted between all letters.
 */
function isOneWord(
  at: Int32Array,
  { from, to }: { from: number; to: number },
  { text, latin, marked }: { text: string; latin: boolean; marked: boolean },
): boolean {
  let parted = 0
  let written = false
  for (let i = from + 1; i < to; i++) {
    const gap = at[i]! - at[i - 1]! - 1
    if (gap === 0) continue
    if (gap > mostSigns) return false
    parted++
    for (let k = at[i - 1]! + 1; k < at[i]!; k++)
      if (foldTable[text.charCodeAt(k)] === natural) written = true
  }
  const gaps = to - from - 1
  if (latin) {
    const before = at[from]! > 0 && isLatin(foldTable[text.charCodeAt(at[from]! - 1)]!)
    const behind = at[to - 1]! + 1 < text.length && isLatin(foldTable[text.charCodeAt(at[to - 1]! + 1)]!)
    if (before || behind) return false
    return parted === 0 || (parted === gaps && gaps >= 2)
  }
  return marked || !written || (parted === gaps && gaps >= 2)
}

function rawHits(vocabulary: Vocabulary, text: string): Raw[] {
  const { automaton, symbols, latin, marked } = vocabulary
  const { word, shorter, lengths } = automaton
  const at = new Int32Array(text.length)
  const found: Raw[] = []
  let state = 0
  let count = 0
  for (let i = 0; i < text.length; i++) {
    const symbol = symbols[text.charCodeAt(i)]!
    if (symbol >= naturalSymbol) continue
    at[count++] = i
    if (symbol === 0) {
      state = 0
      continue
    }
    state = step(automaton, state, symbol)
    let ends = word[state]! >= 0 ? state : shorter[state]!
    while (ends !== 0) {
      const pattern = word[ends]!
      const from = count - lengths[pattern]!
      const spread = i - at[from]! + 1
      if (
        (spread === lengths[pattern]! && !latin[pattern]) ||
        isOneWord(at, { from, to: count }, { text, latin: latin[pattern]!, marked: marked[pattern]! })
      )
        found.push({ start: at[from]!, end: i + 1, pattern })
      ends = shorter[ends]!
    }
  }
  return found
}

function stands(vocabulary: Vocabulary, entry: number, around: () => string): boolean {
  const neighbours = vocabulary.neighbours[entry]
  if (!neighbours) return true
  const text = around()
  if (neighbours.notWith.some(phrase => text.includes(phrase))) return false
  return neighbours.onlyWith.length === 0 || neighbours.onlyWith.some(phrase => text.includes(phrase))
}

/**
 * Every word of the library in a text, in the order of their ends; those that do not count, because they stand inside an
 * allowed phrase or among neighbours that excuse them, with the reason.
 */
export function findWords(vocabulary: Vocabulary, text: string): WordHit[] {
  const raw = rawHits(vocabulary, text)
  if (raw.length === 0) return []
  const phrases = raw.filter(one => vocabulary.allowed[one.pattern])
  return raw.flatMap(({ start, end, pattern }) => {
    const excused = phrases.some(one => one.start <= start && end <= one.end)
    const around = () => {
      const before = text
        .slice(Math.max(0, start - near), start)
        .split(sentenceEnd)
        .at(-1)!
      const behind = text.slice(end, end + near).split(sentenceEnd)[0]!
      return `${foldText(before)}\n${foldText(behind)}`
    }
    return vocabulary.entriesOf[pattern]!.map(entry => ({
      start,
      end,
      entry,
      ignored: excused
        ? ('allowed' as const)
        : stands(vocabulary, entry, around)
          ? null
          : ('context' as const),
    }))
  })
}
