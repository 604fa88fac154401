import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cellAt, cellsOf, centreOf, contains } from './geometry.rules.ts'
import type { Boundary } from './region.contract.ts'

const ring = (west: number, south: number, size: number): [number, number][] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const square: Boundary = { type: 'Polygon', coordinates: [ring(113, 30, 0.02)] }
const withHole: Boundary = {
  type: 'Polygon',
  coordinates: [ring(113, 30, 0.02), ring(113.005, 30.005, 0.01)],
}
const islands: Boundary = {
  type: 'MultiPolygon',
  coordinates: [[ring(113, 30, 0.02)], [ring(113.1, 30, 0.01)]],
}
const at = (longitude: number, latitude: number) => ({ longitude, latitude })

test('inside, outside, in a hole, on the second island', () => {
  assert.equal(contains(square, at(113.01, 30.01)), true)
  assert.equal(contains(square, at(113.03, 30.01)), false)
  assert.equal(contains(square, at(113.01, 30.03)), false)
  assert.equal(contains(withHole, at(113.01, 30.01)), false)
  assert.equal(contains(withHole, at(113.002, 30.01)), true)
  assert.equal(contains(islands, at(113.105, 30.005)), true)
  assert.equal(contains(islands, at(113.05, 30.005)), false)
})

test('a concave outline', () => {
  const hook: Boundary = {
    type: 'Polygon',
    coordinates: [
      [
        ...([
          [0, 0],
          [4, 0],
          [4, 4],
          [3, 4],
          [3, 1],
          [0, 1],
          [0, 0],
        ] as [number, number][]),
      ],
    ],
  }
  assert.equal(contains(hook, at(3.5, 3)), true)
  assert.equal(contains(hook, at(1, 3)), false)
  assert.equal(contains(hook, at(1, 0.5)), true)
})

test('of two neighbours exactly one contains each point of their border', () => {
  const east: Boundary = { type: 'Polygon', coordinates: [ring(113.02, 30, 0.02)] }
  for (const latitude of [30.001, 30.01, 30.0199]) {
    const owners: Boundary[] = [square, east].filter(boundary => contains(boundary, at(113.02, latitude)))
    assert.equal(owners.length, 1)
  }
})

test('every point of an area lies in one of its cells', () => {
  const cells = new Set(cellsOf(islands))
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (x, y) => {
        assert.ok(cells.has(cellAt(at(113 + x * 0.02, 30 + y * 0.02))))
        assert.ok(cells.has(cellAt(at(113.1 + x * 0.01, 30 + y * 0.01))))
      },
    ),
    { seed: 3, numRuns: 300 },
  )
  assert.equal(new Set(cells).size, cellsOf(islands).length)
})

test('the centre of an area, of its largest part, and of one without an area', () => {
  const near = (boundary: Boundary, longitude: number, latitude: number) => {
    const centre = centreOf(boundary)
    assert.ok(Math.abs(centre.longitude - longitude) < 1e-9 && Math.abs(centre.latitude - latitude) < 1e-9)
  }
  near(square, 113.01, 30.01)
  near(islands, 113.01, 30.01)
  near(
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [3, 0],
          [0, 3],
          [0, 0],
        ],
      ],
    },
    1,
    1,
  )
  near(
    {
      type: 'Polygon',
      coordinates: [
        [
          [5, 6],
          [5, 6],
          [5, 6],
          [5, 6],
        ],
      ],
    },
    5,
    6,
  )
})
