import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { personText } from '#base/text.contract.ts'

/**
 * Trial: may be measured, never advises (its labels are not all known to the city). Candidate: waits for approval.
 * Active: the one in use for its task. Retired: was in use or was turned down; one can go back to it.
 */
export const modelStates = ['trial', 'candidate', 'active', 'retired'] as const
export type ModelState = (typeof modelStates)[number]

/**
 * Where a label comes from: decided before the advice was shown; corrected by the outcome; against the advice; without
 * advice; brought by an import; given in a file; the advice taken as it was; generated for demonstration.
 */
export const labelKinds = [
  'ruled',
  'blind',
  'corrected',
  'amended',
  'decided',
  'imported',
  'given',
  'adopted',
  'generated',
] as const
export type LabelKind = (typeof labelKinds)[number]

const share = level('L2', z.number().min(0).max(1))
const count = level('L2', z.number().int().min(0))
const label = level('L2', z.string())

/** Figures on rows with known labels. Those of a version are out-of-fold: each row judged by a model that had not seen it. */
export const modelFigures = z.object({
  rows: count,
  accuracy: share,
  macroF1: share,
  topThreeAccuracy: share,
  expectedCalibrationError: share,
  /** Accuracy when only the surest 10 %, 20 % … are answered. */
  coverageCurve: z.array(z.object({ coverage: share, accuracy: share, threshold: level('L2', z.number()) })),
  perLabel: z.array(z.object({ label, rows: count, precision: share, recall: share, f1: share })),
  /** The confusion matrix without its empty cells. */
  confusion: z.array(z.object({ truth: label, predicted: label, rows: count })),
})
export type ModelFigures = z.infer<typeof modelFigures>

/** Old and new on the same rows, which neither had seen. Absent when there are too few such rows. */
export const modelComparison = z.object({
  against: level('L2', z.string()),
  rows: count,
  accuracy: share,
  accuracyBefore: share,
  macroF1: share,
  macroF1Before: share,
})
export type ModelComparison = z.infer<typeof modelComparison>

export const modelMetrics = z.object({
  figures: modelFigures,
  /** Confidence below which the model leaves the answer to a person; above 1 where no answer was sure enough. */
  threshold: level('L2', z.number()),
  /** Share answered at the threshold, and the accuracy of those answers. */
  answered: z.object({ coverage: share, accuracy: share }),
  comparison: modelComparison.nullable(),
})
export type ModelMetrics = z.infer<typeof modelMetrics>

/** What a version was trained from. */
export const trainingFacts = z.object({
  source: level('L2', z.enum(['file', 'cases'])),
  kinds: level('L2', z.partialRecord(z.enum(labelKinds), z.number().int())),
  /** Labels that the city does not know, at most 20 of them; with any, the model is a trial. */
  unknownLabels: level('L2', z.array(z.string())),
  seconds: level('L2', z.number()),
})
export type TrainingFacts = z.infer<typeof trainingFacts>

export const modelVersion = z.object({
  id: level('L1', z.string()),
  task: level('L1', z.string()),
  state: level('L1', z.enum(modelStates)),
  labels: count,
  rows: count,
  accuracy: share,
  macroF1: share,
  comparison: modelComparison.nullable(),
  trainedBy: level('L2', z.string()),
  trainedAt: level('L1', z.iso.datetime()),
  approvedBy: level('L2', z.string().nullable()),
  approvedAt: level('L1', z.iso.datetime().nullable()),
  retiredBy: level('L2', z.string().nullable()),
  retiredAt: level('L1', z.iso.datetime().nullable()),
  note: level('L2', z.string().nullable()),
})
export type ModelVersion = z.infer<typeof modelVersion>

export const modelVersionDetail = modelVersion.extend({ metrics: modelMetrics, training: trainingFacts })
export type ModelVersionDetail = z.infer<typeof modelVersionDetail>

/** A training that waits, runs or has ended. */
export const trainingProgress = z.object({
  taskId: level('L2', z.uuid()),
  task: level('L1', z.string()),
  state: level('L2', z.enum(['queued', 'running', 'done', 'failed', 'cancelled'])),
  done: count,
  total: count.nullable(),
  startedBy: level('L2', z.string()),
  createdAt: level('L2', z.iso.datetime()),
  /** The version it made. */
  version: level('L2', z.string().nullable()),
  /** Code of the error catalogue. */
  error: level('L2', z.string().nullable()),
})
export type TrainingProgress = z.infer<typeof trainingProgress>

export const modelTask = z.object({
  task: level('L1', z.string()),
  title: level('L1', z.object({ zh: z.string(), en: z.string() })),
  active: level('L1', z.string().nullable()),
  versions: z.array(modelVersion),
  /** The newest trainings, newest first. */
  trainings: z.array(trainingProgress),
})

export const modelOverview = z.object({ tasks: z.array(modelTask) })

/** A note with a decision about a version; kept with it. */
export const modelDecision = z.object({ note: level('L2', personText(500)).optional() })

/** One line of a file to learn from, to evaluate or to predict. */
export interface TextLine {
  id: string | number
  text: string
  label?: string
}

/** One line that `predict` writes. */
export interface PredictionLine {
  id: string | number
  /** The best class, also when it abstains. */
  label: string
  confidence: number
  abstained: boolean
  /** The next two; fewer where there are fewer classes. */
  alternatives: { label: string; confidence: number }[]
}
