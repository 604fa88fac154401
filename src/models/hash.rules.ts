/** Start values keep words and character pairs apart although both are folded by the same step. */
export const wordSeed = 0x51ed270b
export const characterSeed = 0x1b873593

/** Folds one UTF-16 code unit into a running 32-bit hash; no substring is ever allocated. */
export function stepHash(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x01000193)
  return Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
}

/** The hash of a whole string from a start value; zero is reserved for "empty slot" and never returned. */
export function hashText(text: string, seed: number): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) hash = stepHash(hash, text.charCodeAt(at))
  return hash === 0 ? 1 : hash
}

/** Open-addressed map from a non-zero 32-bit hash to a small integer; key and value lie side by side. */
export type HashIndex = { pairs: Int32Array; mask: number; size: number }

/** Room for `expected` keys at half load, so a miss ends after one or two probes. */
export function createHashIndex(expected: number): HashIndex {
  let slots = 16
  while (slots < expected * 2) slots *= 2
  return { pairs: new Int32Array(slots * 2), mask: slots - 1, size: 0 }
}

/** The value under the hash, or -1. */
export function findHash(index: HashIndex, hash: number): number {
  const { pairs, mask } = index
  let slot = (hash ^ (hash >>> 13)) & mask
  for (let key = pairs[slot * 2]!; key !== 0; key = pairs[slot * 2]!) {
    if (key === hash) return pairs[slot * 2 + 1]!
    slot = (slot + 1) & mask
  }
  return -1
}

/** The value under the hash; `value` is put there first when the hash is new. Grows by doubling. */
export function findOrAddHash(index: HashIndex, hash: number, value: number): number {
  if (index.size * 2 > index.mask) grow(index)
  const { pairs, mask } = index
  let slot = (hash ^ (hash >>> 13)) & mask
  while (pairs[slot * 2] !== 0) {
    if (pairs[slot * 2] === hash) return pairs[slot * 2 + 1]!
    slot = (slot + 1) & mask
  }
  pairs[slot * 2] = hash
  pairs[slot * 2 + 1] = value
  index.size++
  return value
}

function grow(index: HashIndex): void {
  const { pairs } = index
  index.pairs = new Int32Array(pairs.length * 2)
  index.mask = pairs.length - 1
  index.size = 0
  for (let at = 0; at < pairs.length; at += 2) {
    if (pairs[at] !== 0) findOrAddHash(index, pairs[at]!, pairs[at + 1]!)
  }
}

/** Seeded generator (mulberry32) in [0, 1): the same seed trains the same bytes. */
export function createGenerator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
