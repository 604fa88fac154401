/**
 * A model's features as records that lie side by side: `[hash, count, rarity, is a word, weights…]`. One feature of a
 * text then costs two cache misses, its slot and its record; with a table for each it cost five, and that was
 * half of a prediction. `rarity` and `weights` are views of the memory of `records`.
 */
export type FeatureTable = {
  /** Number of the record from 1 in the low bits, the hash's own high bits above them; 0 is empty. */
  slots: Int32Array
  mask: number
  numberMask: number
  records: Int32Array
  rarity: Float32Array
  weights: Int16Array
  /** Length of a record in 32-bit units. */
  stride: number
}

/** Places within a record, in 32-bit units; the weights are 16 bits each. */
export const countAt = 1
export const rarityAt = 2
export const wordAt = 3
export const weightsAt = 4

/** What a table is made from; the first `words` features are words. */
export type FeatureSource = {
  hashes: Int32Array
  rarity: Float32Array
  weights: Int16Array
  labels: number
  words: number
}

/** Lays out the records and their slots at half load at most. Of two features with one hash the first is found. */
export function createFeatureTable({ hashes, rarity, weights, labels, words }: FeatureSource): FeatureTable {
  let slots = 16
  while (slots < hashes.length * 2) slots *= 2
  const stride = weightsAt + Math.ceil(labels / 2)
  const memory = new ArrayBuffer(hashes.length * stride * 4)
  const table: FeatureTable = {
    slots: new Int32Array(slots),
    mask: slots - 1,
    numberMask: slots - 1,
    records: new Int32Array(memory),
    rarity: new Float32Array(memory),
    weights: new Int16Array(memory),
    stride,
  }
  for (const [place, id] of commonestFirst(rarity).entries()) {
    const at = place * stride
    const hash = hashes[id]!
    if (findRecord(table, hash) < 0) addSlot(table, hash, place + 1)
    table.records[at] = hash
    table.rarity[at + rarityAt] = rarity[id]!
    table.records[at + wordAt] = id < words ? 1 : 0
    table.weights.set(weights.subarray(id * labels, (id + 1) * labels), (at + weightsAt) * 2)
  }
  return table
}

/** Ids by rarity, to a 64th: what most texts have lies together, and stays near the processor. */
function commonestFirst(rarity: Float32Array): Uint32Array {
  const steps = Uint16Array.from(rarity, one => Math.min(1023, Math.max(0, Math.round(one * 64))))
  const next = new Uint32Array(1025)
  for (const step of steps) next[step + 1]!++
  for (let step = 1; step < next.length; step++) next[step]! += next[step - 1]!
  const order = new Uint32Array(rarity.length)
  for (const [id, step] of steps.entries()) order[next[step]!++] = id
  return order
}

function addSlot({ slots, mask, numberMask }: FeatureTable, hash: number, number: number): void {
  let slot = (hash ^ (hash >>> 13)) & mask
  while (slots[slot] !== 0) slot = (slot + 1) & mask
  slots[slot] = (hash & ~numberMask) | number
}

/** Where the record of a hash begins in `records`, or -1. */
export function findRecord(table: FeatureTable, hash: number): number {
  const { slots, mask, numberMask, records, stride } = table
  let slot = (hash ^ (hash >>> 13)) & mask
  for (let cell = slots[slot]!; cell !== 0; cell = slots[slot]!) {
    if (((cell ^ hash) & ~numberMask) === 0) {
      const at = ((cell & numberMask) - 1) * stride
      if (records[at] === hash) return at
    }
    slot = (slot + 1) & mask
  }
  return -1
}
