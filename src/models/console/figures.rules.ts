import type {
  LabelKind,
  ModelFigures,
  ModelMetrics,
  ModelState,
  ModelVersion,
  TrainingProgress,
} from '#models/model.contract.ts'

/** True while a training waits or runs. */
export function isOpenTraining(one: Pick<TrainingProgress, 'state'>): boolean {
  return one.state === 'queued' || one.state === 'running'
}

/** A measured share with one decimal, e.g. `89.7%`; unlike a confidence it may be 0 or 100. */
export function rateText(share: number, language: string): string {
  return new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share)
}

/** A difference of two shares in percentage points with its sign, e.g. `+2.3`. A difference that rounds to none has no sign. */
export function pointsText(difference: number, language: string): string {
  return new Intl.NumberFormat(language, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(difference * 100)
}

/** Whether a difference is good, bad, or too small to speak of (a tenth of a point). */
export function directionOf(difference: number, lowerIsBetter = false): 'better' | 'worse' | 'same' {
  if (Math.abs(difference) < 0.0005) return 'same'
  return difference > 0 !== lowerIsBetter ? 'better' : 'worse'
}

/** One line of the table of figures. */
export interface FigureLine {
  key:
    | 'accuracy'
    | 'macroF1'
    | 'topThreeAccuracy'
    | 'expectedCalibrationError'
    | 'coverage'
    | 'answeredAccuracy'
  value: number
  before: number | null
  lowerIsBetter: boolean
}

/** The figures of a version beside those of another. Each was measured on the rows of its own training. */
export function figureLines(metrics: ModelMetrics, before: ModelMetrics | null): FigureLine[] {
  const read = (one: ModelMetrics) => ({
    accuracy: one.figures.accuracy,
    macroF1: one.figures.macroF1,
    topThreeAccuracy: one.figures.topThreeAccuracy,
    expectedCalibrationError: one.figures.expectedCalibrationError,
    coverage: one.answered.coverage,
    answeredAccuracy: one.answered.accuracy,
  })
  const now = read(metrics)
  const then = before && read(before)
  return (Object.keys(now) as FigureLine['key'][]).map(key => ({
    key,
    value: now[key],
    before: then ? then[key] : null,
    lowerIsBetter: key === 'expectedCalibrationError',
  }))
}

const kindOrder: readonly LabelKind[] = [
  'blind',
  'corrected',
  'amended',
  'decided',
  'imported',
  'given',
  'adopted',
  'generated',
]

/** Where the rows came from, the most telling kind first, with its share; kinds without rows are left out. */
export function originsOf(kinds: Partial<Record<LabelKind, number>>) {
  const total = Object.values(kinds).reduce((sum, rows) => sum + rows, 0)
  return kindOrder
    .map(kind => ({ kind, rows: kinds[kind] ?? 0, share: total === 0 ? 0 : (kinds[kind] ?? 0) / total }))
    .filter(one => one.rows > 0)
}

/** The labels that carry most rows, for a picture that can be read; the table beside it has them all. */
export function confusionOf(figures: ModelFigures, most: number) {
  const labels = [...figures.perLabel]
    .sort((a, b) => b.rows - a.rows)
    .slice(0, most)
    .map(one => one.label)
  const place = new Map(labels.map((label, at) => [label, at]))
  const rowsOf = new Map(figures.perLabel.map(one => [one.label, one.rows]))
  const cells = figures.confusion.flatMap(one => {
    const truth = place.get(one.truth)
    const predicted = place.get(one.predicted)
    if (truth === undefined || predicted === undefined) return []
    const share = one.rows / Math.max(1, rowsOf.get(one.truth) ?? 0)
    return [{ truth, predicted, rows: one.rows, share }]
  })
  return { labels, cells }
}

/** The pairs that are most often taken for one another. */
export function mistakesOf(figures: ModelFigures, most: number) {
  return figures.confusion
    .filter(one => one.truth !== one.predicted)
    .sort((a, b) => b.rows - a.rows)
    .slice(0, most)
}

/** What may be done with a version. Who trained it does not approve it. */
export function decisionsFor(
  version: Pick<ModelVersion, 'state' | 'trainedBy'>,
  reader: { personId: string | null; mayApprove: boolean },
): { approve: boolean; retire: boolean; own: boolean } {
  const own = version.trainedBy === reader.personId
  const open: readonly ModelState[] = ['candidate', 'retired']
  return {
    approve: reader.mayApprove && !own && open.includes(version.state),
    retire: reader.mayApprove && version.state !== 'retired',
    own: own && version.state === 'candidate' && reader.mayApprove,
  }
}
