/** A stream of draws that is the same for the same seed, on every machine. */
export interface SeededRandom {
  /** In [0, 1). */
  number(): number
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
  /** One item, each as likely as its weight says. Weights need not sum to one. */
  weighted<T>(items: readonly (readonly [T, number])[]): T
  shuffled<T>(items: readonly T[]): T[]
}

/** Mulberry32: 32 bits of state, enough for demo data, and no secret depends on it. Throws on an empty list. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const integer = (low: number, high: number) => low + Math.floor(number() * (high - low + 1))
  return {
    number,
    integer,
    chance: probability => number() < probability,
    pick: items => {
      if (items.length === 0) throw new RangeError('Nothing to pick from')
      return items[Math.floor(number() * items.length)]!
    },
    weighted: items => {
      let left = number() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return items.at(-1)![0]
    },
    shuffled: items => {
      const copy = [...items]
      for (let index = copy.length - 1; index > 0; index--) {
        const other = integer(0, index)
        ;[copy[index], copy[other]] = [copy[other]!, copy[index]!]
      }
      return copy
    },
  }
}
