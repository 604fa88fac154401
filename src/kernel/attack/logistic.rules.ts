import { type Features, places } from './features.rules.ts'

export interface TrainingRow {
  features: Features
  attack: boolean
  weight: number
}

/** Ways to train that were chosen by leaving families out, not by the fit to what was trained on. */
export interface TrainingManner {
  passes: number
  rate: number
  /** Pull of every weight to zero, per row it stands in. */
  decay: number
  seed: number
}

/** A small generator of numbers, so that the same rows give the same weights on every machine. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function shuffled(count: number, random: () => number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, at) => at)
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    const held = order[at]!
    order[at] = order[other]!
    order[other] = held
  }
  return order
}

export const chanceOf = (logit: number): number => 1 / (1 + Math.exp(-logit))

/** The sum of the weights of what is there. */
export function logitOf(weights: Float32Array, { indices, values }: Features): number {
  let sum = 0
  for (let at = 0; at < indices.length; at++) sum += weights[indices[at]!]! * values[at]!
  return sum
}

/** Logistic regression by stochastic gradient with a rate of its own for every weight (AdaGrad). */
export function trainLogistic(rows: readonly TrainingRow[], manner: TrainingManner): Float32Array {
  const weights = new Float32Array(places)
  const squares = new Float32Array(places).fill(1)
  const random = createRandom(manner.seed)
  for (let pass = 0; pass < manner.passes; pass++)
    for (const at of shuffled(rows.length, random)) {
      const { features, attack, weight } = rows[at]!
      const slope = (chanceOf(logitOf(weights, features)) - (attack ? 1 : 0)) * weight
      for (let one = 0; one < features.indices.length; one++) {
        const place = features.indices[one]!
        const step = slope * features.values[one]! + manner.decay * weights[place]!
        squares[place] = squares[place]! + step * step
        weights[place] = weights[place]! - (manner.rate * step) / Math.sqrt(squares[place]!)
      }
    }
  return weights
}
