import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import {
  checkBoundary,
  crossesItself,
  mostCorners,
  reachesOutside,
  squareKilometres,
} from './boundary.rules.ts'
import type { Boundary } from './region.contract.ts'
import { square } from './small-city.fixture.ts'

type Ring = [number, number][]
const polygon = (...coordinates: Ring[]): Boundary => ({ type: 'Polygon', coordinates })
const islands = (...coordinates: Ring[]): Boundary => ({
  type: 'MultiPolygon',
  coordinates: coordinates.map(ring => [ring]),
})
const box = (west: number, south: number, east: number, north: number): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]
const circle = (corners: number): Ring => {
  const ring = Array.from({ length: corners - 1 }, (_, at): [number, number] => {
    const angle = (at / (corners - 1)) * 2 * Math.PI
    return [113 + Math.cos(angle) / 10, 30 + Math.sin(angle) / 10]
  })
  return [...ring, ring[0]!]
}
const refused = (boundary: Boundary, code: string) =>
  assert.throws(
    () => checkBoundary(boundary),
    error => isCode(error, code),
    code,
  )

test('what is closed, has an area and does not cross itself is taken', () => {
  checkBoundary(square(0, 0, 1))
  checkBoundary(polygon(box(113, 30, 114, 31), box(113.2, 30.2, 113.4, 30.4)))
  checkBoundary(islands(box(113, 30, 114, 31), box(115, 30, 116, 31)))
  checkBoundary(polygon(circle(mostCorners)))
})

test('each fault has its own sentence', () => {
  const ring = box(113, 30, 114, 31)
  refused(polygon([...ring.slice(0, -1), [113, 30.1]]), 'city.boundary-not-closed')
  refused(polygon([...box(113, 30, 113, 31)]), 'city.boundary-without-area')
  refused(polygon([ring[0]!, ring[0]!, ring[0]!, ring[0]!]), 'city.boundary-without-area')
  const bow: Ring = [
    [113, 30],
    [114, 31],
    [114, 30],
    [113, 30.9],
    [113, 30],
  ]
  refused(polygon(bow), 'city.boundary-crosses-itself')
  refused(polygon(ring, box(115, 30, 116, 31)), 'city.boundary-hole-outside')
  refused(polygon(circle(mostCorners + 1)), 'city.boundary-too-fine')
  refused(islands(ring, bow), 'city.boundary-crosses-itself')
})

test('edges that meet at a corner or lie far apart do not cross; a long one is met late', () => {
  assert.equal(crossesItself(box(0, 0, 1, 1)), false)
  // The long lower edge begins first of all and is crossed by the last tooth.
  const teeth: Ring = [
    [0, 0],
    [10, 0],
    [10, 2],
    [8, 1],
    [7, 1],
    [6, -1],
    [5, 1],
    [0, 2],
    [0, 0],
  ]
  assert.equal(crossesItself(teeth), true)
  assert.equal(crossesItself(teeth.map(([x, y]) => [x, y === -1 ? 0.5 : y])), false)
  // Two ends on one line that the other does not reach.
  const hook: Ring = [
    [0, 0],
    [4, 0],
    [4, 4],
    [3, 4],
    [3, 1],
    [0, 1],
    [0, 0],
  ]
  assert.equal(crossesItself(hook), false)
})

test('inside is inside, also on the border of the whole and a few metres beyond it', () => {
  const whole = square(0, 0, 4)
  assert.equal(reachesOutside(square(1, 1, 1), whole, 50), false)
  assert.equal(reachesOutside(square(0, 0, 4), whole, 50), false)
  assert.equal(reachesOutside(square(3, 3, 1), whole, 50), false)
  // A hundredth of a degree is about a kilometre here: 0.03 are 30 metres.
  assert.equal(reachesOutside(square(3.03, 1, 1), whole, 50), false)
  assert.equal(reachesOutside(square(3.03, 1, 1), whole, 10), true)
  assert.equal(reachesOutside(square(3.5, 1, 1), whole, 50), true)
  // To the east a thousandth of a degree is 96 m at 30 degrees, to the north 111 m; beyond a corner both count.
  assert.equal(reachesOutside(square(3.1, 1, 1), whole, 100), false)
  assert.equal(reachesOutside(square(1, 3.1, 1), whole, 100), true)
  assert.equal(reachesOutside(square(4, 4.5, 1), whole, 100), true)
  // One tip lies outside, on the line of a border that has ended before.
  const tip: Ring = [
    [113.04, 30.045],
    [113.04, 30.03],
    [113.039, 30.03],
    [113.04, 30.045],
  ]
  assert.equal(reachesOutside(polygon(tip), whole, 100), true)
  assert.equal(reachesOutside(square(9, 9, 1), whole, 50), true)
})

test('a bay, a hole or a gap of the whole is outside, though every corner lies inside', () => {
  const holed = polygon(box(113, 30, 113.04, 30.04), box(113.015, 30.015, 113.025, 30.025))
  assert.equal(reachesOutside(polygon(box(113.01, 30.01, 113.03, 30.03)), holed, 50), true)
  assert.equal(reachesOutside(polygon(box(113.001, 30.001, 113.01, 30.01)), holed, 50), false)
  const bay: Ring = [
    [113, 30],
    [113.04, 30],
    [113.04, 30.04],
    [113.03, 30.04],
    [113.02, 30.01],
    [113.01, 30.04],
    [113, 30.04],
    [113, 30],
  ]
  assert.equal(reachesOutside(polygon(box(113.001, 30.02, 113.039, 30.03)), polygon(bay), 50), true)
  // Two islands that share a border, and what lies on both of them.
  const [west, east] = [box(113, 30, 113.02, 30.04), box(113.02, 30, 113.04, 30.04)]
  east.splice(4, 0, [113.02, 30.02])
  west.splice(2, 0, [113.02, 30.02])
  const pair = islands(west, east)
  assert.equal(reachesOutside(polygon(box(113.01, 30.01, 113.03, 30.03)), pair, 50), false)
  const apart = islands(box(113, 30, 113.01, 30.04), box(113.03, 30, 113.04, 30.04))
  assert.equal(reachesOutside(polygon(box(113.005, 30.01, 113.035, 30.03)), apart, 50), true)
})

test('an area is told in square kilometres, islands together', () => {
  // A hundredth of a degree: 1.11 km from south to north, 0.96 km from west to east at 30 degrees.
  assert.ok(Math.abs(squareKilometres(square(0, 0, 1)) - 1.07) < 0.01)
  const two = islands(box(113, 0, 113.01, 0.01), box(114, 0, 114.01, 0.01))
  assert.ok(Math.abs(squareKilometres(two) - 2 * 1.236) < 0.01)
})
