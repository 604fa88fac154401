import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoRegions, seededRandom } from '#city/index.ts'
import { demoSurroundings } from './demo-surroundings.ts'
import { atlasOf, drawSituation } from './draw-situation.ts'

const atlas = atlasOf(demoSurroundings())
const draw = (about: string, count = 200) => {
  const random = seededRandom(3)
  return Array.from({ length: count }, () => drawSituation(random, atlas, about))
}

/** Even-odd rule on the outer ring; written apart from the product's own, which placed the points. */
function isInside(ring: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false
  for (let index = 0; index + 1 < ring.length; index++) {
    const [ax, ay] = ring[index]!
    const [bx, by] = ring[index + 1]!
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

test('a case lies in its grid, and the grid in its district', () => {
  for (const situation of draw('{compound}停水')) {
    const grid = demoRegions().find(region => region.id === situation.regionId)!
    assert.equal(grid.level, 'grid')
    assert.ok(situation.regionId.startsWith(`${situation.districtId}-`))
    assert.ok(isInside(grid.boundary.coordinates[0]!, situation.longitude, situation.latitude))
  }
})

test('sentences are filled, the same place by the same name throughout', () => {
  for (const situation of draw('{road}路灯不亮', 50)) {
    const text = situation.fill('{road} {road} {district} {street} {home} {building} {bus} {bus} {station}')
    assert.doesNotMatch(text, /[{}]/)
    const [road, again, , , , , bus, sameBus] = text.split(' ')
    assert.equal(road, again)
    assert.equal(bus, sameBus)
  }
})

test('unknown slots stay visible, so that a test finds them', () => {
  assert.equal(draw('', 1)[0]!.fill('{nothing}'), '{nothing}')
})

test('matters of villages happen in villages, mostly', () => {
  const rural = draw('{village}的路', 300).filter(({ fill }) => fill('{village}').endsWith('村'))
  assert.ok(rural.length > 200, String(rural.length))
})

test('addresses name the district, most also the street', () => {
  const situations = draw('{compound}')
  const named = situations.filter(({ address, fill }) => address.includes(fill('{street}')))
  assert.ok(situations.every(({ address, fill }) => address.includes(fill('{district}'))))
  assert.ok(named.length > 120)
})

test('a region that is missing is an error', () => {
  assert.throws(() => atlas.region('r-nowhere'), /r-nowhere/)
})
