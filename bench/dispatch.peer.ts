import { solveBinary } from '../src/models/linear-classifier.rules.ts'

/**
 * The peer: scikit-learn's TfidfVectorizer(analyzer='char', ngram_range=(1, 3)) into LinearSVC(C=1),
 * written again with the same settings (lower case, runs of white space as one, raw counts, smoothed idf,
 * length 1, squared hinge, one against the rest, bias as a feature of 1). One difference: the solver stops
 * at a tolerance of 0.01, scikit-learn's at 0.0001, to keep the run short.
 */
export type Peer = (text: string) => string

type Rows = { start: Int32Array; feature: Int32Array; value: Float32Array }

function gramsOf(text: string): Map<string, number> {
  const plain = text.toLowerCase().replace(/\s\s+/g, ' ')
  const characters = [...plain]
  const counts = new Map<string, number>()
  for (let length = 1; length <= 3; length++) {
    for (let at = 0; at + length <= characters.length; at++) {
      const gram = characters.slice(at, at + length).join('')
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
    }
  }
  return counts
}

/** Trains the peer on texts and labels and returns its prediction function. */
export function trainPeer(rows: readonly { text: string; label: string }[]): Peer {
  const counted = rows.map(row => gramsOf(row.text))
  const found = new Map<string, number>()
  for (const counts of counted) for (const gram of counts.keys()) found.set(gram, (found.get(gram) ?? 0) + 1)
  const ids = new Map([...found.keys()].map((gram, id) => [gram, id]))
  const rarity = Float64Array.from(
    found.values(),
    rowsWith => Math.log((1 + rows.length) / (1 + rowsWith)) + 1,
  )
  const vectorOf = (counts: Map<string, number>): { feature: number[]; value: number[] } => {
    const feature: number[] = []
    const value: number[] = []
    for (const [gram, count] of counts) {
      const id = ids.get(gram)
      if (id === undefined) continue
      feature.push(id)
      value.push(count * rarity[id]!)
    }
    const length = Math.sqrt(value.reduce((sum, one) => sum + one * one, 0)) || 1
    return { feature, value: value.map(one => one / length) }
  }
  const matrix = stack(counted.map(vectorOf))
  const names = [...new Set(rows.map(row => row.label))].sort()
  const machines = names.map(name =>
    solveBinary(
      {
        start: matrix.start,
        end: matrix.start.subarray(1),
        feature: matrix.feature,
        value: matrix.value,
        features: ids.size,
        sign: Int8Array.from(rows, row => (row.label === name ? 1 : -1)),
        cost: new Float64Array(rows.length).fill(1),
      },
      { seed: 1, tolerance: 0.01 },
    ),
  )
  return text => {
    const { feature, value } = vectorOf(gramsOf(text))
    let best = 0
    let most = Number.NEGATIVE_INFINITY
    for (const [place, weights] of machines.entries()) {
      let score = weights[ids.size]!
      for (let at = 0; at < feature.length; at++) score += weights[feature[at]!]! * value[at]!
      if (score > most) [best, most] = [place, score]
    }
    return names[best]!
  }
}

function stack(vectors: readonly { feature: number[]; value: number[] }[]): Rows {
  const start = new Int32Array(vectors.length + 1)
  for (const [row, vector] of vectors.entries()) start[row + 1] = start[row]! + vector.feature.length
  const feature = new Int32Array(start.at(-1)!)
  const value = new Float32Array(start.at(-1)!)
  for (const [row, vector] of vectors.entries()) {
    feature.set(vector.feature, start[row]!)
    value.set(vector.value, start[row]!)
  }
  return { start, feature, value }
}
