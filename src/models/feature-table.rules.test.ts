import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  countAt,
  createFeatureTable,
  type FeatureSource,
  findRecord,
  rarityAt,
  weightsAt,
  wordAt,
} from './feature-table.rules.ts'

/** Features with weights that name them: `id * 10 + label`. */
function source(hashes: number[], labels: number, words: number): FeatureSource {
  return {
    hashes: Int32Array.from(hashes),
    rarity: Float32Array.from(hashes, (_, id) => 9 - (id % 8)),
    weights: Int16Array.from({ length: hashes.length * labels }, (_, at) => {
      return Math.floor(at / labels) * 10 + (at % labels)
    }),
    labels,
    words,
  }
}

const some = fc
  .uniqueArray(fc.oneof(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }), fc.integer({ min: 1, max: 99 })), {
    maxLength: 300,
  })
  .map(hashes => hashes.filter(hash => hash !== 0))

test('every feature is found with its own rarity, kind and weights, and no other is', () => {
  fc.assert(
    fc.property(some, fc.integer({ min: 2, max: 9 }), fc.array(fc.integer()), (hashes, labels, others) => {
      const words = hashes.length >> 1
      const given = source(hashes, labels, words)
      const table = createFeatureTable(given)
      for (const [id, hash] of hashes.entries()) {
        const at = findRecord(table, hash)
        assert.ok(at >= 0)
        assert.equal(table.rarity[at + rarityAt], given.rarity[id])
        assert.equal(table.records[at + wordAt], id < words ? 1 : 0)
        assert.equal(table.records[at + countAt], 0)
        const from = (at + weightsAt) * 2
        assert.deepEqual(
          table.weights.subarray(from, from + labels),
          given.weights.subarray(id * labels, (id + 1) * labels),
        )
      }
      const known = new Set(hashes)
      for (const other of others) if (!known.has(other | 0)) assert.equal(findRecord(table, other | 0), -1)
    }),
    { numRuns: 200 },
  )
})

test('hashes that meet in one slot, and those alike in their high bits, are told apart', () => {
  const hashes = Array.from({ length: 200 }, (_, at) => 0x40000000 + at * 1024)
  const table = createFeatureTable(source(hashes, 3, 0))
  const places = hashes.map(hash => findRecord(table, hash))
  assert.equal(new Set(places).size, 200)
  assert.equal(findRecord(table, 0x40000000 + 1), -1)
})

test('what most texts have lies first', () => {
  const table = createFeatureTable(source([11, 22, 33, 44, 55, 66, 77, 88], 2, 4))
  const order = [11, 22, 33, 44, 55, 66, 77, 88].map(hash => findRecord(table, hash) / table.stride)
  assert.deepEqual(order, [7, 6, 5, 4, 3, 2, 1, 0])
})

test('of two features with one hash one is found, whatever rarity a damaged file says', () => {
  const given = source([5, 5, 6], 2, 1)
  given.rarity.set([Number.NaN, -1, 1e9])
  const table = createFeatureTable(given)
  assert.ok(findRecord(table, 5) >= 0)
  assert.ok(findRecord(table, 6) >= 0)
  assert.equal(table.slots.filter(slot => slot !== 0).length, 2)
})

test('a table without features finds nothing', () => {
  assert.equal(findRecord(createFeatureTable(source([], 2, 0)), 7), -1)
})
