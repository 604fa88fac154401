import { createHash, hash } from 'node:crypto'

/** Half-open range of leaves. */
export interface Range {
  begin: number
  end: number
}

export interface Inclusion {
  index: number
  size: number
  leaf: Uint8Array
  proof: readonly Uint8Array[]
}

export interface Consistency {
  older: { size: number; root: Uint8Array }
  newer: { size: number; root: Uint8Array }
  proof: readonly Uint8Array[]
}

// One buffer for all: hashed before the next one is written. A third of the time of a hash object that is given three pieces.
const inner = Buffer.alloc(65)
inner[0] = 1

/** Hash of an inner node of RFC 6962: the prefix keeps it from ever passing for a leaf. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length + right.length !== 64)
    throw new RangeError('an inner node is made of two hashes of 32 bytes')
  inner.set(left, 1)
  inner.set(right, 33)
  return hash('sha256', inner, 'buffer')
}

/** Root of the tree without leaves. */
export function emptyRoot(): Buffer {
  return createHash('sha256').digest()
}

/** The largest power of two below a size of at least two: where RFC 6962 splits a tree. */
export function splitBelow(size: number): number {
  let split = 1
  // By multiplication: shifts end at 2^31 leaves, which a city of ten million writes in some years.
  while (split * 2 < size) split *= 2
  return split
}

/** The whole subtrees of which a range is made, widest first; the range begins where a subtree of its width may. */
export function wholeParts({ begin, end }: Range): Range[] {
  const parts: Range[] = []
  let from = begin
  while (from < end) {
    const left = end - from
    const width = left === 1 ? 1 : splitBelow(left + 1)
    parts.push({ begin: from, end: from + width })
    from += width
  }
  return parts
}

/** The hash of what whole subtrees, widest first, come to together. */
export function foldParts(hashes: readonly Uint8Array[]): Buffer {
  const last = hashes.at(-1)
  if (last === undefined) return emptyRoot()
  let folded: Buffer = Buffer.from(last)
  for (let place = hashes.length - 2; place >= 0; place--) folded = nodeHash(hashes[place]!, folded)
  return folded
}

/** The ranges whose hashes prove that a leaf is in a tree, in the order of the proof. @throws RangeError without such a leaf */
export function inclusionRanges(index: number, size: number): Range[] {
  if (!(index >= 0 && index < size)) throw new RangeError(`no leaf ${index} in a tree of ${size}`)
  const ranges: Range[] = []
  let [begin, end] = [0, size]
  while (end - begin > 1) {
    const middle = begin + splitBelow(end - begin)
    if (index < middle) {
      ranges.push({ begin: middle, end })
      end = middle
    } else {
      ranges.push({ begin, end: middle })
      begin = middle
    }
  }
  return ranges.reverse()
}

/** The ranges whose hashes prove that a tree only grew, in the order of the proof. @throws RangeError when it did not */
export function consistencyRanges(older: number, newer: number): Range[] {
  if (!(older >= 1 && older <= newer)) throw new RangeError(`no growth from ${older} to ${newer}`)
  const ranges: Range[] = []
  let [begin, end] = [0, newer]
  while (end !== older) {
    const middle = begin + splitBelow(end - begin)
    if (older <= middle) {
      ranges.push({ begin: middle, end })
      end = middle
    } else {
      ranges.push({ begin, end: middle })
      begin = middle
    }
  }
  // The older tree is a whole left part of the newer: its root is known to who asks.
  if (begin > 0) ranges.push({ begin, end })
  return ranges.reverse()
}

const isHash = (bytes: Uint8Array) => bytes.length === 32
const isSize = (size: number) => Number.isSafeInteger(size) && size >= 0
const isSame = (one: Uint8Array, other: Uint8Array) => Buffer.compare(one, other) === 0
const isOdd = (value: number) => value % 2 === 1
const half = (value: number) => Math.floor(value / 2)

/** The root that a proof of inclusion comes to (RFC 9162, 2.1.3.2); null when it proves nothing. */
export function rootOfInclusion({ index, size, leaf, proof }: Inclusion): Buffer | null {
  if (!isSize(index) || !isSize(size) || index >= size) return null
  if (!isHash(leaf) || !proof.every(isHash)) return null
  let [node, last] = [index, size - 1]
  let root: Buffer = Buffer.from(leaf)
  for (const sibling of proof) {
    if (last === 0) return null
    if (isOdd(node) || node === last) {
      root = nodeHash(sibling, root)
      while (!isOdd(node) && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else root = nodeHash(root, sibling)
    node = half(node)
    last = half(last)
  }
  return last === 0 ? root : null
}

/** Whether a proof shows that the newer tree begins with the older (RFC 9162, 2.1.4.2); nothing follows from an empty tree. */
export function isConsistent({ older, newer, proof }: Consistency): boolean {
  if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size) return false
  if (older.size === 0) return false
  if (older.size === newer.size) return proof.length === 0 && isSame(older.root, newer.root)
  if (![older.root, newer.root, ...proof].every(isHash)) return false
  let [node, last] = [older.size - 1, newer.size - 1]
  while (isOdd(node)) {
    node = half(node)
    last = half(last)
  }
  const steps = [...proof]
  const first = node === 0 ? older.root : steps.shift()
  if (first === undefined) return false
  let before: Buffer = Buffer.from(first)
  let after: Buffer = Buffer.from(first)
  for (const sibling of steps) {
    if (last === 0) return false
    if (isOdd(node) || node === last) {
      before = nodeHash(sibling, before)
      after = nodeHash(sibling, after)
      while (!isOdd(node) && node !== 0) {
        node = half(node)
        last = half(last)
      }
    } else after = nodeHash(after, sibling)
    node = half(node)
    last = half(last)
  }
  return last === 0 && isSame(before, older.root) && isSame(after, newer.root)
}
