import type { ThresholdPolicy } from './calibration.rules.ts'
import { leaveDoubt, toConfidences } from './calibration.rules.ts'
import {
  countAt,
  createFeatureTable,
  type FeatureTable,
  findRecord,
  rarityAt,
  weightsAt,
  wordAt,
} from './feature-table.rules.ts'
import type { RankedLabel, TextEvaluation } from './text-evaluation.rules.ts'
import { normaliseText, readText, scanText, type TextScanner } from './text-features.rules.ts'

/** What a model knows about itself; stored in its bytes. Figures are out-of-fold on its own training rows. */
export type TextModelHeader = {
  labels: string[]
  trainedRows: number
  seed: number
  folds: number
  words: number
  features: number
  sharpness: number
  threshold: number
  thresholdCoverage: number
  thresholdAccuracy: number
  policy: ThresholdPolicy
  outOfFold: TextEvaluation
}

/** The numbers of a model. It holds hashes of words, never a word: nobody's message can be read out of it. */
export type TextModelTables = {
  hashes: Int32Array
  rarity: Float32Array
  scale: Float32Array
  bias: Float32Array
  weights: Int16Array
}

/** A model ready to predict; `version` is the start of the SHA-256 of its bytes. */
export type TextModel = {
  version: string
  header: TextModelHeader
  tables: TextModelTables
  features: FeatureTable
  scratch: {
    /** Where the records of the features found begin, and what each counts. */
    touched: Int32Array
    value: Float32Array
    scores: Float32Array
  }
}

/** Best labels first; `abstains` where a person should decide; `features` the known ones found in the text. */
export type TextPrediction = {
  ranked: RankedLabel[]
  abstains: boolean
  features: number
  truncated: boolean
}

/** A word of the text and how much it spoke for the label against the average of all labels. */
export type TextEvidence = { term: string; weight: number }

/** Builds the look-up of a model's features from its tables. */
export function assembleTextModel(
  version: string,
  header: TextModelHeader,
  tables: TextModelTables,
): TextModel {
  const labels = header.labels.length
  const scratch = {
    touched: new Int32Array(tables.hashes.length),
    value: new Float32Array(tables.hashes.length),
    scores: new Float32Array(labels),
  }
  const features = createFeatureTable({ ...tables, labels, words: header.words })
  return { version, header, tables, features, scratch }
}

/** Ranks the labels of a text; `top` says how many are wanted (3 unless said). */
export function rankText(
  model: TextModel,
  text: string,
  given: { scanner: TextScanner; top?: number },
): TextPrediction {
  const truncated = readText(given.scanner, text)
  const features = countFeatures(model, given.scanner)
  weighFeatures(model, features)
  const { scores } = model.scratch
  addScores(model, features)
  toConfidences(scores, model.header.sharpness)
  leaveDoubt(scores)
  const ranked = bestOf(scores, model.header.labels, given.top ?? 3)
  const abstains = features === 0 || ranked[0]!.confidence < model.header.threshold
  return { ranked, abstains, features, truncated }
}

/** Counts the known features of the scanned text; returns how many different ones there are. */
function countFeatures(model: TextModel, scanner: TextScanner): number {
  const { touched } = model.scratch
  const table = model.features
  const { records } = table
  const { hash, size } = scanner
  let found = 0
  for (let at = 0; at < size; at++) {
    const record = findRecord(table, hash[at]!)
    if (record < 0) continue
    const seen = records[record + countAt]!
    if (seen === 0) touched[found++] = record
    records[record + countAt] = seen + 1
  }
  return found
}

const logarithms = Float64Array.from({ length: 256 }, (_, count) => 1 + Math.log(Math.max(1, count)))

/** Turns counts into values, words and characters each scaled to length 1, and clears the counts. */
function weighFeatures(model: TextModel, found: number): void {
  const { touched, value } = model.scratch
  const { records, rarity } = model.features
  let wordSquares = 0
  let characterSquares = 0
  for (let place = 0; place < found; place++) {
    const record = touched[place]!
    const seen = records[record + countAt]!
    const weighed = (seen < 256 ? logarithms[seen]! : 1 + Math.log(seen)) * rarity[record + rarityAt]!
    records[record + countAt] = 0
    value[place] = weighed
    if (records[record + wordAt] === 1) wordSquares += weighed * weighed
    else characterSquares += weighed * weighed
  }
  const wordScale = wordSquares > 0 ? 1 / Math.sqrt(wordSquares) : 0
  const characterScale = characterSquares > 0 ? 1 / Math.sqrt(characterSquares) : 0
  for (let place = 0; place < found; place++)
    value[place]! *= records[touched[place]! + wordAt] === 1 ? wordScale : characterScale
}

/** Sums the 16-bit weights first and scales once per label: half the memory traffic of 32-bit weights. */
function addScores(model: TextModel, found: number): void {
  const { touched, value, scores } = model.scratch
  const { weights } = model.features
  const { scale, bias } = model.tables
  const labels = scores.length
  scores.fill(0)
  for (let place = 0; place < found; place++) {
    const amount = value[place]!
    const from = (touched[place]! + weightsAt) * 2
    for (let label = 0; label < labels; label++) scores[label]! += weights[from + label]! * amount
  }
  for (let label = 0; label < labels; label++) scores[label] = scores[label]! * scale[label]! + bias[label]!
}

function bestOf(confidences: Float32Array, labels: readonly string[], top: number): RankedLabel[] {
  const wanted = Math.min(top, labels.length)
  const best: number[] = []
  for (let label = 0; label < labels.length; label++) {
    if (best.length === wanted && confidences[label]! <= confidences[best[wanted - 1]!]!) continue
    let place = best.length < wanted ? best.push(label) - 1 : wanted - 1
    for (; place > 0 && confidences[best[place - 1]!]! < confidences[label]!; place--)
      best[place] = best[place - 1]!
    best[place] = label
  }
  return best.map(label => ({ label: labels[label]!, confidence: confidences[label]! }))
}

/**
 * The words of the text that spoke most for a label. Every feature's contribution is laid on the
 * characters it covers and added up per word, so the shares of all words sum to the score itself.
 */
export function explainRanking(
  model: TextModel,
  text: string,
  given: { scanner: TextScanner; label: string; terms: number },
): TextEvidence[] {
  const label = model.header.labels.indexOf(given.label)
  if (label < 0) return []
  const { scanner } = given
  const plain = normaliseText(text).text
  scanText(scanner, plain)
  const found = countFeatures(model, scanner)
  const { touched, value } = model.scratch
  const { records } = model.features
  const perOccurrence = new Map<number, number>()
  for (let place = 0; place < found; place++)
    perOccurrence.set(touched[place]!, 1 / records[touched[place]! + countAt]!)
  weighFeatures(model, found)
  for (let place = 0; place < found; place++) {
    const record = touched[place]!
    perOccurrence.set(record, perOccurrence.get(record)! * value[place]! * advantage(model, record, label))
  }
  const onCharacter = new Float64Array(plain.length)
  for (let at = 0; at < scanner.size; at++) {
    const share = perOccurrence.get(findRecord(model.features, scanner.hash[at]!))
    if (share === undefined) continue
    const [start, end] = [scanner.start[at]!, scanner.end[at]!]
    for (let place = start; place < end; place++) onCharacter[place]! += share / (end - start)
  }
  return strongestWords(plain, scanner, onCharacter).slice(0, given.terms)
}

function advantage({ features, header, tables }: TextModel, record: number, label: number): number {
  const labels = header.labels.length
  const from = (record + weightsAt) * 2
  let sum = 0
  for (let other = 0; other < labels; other++) sum += features.weights[from + other]! * tables.scale[other]!
  return features.weights[from + label]! * tables.scale[label]! - sum / labels
}

function strongestWords(text: string, { tokens }: TextScanner, onCharacter: Float64Array): TextEvidence[] {
  const byTerm = new Map<string, number>()
  for (let at = 0; at < tokens.size; at++) {
    if (tokens.base[at] !== 1) continue
    const term = text.slice(tokens.start[at]!, tokens.end[at]!)
    if (!/[\p{L}\p{N}]/u.test(term)) continue
    let weight = 0
    for (let place = tokens.start[at]!; place < tokens.end[at]!; place++) weight += onCharacter[place]!
    byTerm.set(term, (byTerm.get(term) ?? 0) + weight)
  }
  return [...byTerm]
    .filter(([, weight]) => weight > 0)
    .sort((left, right) => right[1] - left[1])
    .map(([term, weight]) => ({ term, weight }))
}
