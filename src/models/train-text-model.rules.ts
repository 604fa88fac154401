import {
  chooseThreshold,
  fitSharpness,
  leaveDoubt,
  type ScoredRows,
  type ThresholdPolicy,
  toConfidences,
} from './calibration.rules.ts'
import { splitByFold, stratifiedFolds } from './folds.rules.ts'
import type { LinearScorer, Targets } from './linear-classifier.rules.ts'
import { buildCorpus, type Corpus, selectFeatures, weighRows } from './text-corpus.rules.ts'
import { type JudgedPrediction, judgePredictions, type RankedLabel } from './text-evaluation.rules.ts'
import type { TextScanner } from './text-features.rules.ts'
import { TextModelError } from './text-model.errors.ts'
import type { TextModelHeader, TextModelTables } from './text-model.rules.ts'
import { fitScorer, scoreRows } from './text-trainer.rules.ts'

/** One message with its right label; `weight` says how much it counts (1 unless said, 0 to leave it out). */
export type TextRow = { text: string; label: string; weight?: number }

/** `maximumWeights` bounds features × labels: 3,000,000 make a model of at most about 6.5 MB. */
export type TrainingOptions = {
  seed?: number
  folds?: number
  maximumWeights?: number
  policy?: ThresholdPolicy
  onProgress?: (progress: TrainingProgress) => void
}

export type TrainingProgress = { done: number; total: number }

/** Accuracy 0.945 with the surest 80 % answered, the rest left to people; more only at 0.98. */
export const defaultPolicy: ThresholdPolicy = {
  targetAccuracy: 0.945,
  maximumCoverage: 0.8,
  beyondAccuracy: 0.98,
}

const mostLabels = 5000

type Task = { corpus: Corpus; targets: Targets; maximumFeatures: number; seed: number; onLabel: () => void }

/**
 * Trains header and tables of a model from rows. Cross-validates first, so that confidence, threshold
 * and figures come from rows each machine had not seen, then trains on all rows.
 * `judged` holds the out-of-fold prediction of each row of a weight above 0, in order.
 * Throws `TextModelError` for no rows, fewer than two labels, or more than 5,000.
 */
export function fitTextModel(
  given: readonly TextRow[],
  scanner: TextScanner,
  options: TrainingOptions,
): { header: TextModelHeader; tables: TextModelTables; judged: JudgedPrediction[] } {
  const rows = given.filter(row => (row.weight ?? 1) > 0)
  const names = [...new Set(rows.map(row => row.label))].sort()
  refuse(rows.length, names.length)
  const places = new Map(names.map((name, place) => [name, place]))
  const targets: Targets = {
    label: Int32Array.from(rows, row => places.get(row.label)!),
    weight: Float32Array.from(rows, row => row.weight ?? 1),
    labels: names.length,
  }
  const seed = options.seed ?? 1
  const folds = Math.min(options.folds ?? (names.length > 40 ? 3 : 5), rows.length)
  const maximumFeatures = Math.max(1000, Math.floor((options.maximumWeights ?? 3_000_000) / names.length))
  const total = (folds + 1) * names.length
  let done = 0
  const onLabel = (): void => options.onProgress?.({ done: ++done, total })
  const corpus = buildCorpus(
    rows.map(row => row.text),
    scanner,
  )
  const task: Task = { corpus, targets, maximumFeatures, seed, onLabel }
  const outside = crossValidate(task, folds)
  const sharpness = fitSharpness(outside)
  const judged = rankAll(outside, names, sharpness)
  const policy = options.policy ?? defaultPolicy
  const chosen = chooseThreshold(
    judged.map(({ truth, ranked }) => ({
      confidence: ranked[0]!.confidence,
      correct: ranked[0]!.label === truth,
    })),
    policy,
  )
  const everything = Int32Array.from(rows.keys())
  const selection = selectFeatures(corpus, {
    rows: everything,
    label: targets.label,
    maximum: maximumFeatures,
  })
  const scorer = fitScorer(weighRows(corpus, everything, selection), targets, { seed, onLabel })
  return {
    header: {
      labels: names,
      trainedRows: rows.length,
      seed,
      folds,
      words: selection.words,
      features: selection.hashes.length,
      sharpness,
      threshold: chosen.threshold,
      thresholdCoverage: chosen.coverage,
      thresholdAccuracy: chosen.accuracy,
      policy,
      outOfFold: judgePredictions(judged),
    },
    tables: { hashes: selection.hashes, rarity: selection.rarity, ...roundWeights(scorer) },
    judged,
  }
}

function refuse(rows: number, labels: number): void {
  if (rows === 0) throw new TextModelError('no_rows', 'no rows to train on')
  if (labels < 2) throw new TextModelError('one_label', 'at least two labels are needed')
  if (labels > mostLabels) throw new TextModelError('too_many_labels', `more than ${mostLabels} labels`)
}

function crossValidate(task: Task, folds: number): ScoredRows {
  const { corpus, targets, maximumFeatures, seed } = task
  const { labels } = targets
  const fold = stratifiedFolds(targets.label, folds, seed)
  const scores = new Float32Array(targets.label.length * labels)
  for (let held = 0; held < folds; held++) {
    const { training, heldOut } = splitByFold(fold, held)
    const selection = selectFeatures(corpus, {
      rows: training,
      label: targets.label,
      maximum: maximumFeatures,
    })
    const part: Targets = {
      label: Int32Array.from(training, row => targets.label[row]!),
      weight: Float32Array.from(training, row => targets.weight[row]!),
      labels,
    }
    const scorer = fitScorer(weighRows(corpus, training, selection), part, { seed, onLabel: task.onLabel })
    const scored = scoreRows(weighRows(corpus, heldOut, selection), scorer)
    for (const [place, row] of heldOut.entries()) {
      scores.set(scored.subarray(place * labels, (place + 1) * labels), row * labels)
    }
  }
  return { scores, labels, label: targets.label, weight: targets.weight }
}

function rankAll(outside: ScoredRows, names: readonly string[], sharpness: number): JudgedPrediction[] {
  const { scores, labels, label } = outside
  return Array.from(label, (right, row) => {
    const confidences = scores.slice(row * labels, (row + 1) * labels)
    toConfidences(confidences, sharpness)
    leaveDoubt(confidences)
    const ranked = Array.from(
      confidences,
      (confidence, at): RankedLabel => ({ label: names[at]!, confidence }),
    )
    ranked.sort((first, second) => second.confidence - first.confidence)
    return { truth: names[right]!, ranked: ranked.slice(0, 3) }
  })
}

/** Weights in 16 bits with one scale per label: a quarter of a float64 table, no measurable loss. */
function roundWeights({
  weights,
  bias,
  labels,
}: LinearScorer): Pick<TextModelTables, 'scale' | 'bias' | 'weights'> {
  const scale = new Float32Array(labels)
  for (let at = 0; at < weights.length; at++) {
    scale[at % labels] = Math.max(scale[at % labels]!, Math.abs(weights[at]!))
  }
  for (let label = 0; label < labels; label++) scale[label] = scale[label]! > 0 ? scale[label]! / 32767 : 1
  return {
    scale,
    bias,
    weights: Int16Array.from(weights, (weight, at) => Math.round(weight / scale[at % labels]!)),
  }
}
