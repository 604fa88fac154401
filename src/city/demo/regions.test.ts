import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contains } from '../geometry.rules.ts'
import { type DemoRegion, demoRegions } from './regions.ts'
import { seededRandom } from './seeded-random.ts'

const regions = demoRegions()
const childrenOf = (parent: DemoRegion) => regions.filter(region => region.parentId === parent.id)
const levels = ['city', 'district', 'street', 'community', 'grid'] as const

/** Square degrees; relative to the first point, or the digits that matter are lost. */
function areaOf(region: DemoRegion): number {
  const ring = region.boundary.coordinates[0]!
  const [x0, y0] = ring[0]!
  let twice = 0
  for (let index = 0; index + 1 < ring.length; index++) {
    const [ax, ay] = ring[index]!
    const [bx, by] = ring[index + 1]!
    twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0)
  }
  return twice / 2
}

test('one city, 4 districts, 16 streets, 60 communities, 180 grids', () => {
  const counts = levels.map(level => regions.filter(region => region.level === level).length)
  assert.deepEqual(counts, [1, 4, 16, 60, 180])
})

test('ids and codes are unique and say where a region belongs', () => {
  assert.equal(new Set(regions.map(region => region.id)).size, regions.length)
  assert.equal(new Set(regions.map(region => region.code)).size, regions.length)
  for (const region of regions) {
    assert.match(region.id, /^r-ql(-d\d(-s\d(-c\d(-g\d)?)?)?)?$/)
    assert.match(region.code, /^99\d{10}(\d{2})?$/, 'no province has the prefix 99')
  }
})

test('every region is one level below its parent, which comes before it', () => {
  const known = new Map<string, DemoRegion>()
  for (const region of regions) {
    const parent = region.parentId === null ? undefined : known.get(region.parentId)
    assert.equal(levels.indexOf(region.level), parent ? levels.indexOf(parent.level) + 1 : 0, region.id)
    if (parent) assert.ok(region.id.startsWith(`${parent.id}-`))
    known.set(region.id, region)
  }
})

test('names of communities and above are unique, in both languages', () => {
  const named = regions.filter(region => region.level !== 'grid' && region.level !== 'city')
  const twice = (names: string[]) => names.filter((name, index) => names.indexOf(name) !== index)
  assert.deepEqual(twice(named.map(region => region.name)), [])
  assert.deepEqual(
    twice(named.filter(region => region.level === 'community').map(region => region.nameEnglish)),
    [],
  )
  for (const region of regions) {
    assert.match(region.name, /^[\p{Script=Han}]+$/u)
    assert.match(region.nameEnglish, /^[\x20-\x7e]+$/)
  }
})

test('rings are closed, counter-clockwise, and have the centre inside', () => {
  for (const region of regions) {
    const ring = region.boundary.coordinates[0]!
    assert.deepEqual(ring[0], ring.at(-1), region.id)
    assert.ok(areaOf(region) > 0, region.id)
    assert.ok(contains(region.boundary, region.center), region.id)
    assert.equal(new Set(ring.slice(1).map(String)).size, ring.length - 1, `${region.id} touches itself`)
  }
})

test('the areas of the children sum to the area of the parent', () => {
  for (const parent of regions.filter(region => region.level !== 'grid')) {
    const sum = childrenOf(parent).reduce((total, child) => total + areaOf(child), 0)
    assert.ok(Math.abs(sum / areaOf(parent) - 1) < 1e-9, parent.id)
  }
})

test('every sampled point of the city lies in one region of each level, each below the other', () => {
  const random = seededRandom(11)
  const city = regions[0]!
  const ring = city.boundary.coordinates[0]!
  const [longitudes, latitudes] = [ring.map(([x]) => x), ring.map(([, y]) => y)]
  const span = (values: number[]) => {
    const low = Math.min(...values)
    return low + random.number() * (Math.max(...values) - low)
  }
  let inside = 0
  while (inside < 600) {
    const point = { longitude: span(longitudes), latitude: span(latitudes) }
    const home = contains(city.boundary, point)
    const at = regions.filter(region => contains(region.boundary, point))
    if (!home) {
      assert.deepEqual(at, [], 'nothing reaches beyond the city')
      continue
    }
    inside++
    assert.deepEqual(
      at.map(region => region.level),
      levels,
    )
    for (const [index, region] of at.entries())
      if (index > 0) assert.equal(region.parentId, at[index - 1]!.id)
  }
})

test('neighbours share the points of their border: every inner side is drawn once in each direction', () => {
  const sides = new Map<string, number>()
  for (const grid of regions.filter(region => region.level === 'grid')) {
    const ring = grid.boundary.coordinates[0]!
    for (let index = 0; index + 1 < ring.length; index++) {
      const side = `${ring[index]} ${ring[index + 1]}`
      assert.ok(!sides.has(side), `two grids lie on the same side of ${side}`)
      sides.set(side, 1)
    }
  }
  const outline = regions[0]!.boundary.coordinates[0]!
  const outer = new Set(outline.slice(1).map((point, index) => `${outline[index]} ${point}`))
  const single = [...sides.keys()].filter(side => {
    const [from, to] = side.split(' ')
    return !sides.has(`${to} ${from}`)
  })
  assert.deepEqual(new Set(single), outer, 'only the outline of the city has nobody on its other side')
})

test('the city has the size of a city', () => {
  const squareKilometres = areaOf(regions[0]!) * 110.57 * 111.32 * Math.cos((30.31 * Math.PI) / 180)
  assert.ok(squareKilometres > 250 && squareKilometres < 450, `${squareKilometres} km²`)
})
