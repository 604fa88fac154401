/** One label with its calibrated confidence, 0 to 1. */
export type RankedLabel = { label: string; confidence: number }

/** A prediction beside the label that was right; `ranked` is best first and may be cut after the third. */
export type JudgedPrediction = { truth: string; ranked: readonly RankedLabel[] }

export type LabelFigures = { label: string; rows: number; precision: number; recall: number; f1: number }

/** Figures of a classifier on rows with known labels; all shares are 0 to 1. */
export type TextEvaluation = {
  rows: number
  accuracy: number
  macroF1: number
  topThreeAccuracy: number
  expectedCalibrationError: number
  coverageCurve: { coverage: number; accuracy: number; threshold: number }[]
  perLabel: LabelFigures[]
  confusion: { truth: string; predicted: string; rows: number }[]
}

/** Judges predictions. Macro-F1 is the mean over the labels that occur as truth or as prediction. */
export function judgePredictions(predictions: readonly JudgedPrediction[]): TextEvaluation {
  const pairs = new Map<string, Map<string, number>>()
  let right = 0
  let inTopThree = 0
  for (const { truth, ranked } of predictions) {
    const best = ranked[0]?.label ?? ''
    const row = pairs.get(truth) ?? new Map<string, number>()
    pairs.set(truth, row.set(best, (row.get(best) ?? 0) + 1))
    if (best === truth) right++
    if (ranked.slice(0, 3).some(one => one.label === truth)) inTopThree++
  }
  const confusion = [...pairs].flatMap(([truth, row]) =>
    [...row].map(([predicted, rows]) => ({ truth, predicted, rows })),
  )
  confusion.sort(
    (left, right) => compare(left.truth, right.truth) || compare(left.predicted, right.predicted),
  )
  const perLabel = labelFigures(confusion)
  const share = (part: number): number => (predictions.length > 0 ? part / predictions.length : 0)
  return {
    rows: predictions.length,
    accuracy: share(right),
    macroF1: perLabel.length > 0 ? perLabel.reduce((sum, one) => sum + one.f1, 0) / perLabel.length : 0,
    topThreeAccuracy: share(inTopThree),
    expectedCalibrationError: calibrationError(predictions),
    coverageCurve: coverageCurve(predictions),
    perLabel,
    confusion,
  }
}

function labelFigures(confusion: TextEvaluation['confusion']): LabelFigures[] {
  const labels = [...new Set(confusion.flatMap(cell => [cell.truth, cell.predicted]))].sort(compare)
  return labels.map(label => {
    let rows = 0
    let predicted = 0
    let right = 0
    for (const cell of confusion) {
      if (cell.truth === label) rows += cell.rows
      if (cell.predicted === label) predicted += cell.rows
      if (cell.truth === label && cell.predicted === label) right += cell.rows
    }
    return {
      label,
      rows,
      precision: predicted > 0 ? right / predicted : 0,
      recall: rows > 0 ? right / rows : 0,
      f1: right > 0 ? (2 * right) / (rows + predicted) : 0,
    }
  })
}

/** Expected calibration error of the first label: ten bins of equal width, weighted by their rows. */
export function calibrationError(predictions: readonly JudgedPrediction[]): number {
  const confident = new Float64Array(10)
  const right = new Float64Array(10)
  for (const { truth, ranked } of predictions) {
    const best = ranked[0]
    if (!best) continue
    const bin = Math.min(9, Math.floor(best.confidence * 10))
    confident[bin]! += best.confidence
    if (best.label === truth) right[bin]!++
  }
  let gap = 0
  for (let bin = 0; bin < 10; bin++) gap += Math.abs(confident[bin]! - right[bin]!)
  return predictions.length > 0 ? gap / predictions.length : 0
}

/** Accuracy when only the surest 10 %, 20 %, … 100 % are answered and the rest go to people. */
export function coverageCurve(predictions: readonly JudgedPrediction[]): TextEvaluation['coverageCurve'] {
  const surest = predictions
    .filter(one => one.ranked.length > 0)
    .map(one => ({ confidence: one.ranked[0]!.confidence, right: one.ranked[0]!.label === one.truth }))
    .sort((left, right) => right.confidence - left.confidence)
  const curve: TextEvaluation['coverageCurve'] = []
  for (let tenth = 1; tenth <= 10; tenth++) {
    const answered = surest.slice(0, Math.round((surest.length * tenth) / 10))
    if (answered.length === 0) continue
    const accuracy = answered.filter(one => one.right).length / answered.length
    curve.push({ coverage: tenth / 10, accuracy, threshold: answered.at(-1)!.confidence })
  }
  return curve
}

/** Code-unit order: the same on every machine, whatever its language. */
const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)
