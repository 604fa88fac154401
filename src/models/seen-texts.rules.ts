import { createHash } from 'node:crypto'

const bytesEach = 8

function hashOf(text: string): bigint {
  // White space is left out: the same message pasted twice is one message.
  const digest = createHash('sha256').update(text.replace(/\s+/g, '')).digest()
  return digest.readBigUInt64BE(0)
}

/** The texts a model learned from, as sorted truncated hashes: enough to know one again, nothing to read. */
export function packTexts(texts: Iterable<string>): Buffer {
  const hashes = new BigUint64Array(new Set(Array.from(texts, hashOf))).sort()
  const packed = Buffer.allocUnsafe(hashes.length * bytesEach)
  for (const [place, hash] of hashes.entries()) packed.writeBigUInt64BE(hash, place * bytesEach)
  return packed
}

/** True when the text is among the packed ones. Two of 100,000 different texts share a hash once in four billion models. */
export function isSeen(packed: Buffer, text: string): boolean {
  const wanted = hashOf(text)
  let low = 0
  let high = packed.length / bytesEach - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = packed.readBigUInt64BE(middle * bytesEach)
    if (found === wanted) return true
    if (found < wanted) low = middle + 1
    else high = middle - 1
  }
  return false
}
