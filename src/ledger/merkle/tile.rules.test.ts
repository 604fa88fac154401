import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { foldParts, nodeHash, wholeParts } from './merkle.rules.ts'
import {
  edgeKeys,
  foldWhole,
  growTiles,
  hashesIn,
  hashOfRange,
  placeOf,
  readTilePath,
  tileName,
  tilePath,
  tilesFor,
  widthOf,
} from './tile.rules.ts'

const leaf = (n: number) => createHash('sha256').update(`leaf ${n}`).digest()

/** All tiles of a tree that grew by the given steps. */
function grownBy(steps: readonly number[]) {
  const tiles = new Map<string, Buffer>()
  let size = 0
  for (const step of steps) {
    const edge = new Map(edgeKeys(size).map(key => [tileName(key), tiles.get(tileName(key))!] as const))
    const fresh = Array.from({ length: step }, (_, n) => leaf(size + n))
    for (const [name, { hashes }] of growTiles(edge, size, fresh)) tiles.set(name, hashes)
    size += step
  }
  return { tiles, size }
}

/** The root without tiles: a fold of all leaves. */
function plainRoot(begin: number, end: number): Buffer {
  const fold = (from: number, to: number): Buffer =>
    to - from === 1 ? leaf(from) : nodeHash(fold(from, (from + to) / 2), fold((from + to) / 2, to))
  return foldParts(wholeParts({ begin, end }).map(part => fold(part.begin, part.end)))
}

test('a tree comes to the same tiles and the same root however it grew', () => {
  const whole = grownBy([70_000])
  const slow = grownBy([1, 254, 1, 1, 255, 256, 65_000, 4000, 232])
  assert.equal(slow.size, 70_000)
  assert.deepEqual([...slow.tiles.keys()].sort(), [...whole.tiles.keys()].sort())
  for (const [name, hashes] of whole.tiles) assert.ok(hashes.equals(slow.tiles.get(name)!), name)
  assert.deepEqual(hashOfRange(whole.tiles, { begin: 0, end: 70_000 }), plainRoot(0, 70_000))
  // 273 full tiles and one of 112; one full tile of level 1 and one of 17; one hash of level 2.
  assert.equal(whole.tiles.size, 274 + 2 + 1)
  for (const [name, hashes] of whole.tiles) {
    const [level, index] = name.split('/').map(Number)
    assert.equal(hashes.length, 32 * widthOf({ level: level!, index: index! }, 70_000))
  }
})

test('older sizes and inner ranges are read from the tiles of a larger tree', () => {
  const { tiles } = grownBy([1500])
  for (const size of [1, 2, 255, 256, 257, 512, 1024, 1499])
    assert.deepEqual(hashOfRange(tiles, { begin: 0, end: size }), plainRoot(0, size))
  assert.deepEqual(hashOfRange(tiles, { begin: 1024, end: 1100 }), plainRoot(1024, 1100))
  assert.throws(() => hashOfRange(tiles, { begin: 0, end: 1600 }), RangeError)
  assert.throws(() => hashOfRange(new Map(), { begin: 0, end: 1 }), RangeError)
})

test('the tiles that are needed are named, each once', () => {
  assert.deepEqual(
    tilesFor([
      { begin: 0, end: 3 },
      { begin: 2, end: 4 },
    ]),
    [{ level: 0, index: 0 }],
  )
  assert.deepEqual(tilesFor([{ begin: 0, end: 256 * 3 + 1 }]), [
    { level: 1, index: 0 },
    { level: 0, index: 3 },
  ])
  assert.deepEqual(placeOf({ begin: 512, end: 768 }), { tile: { level: 1, index: 0 }, from: 2, to: 3 })
  assert.deepEqual(placeOf({ begin: 384, end: 512 }), { tile: { level: 0, index: 1 }, from: 128, to: 256 })
})

test('the edge of a tree is what grows with it; a full tile is no edge', () => {
  assert.deepEqual(edgeKeys(0), [])
  assert.deepEqual(edgeKeys(255), [{ level: 0, index: 0 }])
  assert.deepEqual(edgeKeys(256), [{ level: 1, index: 0 }])
  assert.deepEqual(edgeKeys(257), [
    { level: 0, index: 1 },
    { level: 1, index: 0 },
  ])
})

test('a tree whose edge is not what its size says does not grow', () => {
  assert.throws(() => growTiles(new Map(), 3, [leaf(3)]), RangeError)
  assert.throws(() => growTiles(new Map([['0/0', leaf(0)]]), 3, [leaf(3)]), RangeError)
  assert.equal(growTiles(new Map(), 0, []).size, 0)
})

test('two by two, and hashes by their place', () => {
  const four = [0, 1, 2, 3].map(leaf)
  assert.deepEqual(foldWhole(four), nodeHash(nodeHash(four[0]!, four[1]!), nodeHash(four[2]!, four[3]!)))
  assert.deepEqual(hashesIn(Buffer.concat(four), 1, 3).map(Buffer.from), [four[1], four[2]])
  assert.throws(() => hashesIn(leaf(0), 0, 2), RangeError)
})

test('widths: nothing yet, part, full', () => {
  assert.equal(widthOf({ level: 0, index: 1 }, 200), 0)
  assert.equal(widthOf({ level: 0, index: 0 }, 200), 200)
  assert.equal(widthOf({ level: 0, index: 0 }, 2000), 256)
  assert.equal(widthOf({ level: 1, index: 0 }, 2000), 7)
})

test('paths as C2SP writes them, and nothing else', () => {
  assert.equal(tilePath(0, 1_234_067, 256), 'tile/0/x001/x234/067')
  assert.equal(tilePath('entries', 5, 17), 'tile/entries/005.p/17')
  assert.deepEqual(readTilePath('x001/x234/067'), { index: 1_234_067, width: 256 })
  assert.deepEqual(readTilePath('005.p/17'), { index: 5, width: 17 })
  for (const path of [
    '5',
    '0005',
    'x000/005',
    '005.p/0',
    '005.p/256',
    '005.p/300',
    '../005',
    '005/',
    'x001/x234',
  ])
    assert.equal(readTilePath(path), null, path)
  for (const index of [0, 999, 1000, 1_000_000, 123_456_789])
    assert.deepEqual(readTilePath(tilePath(0, index, 256).slice(7)), { index, width: 256 })
})
