import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArea } from '../area.rules.ts'
import { type Corners, readCorners, shapeOfArea, shapesOf, writeArea } from './map.rules.ts'

const square: Corners = [
  [113, 30],
  [113.0100001, 30],
  [113.01, 30.01],
  [113, 30.01],
]

test('an area that was drawn is one the server reads, and the page reads again', () => {
  assert.equal(writeArea(square.slice(0, 2)), null)
  const written = writeArea(square)!
  assert.equal(written, '113,30;113.01,30;113.01,30.01;113,30.01')
  assert.deepEqual(readArea(written), readCorners(written))
  const many = Array.from({ length: 80 }, (_, place): [number, number] => [113 + place / 1000, 30])
  assert.equal(readArea(writeArea(many)!)!.length, 60)
})

test('what is no area has no corners', () => {
  for (const text of [undefined, '', '1,2;3,4', 'a,b;c,d;e,f', '1;2;3'])
    assert.deepEqual(readCorners(text), [])
})

test('hexagons are as full as they are beside the fullest', () => {
  const cell = { longitude: 113, latitude: 30, ring: [[113, 30] as [number, number]], overdue: 0 }
  const { hexagons, middles } = shapesOf([
    { ...cell, cell: 'a', count: 100 },
    { ...cell, cell: 'b', count: 25 },
  ])
  assert.deepEqual(
    hexagons.features.map(one => one.properties.share),
    [1, 0.5],
  )
  assert.equal(middles.features.length, 2)
  assert.deepEqual(shapesOf([]).hexagons.features, [])
})

test('an area grows from a point over a line to a closed surface', () => {
  const kinds = (corners: Corners) =>
    shapeOfArea(corners).features.map(one => (one.geometry as { type: string }).type)
  assert.deepEqual(kinds([]), [])
  assert.deepEqual(kinds(square.slice(0, 1)), ['Point'])
  assert.deepEqual(kinds(square.slice(0, 2)), ['LineString', 'Point', 'Point'])
  assert.deepEqual(kinds(square.slice(0, 3)), ['Polygon', 'Point', 'Point', 'Point'])
  const [surface] = shapeOfArea(square).features
  const { coordinates } = surface!.geometry as unknown as { coordinates: number[][][] }
  assert.deepEqual(coordinates[0]![0], coordinates[0]!.at(-1))
})
