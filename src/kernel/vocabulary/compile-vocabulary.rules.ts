import type { CheckSays } from '../guard/guard.contract.ts'
import { type Automaton, buildAutomaton } from './automaton.rules.ts'
import { foldTable, foldText, foldWord, isLatin, natural, noise } from './fold.rules.ts'

/** One word of the library. */
export interface WordEntry {
  word: string
  category: string
  action: Exclude<CheckSays, 'pass'>
  /** Whether a person may override what it leads to. */
  overridable: boolean
  /** It counts only with one of these near it; empty for always. */
  onlyWith: readonly string[]
  /** It does not count with one of these near it: `法律`, `举报`. */
  notWith: readonly string[]
}

/** A version of the library, ready to search with. */
export interface Vocabulary {
  automaton: Automaton
  /** Symbol of each unit: 0 for one that no word has. */
  symbols: Uint16Array
  /** The entries of each pattern of the automaton; -1 as the only one for an allowed phrase. */
  entriesOf: readonly (readonly number[])[]
  entries: readonly WordEntry[]
  /** Folded neighbours of each entry; undefined where it has none. */
  neighbours: readonly ({ onlyWith: readonly string[]; notWith: readonly string[] } | undefined)[]
  /** Whether a pattern is made of Latin letters and digits only: it then needs its ends to be ends. */
  latin: readonly boolean[]
  /** Whether a pattern is written with marks between its characters: 煽动民族仇恨、民族歧视. They then part nothing. */
  marked: readonly boolean[]
  /** Whether a pattern is an allowed phrase. */
  allowed: readonly boolean[]
}

/** Symbols with which no word is made. */
export const noiseSymbol = 0xffff
export const naturalSymbol = 0xfffe

const folded = (phrases: readonly string[]) => phrases.map(foldText).filter(phrase => phrase !== '')

const hasMarks = (word: string) => Array.from(word, unit => foldTable[unit.charCodeAt(0)]).includes(natural)

/** Makes a library searchable. Words that fold to nothing are left out: an import reports them. */
export function compileVocabulary(
  entries: readonly WordEntry[],
  allowedPhrases: readonly string[],
): Vocabulary {
  const patterns = new Map<
    string,
    { units: number[]; entries: number[]; marked: boolean; allowed: boolean }
  >()
  const patternOf = (word: string) => {
    const units = foldWord(word)
    if (units.length === 0) return undefined
    const key = String.fromCharCode(...units)
    const found = patterns.get(key) ?? { units, entries: [], marked: false, allowed: false }
    if (hasMarks(word)) found.marked = true
    patterns.set(key, found)
    return found
  }
  for (const [number, entry] of entries.entries()) patternOf(entry.word)?.entries.push(number)
  for (const phrase of allowedPhrases) {
    const pattern = patternOf(phrase)
    if (pattern) pattern.allowed = true
  }
  const all = [...patterns.values()]
  const counts = new Uint32Array(0x10000)
  for (const { units } of all) for (const unit of units) counts[unit]!++
  const used = [...counts.keys()].filter(unit => counts[unit]! > 0).sort((a, b) => counts[b]! - counts[a]!)
  // The commonest get the smallest symbols: their states then lie close together.
  const symbolOf = new Uint16Array(0x10000)
  for (const [place, unit] of used.entries()) symbolOf[unit] = place + 1
  const symbols = new Uint16Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) {
    const to = foldTable[unit]!
    symbols[unit] = to === noise ? noiseSymbol : to === natural ? naturalSymbol : symbolOf[to]!
  }
  return {
    automaton: buildAutomaton(
      all.map(({ units }) => Uint16Array.from(units, unit => symbolOf[unit]!)),
      used.length,
    ),
    symbols,
    entriesOf: all.map(pattern => pattern.entries),
    entries,
    neighbours: entries.map(({ onlyWith, notWith }) =>
      onlyWith.length + notWith.length === 0
        ? undefined
        : { onlyWith: folded(onlyWith), notWith: folded(notWith) },
    ),
    latin: all.map(({ units }) => units.every(isLatin)),
    marked: all.map(pattern => pattern.marked),
    allowed: all.map(pattern => pattern.allowed),
  }
}
