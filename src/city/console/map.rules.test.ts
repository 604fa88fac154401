import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Boundary } from '#city/region.contract.ts'
import { extentOf, pathOf, projection } from './map.rules.ts'

const square: Boundary = {
  type: 'Polygon',
  coordinates: [
    [
      [10, 0],
      [12, 0],
      [12, 1],
      [10, 1],
      [10, 0],
    ],
  ],
}
const two: Boundary = {
  type: 'MultiPolygon',
  coordinates: [
    square.coordinates as [number, number][][],
    [
      [
        [13, -1],
        [14, -1],
        [14, 0],
        [13, -1],
      ],
    ],
  ],
}

test('the extent covers every ring', () => {
  assert.equal(extentOf([]), null)
  assert.deepEqual(extentOf([square]), [10, 0, 12, 1])
  assert.deepEqual(extentOf([square, two]), [10, -1, 14, 1])
})

test('north is above, west is left, the picture as wide as asked', () => {
  const { place, height } = projection([10, 0, 12, 1], 200)
  const [left, top] = place(10, 1)
  assert.deepEqual([left, top], [0, 0])
  const [right, bottom] = place(12, 0)
  assert.ok(Math.abs(right - 200) < 1e-6)
  assert.ok(Math.abs(bottom - height) < 1e-6)
  assert.ok(Math.abs(height - 100) < 0.1)
})

test('far north a degree of longitude is narrower', () => {
  const { height } = projection([10, 59.5, 12, 60.5], 200)
  assert.ok(Math.abs(height - 200) < 0.5, String(height))
})

test('each ring is a closed part of the path', () => {
  const place = (x: number, y: number): [number, number] => [x, y]
  assert.equal(pathOf(square, place), 'M10.0 0.0L12.0 0.0L12.0 1.0L10.0 1.0L10.0 0.0Z')
  assert.equal(pathOf(two, place).match(/M/g)?.length, 2)
})
