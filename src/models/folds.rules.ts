import { createGenerator } from './hash.rules.ts'

/**
 * The fold of each row, every label spread evenly over the folds.
 * A label with fewer rows than folds is missing from some folds, never from more than it must be.
 */
export function stratifiedFolds(labels: Int32Array, folds: number, seed: number): Int32Array {
  const random = createGenerator(seed)
  const byLabel = new Map<number, number[]>()
  for (const [row, label] of labels.entries()) {
    const rows = byLabel.get(label)
    if (rows) rows.push(row)
    else byLabel.set(label, [row])
  }
  const fold = new Int32Array(labels.length)
  let next = 0
  for (const [, rows] of [...byLabel].sort((left, right) => left[0] - right[0])) {
    for (let at = rows.length - 1; at > 0; at--) {
      const other = Math.floor(random() * (at + 1))
      const kept = rows[at]!
      rows[at] = rows[other]!
      rows[other] = kept
    }
    for (const row of rows) fold[row] = next++ % folds
  }
  return fold
}

/** The row numbers inside and outside one fold, ascending. */
export function splitByFold(fold: Int32Array, wanted: number): { training: Int32Array; heldOut: Int32Array } {
  const training: number[] = []
  const heldOut: number[] = []
  for (const [row, its] of fold.entries()) (its === wanted ? heldOut : training).push(row)
  return { training: Int32Array.from(training), heldOut: Int32Array.from(heldOut) }
}
