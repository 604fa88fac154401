import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from './seeded-random.ts'
import {
  bend,
  borderWith,
  type PlanePoint,
  signedArea,
  splitByShare,
  subdivide,
} from './subdivision.rules.ts'

const square: PlanePoint[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
]
const near = (actual: number, wanted: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - wanted) <= tolerance, `${actual} is not ${wanted}`)

test('area is positive counter-clockwise and negative clockwise', () => {
  assert.equal(signedArea(square), 16)
  assert.equal(signedArea([...square].reverse()), -16)
  assert.equal(
    signedArea([
      [0, 0],
      [3, 0],
      [0, 2],
    ]),
    3,
  )
})

test('a cut gives the first part its share, whatever the angle', () => {
  for (const angle of [0, 0.3, 1.2, -2, Math.PI / 2]) {
    for (const share of [0.1, 0.5, 0.8]) {
      const [first, second] = splitByShare(square, share, angle)
      near(signedArea(first), 16 * share, 1e-6)
      near(signedArea(first) + signedArea(second), 16, 1e-6)
    }
  }
})

test('a cut across the x axis takes the lower side first', () => {
  const [first] = splitByShare(square, 0.25, 0)
  near(Math.max(...first.map(([x]) => x)), 1, 1e-6)
  near(Math.min(...first.map(([x]) => x)), 0)
})

test('parts have areas in the ratio of their weights, in order, and fill the whole', () => {
  const weights = [1, 2, 3, 4, 5]
  const parts = subdivide(square, weights, seededRandom(9))
  assert.equal(parts.length, 5)
  for (const [index, part] of parts.entries()) near(signedArea(part), (16 * weights[index]!) / 15, 1e-6)
})

test('one weight leaves the polygon whole', () => {
  assert.deepEqual(subdivide(square, [3], seededRandom(1)), [square])
})

test('long polygons are cut across, so that parts stay compact', () => {
  const strip: PlanePoint[] = [
    [0, 0],
    [10, 0],
    [10, 1],
    [0, 1],
  ]
  for (const part of subdivide(strip, [1, 1, 1, 1], seededRandom(3))) {
    const width = Math.max(...part.map(([x]) => x)) - Math.min(...part.map(([x]) => x))
    assert.ok(width < 4, `a part is ${width} wide`)
  }
})

test('neighbours get the same points on a border that a third touches', () => {
  const left: PlanePoint[] = [
    [0, 0],
    [1, 0],
    [1, 2],
    [0, 2],
  ]
  const lower: PlanePoint[] = [
    [1, 0],
    [2, 0],
    [2, 0.7],
    [1, 0.7],
  ]
  const upper: PlanePoint[] = [
    [1, 0.7],
    [2, 0.7],
    [2, 2],
    [1, 2],
  ]
  const border = borderWith([...left, ...lower, ...upper], 0.25)
  const onBorder = (polygon: PlanePoint[]) =>
    border(polygon)
      .filter(([x]) => x === 1)
      .map(([, y]) => y)
      .sort((a, b) => a - b)
  const right = [...new Set([...onBorder(lower), ...onBorder(upper)])].sort((a, b) => a - b)
  assert.deepEqual(onBorder(left), right)
  assert.ok(onBorder(left).includes(0.7), 'the corner of the neighbours')
  assert.equal(border(left).length, new Set(border(left).map(String)).size, 'no point twice')
})

test('borders have a point about every spacing', () => {
  const points = borderWith(square, 0.5)(square)
  assert.equal(points.length, 32)
  assert.equal(signedArea(points), 16)
})

test('bending moves points but never folds the plane', () => {
  for (let x = -14; x < 14; x += 0.5) {
    for (let y = -10; y < 10; y += 0.5) {
      const [size, half] = [0.01, 0.005]
      const cell: PlanePoint[] = [
        [x - half, y - half],
        [x + half, y - half],
        [x + half, y + half],
        [x - half, y + half],
      ]
      const bent = signedArea(cell.map(bend)) / size ** 2
      assert.ok(bent > 0.3 && bent < 1.7, `the plane is stretched ${bent} times at ${x}, ${y}`)
    }
  }
  const [x, y] = bend([2, 3])
  assert.ok(Math.hypot(x - 2, y - 3) > 0.05)
})
