import { type Features, featuresOf, type Mixture } from '../src/kernel/attack/features.rules.ts'
import { windowsOf } from '../src/kernel/attack/judge-text.rules.ts'
import { logitOf, type TrainingRow, trainLogistic } from '../src/kernel/attack/logistic.rules.ts'
import { type AttackRow, numberOf } from './attack-rows.ts'

/** Chosen by leaving families out: more passes or less decay fit what is known better and what is new no better. */
export const manner = { passes: 5, rate: 0.3, decay: 1e-4, seed: 7 }

/** What may be flagged of benign texts left out of training: a third and a half of what is allowed, because rows nobody has seen are harder. */
const allowed = { citizen: 0.0015, spoken: 0.025 }

/** The rows with what the classifier sees: the first window of an attack, every window of an honest text (a few at most). */
export function trainingRows(
  rows: readonly AttackRow[],
  mixture?: Mixture,
): (TrainingRow & { row: AttackRow })[] {
  return rows.flatMap(row =>
    windowsOf(row.text)
      .slice(0, row.attack ? 1 : 3)
      .map(part => ({ row, features: featuresOf(part, mixture), attack: row.attack, weight: row.weight })),
  )
}

type Held = ReturnType<typeof trainingRows>[number]

/**
 * What is left out together in one of ten turns: a Chinese family of the data with half of the questions (the other half is
 * in training with the other families), English near-duplicates, own families, parts of the benign rows.
 */
export function leftOut(row: AttackRow, turn: number): boolean {
  const [, digit] = /^zh-data-(\d)$/.exec(row.family) ?? []
  if (digit) return Number(digit) === turn && row.part % 2 === turn % 2
  return (row.attack ? numberOf(`${row.family}x`) : row.part) % 10 === turn
}

/** Whether a row trains in a turn: nothing of a family left out does, nor a question that is judged. */
export function trains(row: AttackRow, turn: number): boolean {
  const [, digit] = /^zh-data-(\d)$/.exec(row.family) ?? []
  return digit ? Number(digit) !== turn && row.part % 2 !== turn % 2 : !leftOut(row, turn)
}

export const turns = Array.from({ length: 10 }, (_, turn) => turn)

/** Weights for each turn, trained on what is not left out. */
export function weightsOfTurns(held: readonly Held[]): Float32Array[] {
  return turns.map(turn =>
    trainLogistic(
      held.filter(one => trains(one.row, turn)),
      manner,
    ),
  )
}

const quantile = (sums: readonly number[], share: number): number =>
  sums.toSorted((left, right) => right - left)[Math.floor(sums.length * share)] ?? Number.NEGATIVE_INFINITY

/** The thresholds of a language: the lowest at which benign rows that were left out stay within `allowed`. */
export function chooseThresholds(
  held: readonly Held[],
  weights: readonly Float32Array[],
): { zh: number; en: number } {
  const sums = held.flatMap(one => {
    if (one.attack) return []
    const turn = turns.find(each => leftOut(one.row, each)) ?? 0
    return [{ one, sum: logitOf(weights[turn]!, one.features) }]
  })
  const of = (language: Features['language'], kinds: readonly AttackRow['kind'][]): number[] =>
    sums
      .filter(({ one }) => one.features.language === language && kinds.includes(one.row.kind))
      .map(({ sum }) => sum)
  const choose = (language: Features['language']): number =>
    Math.max(
      quantile(of(language, ['citizen', 'policy']), allowed.citizen),
      quantile(of(language, ['spoken']), allowed.spoken),
    )
  return { zh: choose('zh'), en: choose('en') }
}
