import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findDepartment, resolveCoHosts, resolveHost } from './host.rules.ts'
import { rowsOf } from './seed.rules.ts'
import { smallCity } from './small-city.fixture.ts'
import { buildSnapshot } from './snapshot.rules.ts'

const calendar = { timeZone: 'UTC', weekdays: [], exceptions: new Map(), announced: new Set<number>() }
const parts = { ...rowsOf(smallCity), version: '1', calendar }
const city = buildSnapshot(parts)
const closed = (id: string) =>
  buildSnapshot({
    ...parts,
    departments: parts.departments.map(one => (one.id === id ? { ...one, active: false } : one)),
  })
const [lamp, neighbour] = parts.duties as [(typeof parts.duties)[0], (typeof parts.duties)[0]]

test('a named host is the same everywhere', () => {
  assert.equal(resolveHost(city, lamp, 'aaa')?.id, 'urban')
  assert.equal(resolveHost(city, lamp, null)?.id, 'urban')
})

test('a duty of the region goes to the government of the district of the place', () => {
  assert.equal(resolveHost(city, neighbour, 'aaa')?.id, 'district-aa')
  assert.equal(resolveHost(city, neighbour, 'aa')?.id, 'district-aa')
  assert.equal(resolveHost(city, neighbour, 'ab')?.id, 'district-ab')
})

test('where the place or the host is missing nothing is guessed', () => {
  for (const place of [null, 'a', 'nowhere']) assert.equal(resolveHost(city, neighbour, place), null)
  assert.equal(resolveHost(closed('urban'), lamp, 'aaa'), null)
  assert.equal(resolveHost(closed('district-aa'), neighbour, 'aaa'), null)
})

test('co-hosts are those named and the district, without the host and without closed ones', () => {
  const ids = (snapshot: typeof city, duty: typeof lamp, place: string | null) =>
    resolveCoHosts(snapshot, duty, place).map(one => one.id)
  assert.deepEqual(ids(city, lamp, 'ab'), ['police', 'district-ab'])
  assert.deepEqual(ids(city, lamp, null), ['police'])
  assert.deepEqual(ids(closed('police'), lamp, 'ab'), ['district-ab'])
  assert.deepEqual(ids(city, { ...lamp, coHosts: ['urban', 'police', 'police'] }, null), ['police'])
})

test('a department is found by id, name, English name and an abbreviation that fits only one', () => {
  assert.equal(findDepartment(city, 'urban')?.id, 'urban')
  assert.equal(findDepartment(city, ' 公安局 ')?.id, 'police')
  assert.equal(findDepartment(city, 'department POLICE')?.id, 'police')
  assert.equal(findDepartment(city, '城管局')?.id, 'urban')
  assert.equal(findDepartment(city, '城管执法局')?.id, 'urban')
})

test('words that fit none or several departments find none', () => {
  for (const words of ['', '  ', '公安', '局', '水务局', '局管城'])
    assert.equal(findDepartment(city, words), null)
  assert.equal(findDepartment(city, '部门d'), null)
  assert.equal(findDepartment(closed('police'), '公安局'), null)
})
