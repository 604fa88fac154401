import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { citySeed } from './seed.contract.ts'
import { parentsFirst, rowsOf } from './seed.rules.ts'
import { smallCity } from './small-city.fixture.ts'

const refused = (problem: RegExp, change: object) =>
  assert.throws(
    () => rowsOf({ ...smallCity, ...change }),
    (error: Error) => isCode(error, 'city.invalid-seed') && problem.test(error.message),
  )

test('the seed of the tests fits its contract', () => {
  assert.deepEqual(citySeed.parse(smallCity), smallCity)
})

test('parents come before children, with the ids above each', () => {
  const { regions, categories, departments } = rowsOf(smallCity)
  assert.equal(regions[0]?.id, 'a')
  assert.deepEqual(regions.find(region => region.id === 'aab')?.ancestors, ['a', 'aa'])
  assert.equal(departments[0]?.id, 'government')
  assert.deepEqual(
    categories.map(({ id, level, position }) => [id, level, position]),
    [
      ['light', 1, 2],
      ['light-street', 2, 1],
      ['light-street-broken', 3, 3],
    ],
  )
})

test('regions get a centre, their own or that of their area', () => {
  const own = { longitude: 1, latitude: 2 }
  const regions = smallCity.regions.map(one => (one.id === 'aa' ? { ...one, center: own } : one))
  const rows = rowsOf({ ...smallCity, regions }).regions
  assert.deepEqual(
    rows.filter(one => one.id === 'aa').map(({ longitude, latitude }) => ({ longitude, latitude })),
    [own],
  )
  assert.ok(Math.abs((rows.find(one => one.id === 'ab')?.longitude ?? 0) - 113.06) < 1e-9)
  const without = smallCity.regions.map(one => ({ ...one, boundary: null }))
  assert.equal(rowsOf({ ...smallCity, regions: without }).regions[0]?.longitude, null)
})

test('duties are the first version, hosted by the region where no department is named', () => {
  const { duties } = rowsOf(smallCity)
  assert.deepEqual(
    duties.map(({ id, version, hostByRegion, coHostByRegion, validTo }) => ({
      id,
      version,
      hostByRegion,
      coHostByRegion,
      validTo,
    })),
    [
      { id: 'lamp', version: 1, hostByRegion: false, coHostByRegion: true, validTo: null },
      { id: 'neighbour', version: 1, hostByRegion: true, coHostByRegion: false, validTo: null },
    ],
  )
})

test('what does not hang together is refused by name', () => {
  const [first] = smallCity.duties
  const [urban] = smallCity.departments
  const [aaa, , aa] = smallCity.regions
  refused(/unknown department nobody/, { duties: [{ ...first, hostDepartmentId: 'nobody' }] })
  refused(/unknown department nobody/, { duties: [{ ...first, coHosts: ['nobody'] }] })
  refused(/no category of the third level/, { duties: [{ ...first, categoryId: 'light' }] })
  refused(/two duties/, { duties: [first, first] })
  refused(/unknown region zz/, { departments: [{ ...urban, parentId: null, regionId: 'zz' }], duties: [] })
  refused(/not below its parent/, {
    regions: smallCity.regions.map(one => (one === aaa ? { ...one, level: 'city' } : one)),
  })
  refused(/hangs under nothing/, { regions: smallCity.regions.filter(one => one !== aa) })
  refused(/used twice/, { regions: [...smallCity.regions, aaa] })
  const deep = { id: 'deep', parentId: 'light-street-broken', name: '深', nameEnglish: 'Deep' }
  refused(/below the third level/, { categories: [...smallCity.categories, deep] })
})

test('a loop is refused', () => {
  const nodes = [
    { id: 'x', parentId: 'y' },
    { id: 'y', parentId: 'x' },
  ]
  assert.throws(
    () => parentsFirst(nodes),
    error => isCode(error, 'city.invalid-seed'),
  )
})
