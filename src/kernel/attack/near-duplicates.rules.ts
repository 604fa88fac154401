/** Places of a sketch; more tell likeness more exactly and cost as much more. */
const places = 64
const bandRows = 4
const shingle = 4
/** From which share of equal places on two texts are near-duplicates: some 0.7 of their sequences in common. */
const alike = 0.66

const mix = (state: number, value: number): number => Math.imul(state ^ value, 0x01000193)
function spread(state: number): number {
  let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Letters and figures only: spaces and signs are the first things a copy changes. */
const letters = /[^\p{L}\p{N}]+/gu

/**
 * A MinHash sketch in one permutation: each sequence of four characters falls into one place, the least value there stays, and
 * an empty place takes its neighbour's.
 */
export function sketchOf(text: string): Uint32Array {
  const plain = text.toLowerCase().normalize('NFKC').replace(letters, '')
  const sketch = new Uint32Array(places).fill(0xffffffff)
  const last = Math.max(1, plain.length - shingle + 1)
  for (let at = 0; at < last; at++) {
    let state = 0x811c9dc5
    for (let unit = at; unit < Math.min(plain.length, at + shingle); unit++)
      state = mix(state, plain.charCodeAt(unit))
    const value = spread(state)
    const place = value % places
    sketch[place] = Math.min(sketch[place]!, Math.floor(value / places))
  }
  const filled = sketch.slice()
  for (let place = 0; place < places; place++)
    for (let further = 1; filled[place] === 0xffffffff && further < places; further++) {
      const neighbour = sketch[(place + further) % places]!
      // How far it was taken from is mixed in, so that two texts agree only where both took it from there.
      if (neighbour !== 0xffffffff) filled[place] = spread(neighbour + further) >>> 1
    }
  return filled
}

/** The share of places in which two sketches agree. */
export function likeness(left: Uint32Array, right: Uint32Array): number {
  let equal = 0
  for (let place = 0; place < places; place++) if (left[place] === right[place]) equal++
  return equal / places
}

/** Groups of near-duplicates among texts, as their places in the list; texts alone are in none. */
export function nearDuplicates(texts: readonly string[]): number[][] {
  const sketches = texts.map(sketchOf)
  const leader = texts.map((_, at) => at)
  const find = (at: number): number => {
    let top = at
    while (leader[top] !== top) top = leader[top]!
    leader[at] = top
    return top
  }
  for (let band = 0; band < places; band += bandRows) {
    const buckets = new Map<string, number[]>()
    for (const [at, sketch] of sketches.entries()) {
      const key = sketch.subarray(band, band + bandRows).join()
      const met = buckets.get(key)
      if (!met) buckets.set(key, [at])
      // A few of a bucket stand for all: a thousand copies are not compared with one another.
      else {
        const near = met.find(other => likeness(sketch, sketches[other]!) >= alike)
        if (near === undefined) met.push(at)
        else leader[find(at)] = find(near)
        if (met.length > 16) met.shift()
      }
    }
  }
  const groups = Map.groupBy(
    texts.map((_, at) => at),
    find,
  )
  return [...groups.values()].filter(group => group.length > 1)
}
