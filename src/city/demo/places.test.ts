import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contains } from '../geometry.rules.ts'
import { demoBusRoutes, demoPlaces, demoRiver } from './places.ts'
import { demoRegions } from './regions.ts'

const places = demoPlaces()
const regions = new Map(demoRegions().map(region => [region.id, region]))
const streets = [...regions.values()].filter(region => region.level === 'street')

test('every place lies in its grid with room around it, and the grid in its street', () => {
  for (const place of places) {
    const grid = regions.get(place.regionId)
    assert.equal(grid?.level, 'grid', place.id)
    assert.ok(place.regionId.startsWith(`${place.streetId}-`))
    for (const [dx, dy] of [
      [0, 0],
      [0.0006, 0],
      [-0.0006, 0],
      [0, 0.0006],
      [0, -0.0006],
    ] as const) {
      const point = { longitude: place.longitude + dx, latitude: place.latitude + dy }
      assert.ok(contains(grid!.boundary, point), `${place.id} ${place.name}`)
    }
  }
})

test('every grid has a home, and every street the places people talk about', () => {
  for (const region of regions.values()) {
    if (region.level !== 'grid') continue
    const homes = places.filter(
      ({ regionId, kind }) => regionId === region.id && /compound|hamlet/.test(kind),
    )
    assert.ok(homes.length >= 1, region.id)
  }
  for (const street of streets) {
    const kinds = new Set(places.filter(place => place.streetId === street.id).map(place => place.kind))
    for (const kind of [
      'compound',
      'road',
      'school',
      'park',
      'market',
      'hospital',
      'shop',
      'company',
    ] as const)
      assert.ok(kinds.has(kind), `${street.name} has no ${kind}`)
  }
})

test('towns have hamlets and no metro; subdistricts the other way round', () => {
  for (const street of streets) {
    const kinds = places.filter(place => place.streetId === street.id).map(place => place.kind)
    const town = street.name.endsWith('镇')
    assert.equal(kinds.includes('hamlet'), town, street.name)
    assert.equal(kinds.includes('station'), !town, street.name)
  }
})

test('ids are unique, and so are the names of homes and roads: they tell the place', () => {
  assert.equal(new Set(places.map(place => place.id)).size, places.length)
  const telling = places.filter(place => ['compound', 'hamlet', 'road'].includes(place.kind))
  assert.equal(new Set(telling.map(place => place.name)).size, telling.length)
})

test('names are in Chinese and in English', () => {
  for (const place of places) {
    assert.match(place.name, /^\p{Script=Han}+$/u)
    assert.match(place.nameEnglish, /^[\x20-\x7e]+$/)
  }
  assert.equal(new Set(demoBusRoutes).size, demoBusRoutes.length)
})

test('the river runs from west to east between the banks', () => {
  const { coordinates } = demoRiver.course()
  assert.ok(coordinates.length > 40)
  for (const [index, point] of coordinates.entries())
    if (index > 0) assert.ok(point[0] > coordinates[index - 1]![0])
  const north = new Set(regions.get('r-ql-d1')!.boundary.coordinates[0]!.map(String))
  assert.ok(coordinates.some(point => north.has(String(point))))
  const length = coordinates.slice(1).reduce((sum, [x, y], index) => {
    const [px, py] = coordinates[index]!
    return sum + Math.hypot((x - px) * 96.1, (y - py) * 110.57)
  }, 0)
  assert.ok(length > 18 && length < 40, `${length} km`)
})
