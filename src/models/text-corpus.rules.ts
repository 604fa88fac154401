import { createHashIndex, findOrAddHash } from './hash.rules.ts'
import { readText, type TextScanner } from './text-features.rules.ts'

/** Feature counts of all training texts: row `i` owns entries `start[i]` to `start[i + 1]`. */
export type Corpus = {
  start: Int32Array
  feature: Int32Array
  count: Uint16Array
  hashes: Int32Array
  isWord: Uint8Array
}

/** The features a model keeps: words first. `local` maps a corpus feature to its place, or -1. */
export type FeatureSelection = { local: Int32Array; hashes: Int32Array; rarity: Float32Array; words: number }

/**
 * Rows of weighted features; words and characters each have length 1 in a row.
 * Row `i` owns `start[i]` to `start[i + 1]`, its words before `middle[i]`.
 */
export type Matrix = {
  start: Int32Array
  middle: Int32Array
  feature: Int32Array
  value: Float32Array
  rows: number
  features: number
}

/** Counts the features of every text once, so that cross-validation reads no text twice. */
export function buildCorpus(texts: readonly string[], scanner: TextScanner): Corpus {
  const index = createHashIndex(1 << 16)
  const start = new Int32Array(texts.length + 1)
  const hashes: number[] = []
  const isWord: number[] = []
  const feature: number[] = []
  const count: number[] = []
  const lastAt: number[] = []
  for (const [row, text] of texts.entries()) {
    const from = feature.length
    readText(scanner, text)
    for (let at = 0; at < scanner.size; at++) {
      const id = findOrAddHash(index, scanner.hash[at]!, hashes.length)
      if (id === hashes.length) {
        hashes.push(scanner.hash[at]!)
        isWord.push(at < scanner.words ? 1 : 0)
        lastAt.push(-1)
      }
      const seen = lastAt[id]!
      if (seen >= from) {
        if (count[seen]! < 65535) count[seen]!++
        continue
      }
      lastAt[id] = feature.length
      feature.push(id)
      count.push(1)
    }
    start[row + 1] = feature.length
  }
  return {
    start,
    feature: Int32Array.from(feature),
    count: Uint16Array.from(count),
    hashes: Int32Array.from(hashes),
    isWord: Uint8Array.from(isWord),
  }
}

/** Below this many rows nothing repeats often enough to be asked to. */
const fewRows = 20

/** Which rows to learn from, what they are, and how many features a model may keep. */
export type SelectionInput = { rows: Int32Array; label: Int32Array; maximum: number }

/**
 * Keeps words found in at least two of the rows (singletons cost 0.6 point of macro-F1) and characters
 * and pairs found in three (a third less to store, the same figures). Of more than `maximum`, which
 * happens with hundreds of labels, those stay that lean most towards one label.
 */
export function selectFeatures(corpus: Corpus, input: SelectionInput): FeatureSelection {
  const found = countRows(corpus, input.rows)
  const wordLeast = input.rows.length < fewRows ? 1 : 2
  const characterLeast = input.rows.length < fewRows ? 1 : 3
  let kept = [...found.keys()].filter(
    id => found[id]! >= (corpus.isWord[id] === 1 ? wordLeast : characterLeast),
  )
  if (kept.length > input.maximum) {
    const lean = leanings(corpus, found, input)
    kept.sort((left, right) => lean[right]! - lean[left]! || left - right)
    kept = kept.slice(0, input.maximum)
  }
  kept.sort((left, right) => corpus.isWord[right]! - corpus.isWord[left]! || left - right)
  const local = new Int32Array(found.length).fill(-1)
  for (const [place, id] of kept.entries()) local[id] = place
  return {
    local,
    hashes: Int32Array.from(kept, id => corpus.hashes[id]!),
    rarity: Float32Array.from(kept, id => Math.log((1 + input.rows.length) / (1 + found[id]!)) + 1),
    words: kept.filter(id => corpus.isWord[id] === 1).length,
  }
}

function countRows(corpus: Corpus, rows: Iterable<number>): Int32Array {
  const found = new Int32Array(corpus.hashes.length)
  for (const row of rows) {
    for (let at = corpus.start[row]!; at < corpus.start[row + 1]!; at++) found[corpus.feature[at]!]!++
  }
  return found
}

/** For each feature, the largest (found − expected) / √expected over the labels. */
function leanings(corpus: Corpus, found: Int32Array, { rows, label }: SelectionInput): Float32Array {
  const byLabel = Map.groupBy(rows, row => label[row]!)
  const lean = new Float32Array(found.length)
  for (const its of byLabel.values()) {
    const inside = countRows(corpus, its)
    for (let id = 0; id < inside.length; id++) {
      if (inside[id] === 0) continue
      const expected = (found[id]! * its.length) / rows.length
      lean[id] = Math.max(lean[id]!, (inside[id]! - expected) / Math.sqrt(expected))
    }
  }
  return lean
}

/** Weighs the chosen rows: (1 + ln count) × rarity, then each view scaled to length 1. */
export function weighRows(corpus: Corpus, rows: Int32Array, selection: FeatureSelection): Matrix {
  let capacity = 0
  for (const row of rows) capacity += corpus.start[row + 1]! - corpus.start[row]!
  const feature = new Int32Array(capacity)
  const value = new Float32Array(capacity)
  const start = new Int32Array(rows.length + 1)
  const middle = new Int32Array(rows.length)
  let size = 0
  for (const [place, row] of rows.entries()) {
    for (const wantsWords of [true, false]) {
      const from = size
      for (let at = corpus.start[row]!; at < corpus.start[row + 1]!; at++) {
        const id = selection.local[corpus.feature[at]!]!
        if (id < 0 || id < selection.words !== wantsWords) continue
        feature[size] = id
        value[size++] = (1 + Math.log(corpus.count[at]!)) * selection.rarity[id]!
      }
      scaleToOne(value.subarray(from, size))
      if (wantsWords) middle[place] = size
    }
    start[place + 1] = size
  }
  return { start, middle, feature, value, rows: rows.length, features: selection.hashes.length }
}

/** Scales a vector in place to Euclidean length 1; an empty or zero vector stays as it is. */
export function scaleToOne(values: Float32Array): void {
  let squares = 0
  for (const value of values) squares += value * value
  const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0
  for (let at = 0; at < values.length; at++) values[at]! *= factor
}
