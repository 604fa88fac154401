import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rowsOf } from './seed.rules.ts'
import { smallCity } from './small-city.fixture.ts'
import { buildSnapshot } from './snapshot.rules.ts'

const calendar = { timeZone: 'UTC', weekdays: [], exceptions: new Map(), announced: new Set<number>() }
const city = buildSnapshot({ ...rowsOf(smallCity), version: '7.2026-06-01', calendar })

test('everything is found by its id, and nothing else', () => {
  assert.equal(city.region('aa')?.name, '区域aa')
  assert.equal(city.department('police')?.name, '公安局')
  assert.equal(city.category('light')?.level, 1)
  assert.equal(city.duty('lamp')?.hostDepartmentId, 'urban')
  assert.equal(city.duty('urban'), undefined)
  assert.equal(city.version, '7.2026-06-01')
})

test('subtrees of departments and regions', () => {
  assert.equal(city.departmentSubtree(['government']).length, smallCity.departments.length)
  assert.deepEqual(city.departmentSubtree(['urban']), ['urban'])
  assert.deepEqual(city.regionSubtree(['aa', 'ab']).sort(), ['aa', 'aaa', 'aab', 'ab'])
  assert.deepEqual(city.regionSubtree(['urban']), [])
})

test('duties of a category are those of all below it', () => {
  for (const category of ['light', 'light-street', 'light-street-broken'])
    assert.equal(city.dutiesOf(category).length, 2)
  assert.deepEqual(city.dutiesOf('elsewhere'), [])
  assert.deepEqual(
    city.categoryPath('light-street-broken').map(one => one.id),
    ['light', 'light-street', 'light-street-broken'],
  )
})
