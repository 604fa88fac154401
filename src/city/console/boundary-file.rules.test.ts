import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cornersOf, largestFile, readBoundary } from './boundary-file.rules.ts'

const ring = [
  [113, 30],
  [114, 30],
  [114, 31],
  [113, 30],
]
const polygon = { type: 'Polygon', coordinates: [ring] }
const islands = { type: 'MultiPolygon', coordinates: [[ring], [ring]] }
const feature = (geometry: unknown) => ({ type: 'Feature', properties: { name: '<b>x</b>' }, geometry })
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const read = (value: unknown) => readBoundary(typeof value === 'string' ? value : JSON.stringify(value))

test('a geometry is found by itself, in a feature, in a collection of one, with a mark of the byte order', () => {
  const wanted = { boundary: polygon }
  assert.deepEqual(read(polygon), wanted)
  assert.deepEqual(read(feature(polygon)), wanted)
  assert.deepEqual(read(collection(feature(polygon))), wanted)
  assert.deepEqual(read({ type: 'GeometryCollection', geometries: [polygon] }), wanted)
  assert.deepEqual(read(`\uFEFF${JSON.stringify(polygon)}`), wanted)
  assert.deepEqual(read(islands), { boundary: islands })
})

test('heights and what else a file says are left out', () => {
  const high = { ...polygon, coordinates: [ring.map(([x, y]) => [x, y, 12.5])], crs: { name: 'x' } }
  assert.deepEqual(read(high), { boundary: polygon })
})

test('each wrong file has its sentence', () => {
  const wrong: [unknown, string][] = [
    [' <kml xmlns="http://www.opengis.net/kml/2.2"></kml>', 'markup'],
    ['<html>', 'markup'],
    ['{"type":', 'not-json'],
    ['', 'not-json'],
    ['null', 'no-area'],
    ['7', 'no-area'],
    [{ type: 'LineString', coordinates: ring }, 'no-area'],
    [collection(), 'no-area'],
    [feature(null), 'no-area'],
    [collection(feature(polygon), feature(polygon)), 'several'],
    [{ type: 'Polygon', coordinates: [ring.map(([x, y]) => [x! * 111_000, y])] }, 'projected'],
    [{ type: 'Polygon', coordinates: [ring.map(([x, y]) => [x, y! * 3.1])] }, 'projected'],
    [{ type: 'Polygon', coordinates: [ring.slice(0, 2)] }, 'broken'],
    [{ type: 'Polygon', coordinates: [] }, 'broken'],
    [{ type: 'Polygon', coordinates: [[['113', '30']]] }, 'broken'],
    [{ type: 'Polygon' }, 'broken'],
    [' '.repeat(largestFile + 1), 'too-large'],
  ]
  for (const [value, fault] of wrong)
    assert.deepEqual(read(value), { fault: `city:boundary.${fault}` }, JSON.stringify(value).slice(0, 60))
})

test('corners are counted once, though rings are closed', () => {
  assert.equal(cornersOf({ type: 'Polygon', coordinates: [ring as [number, number][]] }), 3)
  assert.equal(
    cornersOf({ type: 'MultiPolygon', coordinates: [[ring], [ring]] as [number, number][][][] }),
    6,
  )
})
