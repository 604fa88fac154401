import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import {
  consistencyRanges,
  emptyRoot,
  foldParts,
  inclusionRanges,
  isConsistent,
  nodeHash,
  type Range,
  rootOfInclusion,
  splitBelow,
  wholeParts,
} from './merkle.rules.ts'

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const leaves = Array.from({ length: 40 }, (_, n) => sha(Buffer.from([0, n])))

/** The root straight from the definition of RFC 6962, 2.1: slow and plain. */
function rootOf({ begin, end }: Range): Buffer {
  if (end === begin) return emptyRoot()
  if (end - begin === 1) return leaves[begin]!
  let split = 1
  while (split * 2 < end - begin) split *= 2
  const [left, right] = [rootOf({ begin, end: begin + split }), rootOf({ begin: begin + split, end })]
  return sha(Buffer.concat([Buffer.from([1]), left, right]))
}
const tree = (size: number) => rootOf({ begin: 0, end: size })
const inclusionOf = (index: number, size: number) => inclusionRanges(index, size).map(rootOf)
const consistencyOf = (older: number, newer: number) => consistencyRanges(older, newer).map(rootOf)

test('an inner node is hashed behind a byte of one; the empty tree is the hash of nothing', () => {
  const [a, b] = [leaves[0]!, leaves[1]!]
  assert.deepEqual(nodeHash(a, b), sha(Buffer.concat([Buffer.from([1]), a, b])))
  assert.throws(() => nodeHash(a, b.subarray(1)), RangeError)
  assert.equal(emptyRoot().toString('hex').slice(0, 8), 'e3b0c442')
  assert.deepEqual(foldParts([]), emptyRoot())
})

test('a tree is split at the largest power of two below its size, past 2^31 too', () => {
  assert.deepEqual([2, 3, 4, 5, 8, 9].map(splitBelow), [1, 2, 2, 4, 4, 8])
  assert.equal(splitBelow(2 ** 40 + 1), 2 ** 40)
})

test('whole parts, widest first, fold to the root of every size', () => {
  assert.deepEqual(wholeParts({ begin: 0, end: 7 }), [
    { begin: 0, end: 4 },
    { begin: 4, end: 6 },
    { begin: 6, end: 7 },
  ])
  assert.deepEqual(wholeParts({ begin: 4, end: 8 }), [{ begin: 4, end: 8 }])
  for (let size = 0; size <= 40; size++)
    assert.deepEqual(foldParts(wholeParts({ begin: 0, end: size }).map(rootOf)), tree(size))
})

test('every leaf of every tree up to forty is proved, and no neighbour with its proof', () => {
  for (let size = 1; size <= 40; size++)
    for (let index = 0; index < size; index++) {
      const proof = inclusionOf(index, size)
      assert.deepEqual(rootOfInclusion({ index, size, leaf: leaves[index]!, proof }), tree(size))
      const other = rootOfInclusion({ index, size, leaf: leaves[(index + 1) % 40]!, proof })
      assert.notDeepEqual(other, tree(size))
    }
})

test('an inclusion that is too long, too short, out of range or of the wrong lengths proves nothing', () => {
  const proof = inclusionOf(2, 7)
  const good = { index: 2, size: 7, leaf: leaves[2]!, proof }
  assert.ok(rootOfInclusion(good))
  const bad = [
    { ...good, proof: [...proof, leaves[0]!] },
    { ...good, proof: proof.slice(1) },
    { ...good, index: 7 },
    { ...good, index: -1 },
    { ...good, index: 0.5 },
    { ...good, size: Number.NaN },
    { ...good, leaf: Buffer.alloc(31) },
    { ...good, proof: [proof[0]!.subarray(1), ...proof.slice(1)] },
  ]
  for (const one of bad) assert.equal(rootOfInclusion(one), null)
  assert.throws(() => inclusionRanges(7, 7), RangeError)
})

test('every growth up to forty is proved, and none with another root or another size', () => {
  for (let newer = 1; newer <= 40; newer++)
    for (let older = 1; older <= newer; older++) {
      const proof = consistencyOf(older, newer)
      const growth = {
        older: { size: older, root: tree(older) },
        newer: { size: newer, root: tree(newer) },
        proof,
      }
      assert.ok(isConsistent(growth), `${older} ${newer}`)
      assert.ok(!isConsistent({ ...growth, older: { size: older, root: leaves[39]! } }))
      assert.ok(!isConsistent({ ...growth, newer: { size: newer, root: leaves[39]! } }))
      assert.ok(!isConsistent({ ...growth, proof: [...proof, leaves[0]!] }))
      if (proof.length > 0) assert.ok(!isConsistent({ ...growth, proof: proof.slice(1) }))
    }
})

test('nothing follows from an empty tree, from one that shrank or from hashes that are none', () => {
  const empty = { size: 0, root: emptyRoot() }
  assert.ok(!isConsistent({ older: empty, newer: { size: 3, root: tree(3) }, proof: [] }))
  assert.ok(!isConsistent({ older: empty, newer: empty, proof: [] }))
  assert.throws(() => consistencyRanges(0, 3), RangeError)
  assert.throws(() => consistencyRanges(4, 3), RangeError)
  // The root of a whole subtree says nothing of the leaves after it.
  const standing = { size: 4, root: tree(4) }
  assert.ok(!isConsistent({ older: standing, newer: { size: 8, root: tree(4) }, proof: [] }))
  const shrank = { older: { size: 4, root: tree(4) }, newer: { size: 3, root: tree(3) } }
  assert.ok(!isConsistent({ ...shrank, proof: consistencyOf(3, 4) }))
  const short = consistencyOf(3, 7).map(one => one.subarray(1))
  assert.ok(
    !isConsistent({ older: { size: 3, root: tree(3) }, newer: { size: 7, root: tree(7) }, proof: short }),
  )
  assert.ok(
    !isConsistent({ older: { size: 3.5, root: tree(3) }, newer: { size: 7, root: tree(7) }, proof: [] }),
  )
})
