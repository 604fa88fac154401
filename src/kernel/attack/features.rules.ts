import { conceptNames, concepts } from './concepts.ts'

/** Character and word sequences share this many places; the concepts and their pairs have places of their own behind them. */
const hashBits = 16
export const hashed = 2 ** hashBits
const many = conceptNames.length
const pairs = hashed + many
export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]
const biases = pairs + many * many
/** How many weights a model has. */
export const places = biases + languages.length

export interface Features {
  language: Language
  indices: Uint32Array
  values: Float32Array
}

/** Words of the concepts by their first character, the longest first. */
const starts: (readonly [word: string, concept: number][] | undefined)[] = []
for (const [concept, name] of conceptNames.entries())
  for (const word of concepts[name]!.split('|')) {
    const first = word.charCodeAt(0)
    starts[first] = [...(starts[first] ?? []), [word, concept]]
  }

const isWordUnit = (unit: number): boolean => (unit >= 0x61 && unit <= 0x7a) || (unit >= 0x30 && unit <= 0x39)
const isHan = (unit: number): boolean => unit >= 0x3400 && unit <= 0x9fff

/** Which concepts stand in a normalised text; Latin words only where a word begins. */
export function conceptsIn(text: string): number[] {
  const found = new Uint8Array(many)
  let before = 0x20
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    const words = starts[unit]
    if (words && !(isWordUnit(unit) && isWordUnit(before)))
      for (const [word, concept] of words)
        if (found[concept] === 0 && text.startsWith(word, at)) found[concept] = 1
    before = unit
  }
  return conceptNames.flatMap((_, concept) => (found[concept] ? [concept] : []))
}

/** Chinese where a fifth of the letters are Han: attacks in Chinese are full of Latin names. */
export function languageOf(text: string): Language {
  let han = 0
  let latin = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isHan(unit)) han++
    else if (isWordUnit(unit)) latin++
  }
  return han * 5 > han + latin ? 'zh' : 'en'
}

const mix = (state: number, value: number): number => Math.imul(state ^ value, 0x01000193)
const placeOf = (state: number): number => ((state ^ (state >>> 15)) >>> 0) & (hashed - 1)
const longestHan = 3

/** When a place was last seen, so that no set has to be made for every text. */
const lastSeen = new Uint32Array(hashed)
let turn = 0

/** Places of sequences, each once: of two and three Han characters, of one and two Latin words. */
function sequencesOf(text: string): number[] {
  const seen: number[] = []
  turn++
  const mark = (place: number): void => {
    if (lastSeen[place] === turn) return
    lastSeen[place] = turn
    seen.push(place)
  }
  let previousWord = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (isHan(unit)) {
      let state = 0x811c9dc5
      for (let length = 0; length < longestHan && isHan(text.charCodeAt(at + length)); length++) {
        state = mix(state, text.charCodeAt(at + length))
        if (length > 0) mark(placeOf(state))
      }
    } else if (isWordUnit(unit)) {
      let state = 0x2f0b4c47
      let end = at
      while (end < text.length && isWordUnit(text.charCodeAt(end))) state = mix(state, text.charCodeAt(end++))
      mark(placeOf(state))
      if (previousWord !== 0) mark(placeOf(mix(previousWord, state)))
      previousWord = state
      at = end - 1
    }
  }
  return seen
}

export interface Mixture {
  /** Length of the sequence part as a vector; the concept part is beside it. */
  sequences: number
  concept: number
  pair: number
}
const usual: Mixture = { sequences: 3, concept: 0.5, pair: 0.35 }

/** What the classifier sees of a normalised text. */
export function featuresOf(text: string, mixture: Mixture = usual): Features {
  const language = languageOf(text)
  const sequences = sequencesOf(text)
  const found = conceptsIn(text)
  const count = sequences.length + found.length + (found.length * (found.length - 1)) / 2 + 1
  const indices = new Uint32Array(count)
  const values = new Float32Array(count)
  let next = 0
  const add = (index: number, value: number): void => {
    indices[next] = index
    values[next++] = value
  }
  const each = mixture.sequences / Math.sqrt(Math.max(1, sequences.length))
  for (const place of sequences) add(place, each)
  for (const [position, one] of found.entries()) {
    add(hashed + one, mixture.concept)
    for (const other of found.slice(position + 1)) add(pairs + one * many + other, mixture.pair)
  }
  add(biases + languages.indexOf(language), 1)
  return { language, indices, values }
}
