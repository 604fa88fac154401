import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { testDatabase } from '../../test/test-database.ts'
import { seededDatabase } from './city.fixture.ts'
import { demoCity } from './demo/demo-city.ts'
import { demoPlaces } from './demo/places.ts'
import { listBoundaries, readRegion } from './read-region.ts'
import { readSnapshot } from './read-snapshot.ts'
import { regionAt } from './region-at.ts'
import { citySeed } from './seed.contract.ts'
import { seedCity } from './seed-city.ts'
import { smallCity } from './small-city.fixture.ts'

test('a seeded city reads back as it was written, with a ledger entry', async t => {
  const database = await seededDatabase(t)
  const city = await readSnapshot(database)
  assert.deepEqual(city.regions.map(region => region.id).sort(), ['a', 'aa', 'aaa', 'aab', 'ab'])
  assert.deepEqual(city.region('aab')?.ancestors, ['a', 'aa'])
  assert.equal(city.department('urban')?.name, '城市管理执法局')
  assert.equal(city.duty('neighbour')?.hostByRegion, true)
  assert.deepEqual(city.duty('lamp')?.coHosts, ['police'])
  assert.equal(city.duty('lamp')?.validFrom, '2024-01-01')
  assert.equal(city.categories.length, 3)
  const [entry] = await readEntries(database, 'a')
  assert.equal(entry?.kind, 'city.seeded')
  assert.equal(entry?.intact, true)
})

test('a second seed is refused and changes nothing; a broken one leaves nothing behind', async t => {
  const database = await seededDatabase(t)
  const seedAgain = inTransaction(database, tx => seedCity(tx, smallCity))
  await assert.rejects(seedAgain, error => isCode(error, 'city.already-seeded'))
  const { database: empty } = await testDatabase(t)
  const duties = smallCity.duties.map(duty => ({ ...duty, coHosts: ['nobody'] }))
  const broken = inTransaction(empty, tx => seedCity(tx, { ...smallCity, duties }))
  await assert.rejects(broken, error => isCode(error, 'city.invalid-seed'))
  assert.equal((await readSnapshot(empty)).regions.length, 0)
})

test('a point finds its grid, in a gap the district, outside nothing', async t => {
  const database = await seededDatabase(t)
  const at = (east: number, north: number) =>
    regionAt(database, { longitude: 113 + east / 100, latitude: 30 + north / 100 })
  assert.equal(await at(0.5, 0.5), 'aaa')
  assert.equal(await at(1.5, 0.5), 'aab')
  assert.equal(await at(0.99, 0.5), 'aaa')
  assert.equal(await at(1.01, 0.5), 'aab')
  assert.equal(await at(3, 3), 'aa')
  assert.equal(await at(6, 2), 'ab')
  assert.equal(await at(6, 6), 'a')
  assert.equal(await at(-1, 1), null)
})

test('boundaries come as GeoJSON', async t => {
  const database = await seededDatabase(t)
  const districts = await listBoundaries(database, 'district')
  assert.deepEqual(
    districts.features.map(feature => feature.id),
    ['aa', 'ab'],
  )
  assert.equal(districts.features[0]?.geometry.type, 'Polygon')
  assert.equal((await listBoundaries(database, 'street')).features.length, 0)
  assert.equal((await readRegion(database, 'aa')).boundary?.type, 'Polygon')
  await assert.rejects(readRegion(database, 'zz'), error => isCode(error, 'city.unknown-region'))
})

test('the demo city fits the contract, is seeded, and each of its places is found in its grid', async t => {
  assert.deepEqual(citySeed.parse(structuredClone(demoCity())), demoCity())
  const { database } = await testDatabase(t)
  const counts = await inTransaction(database, tx => seedCity(tx, demoCity()))
  assert.ok(counts.departments >= 20 && counts.duties >= 200, JSON.stringify(counts))
  const city = await readSnapshot(database)
  assert.equal(city.regions.filter(region => region.level === 'district').length, 4)
  for (const place of demoPlaces().filter((_, number) => number % 7 === 0))
    assert.equal(await regionAt(database, place), place.regionId, place.name)
})
