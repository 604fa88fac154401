import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { addCategory } from './add-category.ts'
import { addDuty } from './add-duty.ts'
import { seededDatabase } from './city.fixture.ts'
import { editDepartment } from './edit-department.ts'
import { editDuty } from './edit-duty.ts'
import { editRegion } from './edit-region.ts'
import { endCategory } from './end-category.ts'
import { endDuty } from './end-duty.ts'
import { endRegion } from './end-region.ts'
import { selectFormer } from './former.store.ts'
import { listDuties } from './list-duties.ts'
import { readRegion } from './read-region.ts'
import { readSnapshot } from './read-snapshot.ts'
import { readRegionUse } from './read-use.ts'
import { selectToday } from './setting.store.ts'
import { addDays } from './time-zone.rules.ts'

const code = (expected: string) => (error: unknown) => isCode(error, expected)
const by = 'p1'

async function ends(t: TestContext) {
  const database = await seededDatabase(t)
  const today = await selectToday(database)
  const snapshot = () => readSnapshot(database)
  const region = async (id: string, validTo: string | null) => {
    const { version } = await readRegion(database, id)
    return await inTransaction(database, tx => endRegion(tx, id, { end: { version, validTo }, by }))
  }
  const category = async (id: string, validTo: string | null, successorId: string | null = null) => {
    const { version } = (await snapshot()).category(id)!
    const end = { version, validTo, successorId }
    return await inTransaction(database, tx => endCategory(tx, id, { end, by }))
  }
  const added = (id: string, parentId: string | null) =>
    inTransaction(database, tx =>
      addCategory(tx, { category: { id, parentId, name: id, nameEnglish: id }, by }),
    )
  return { database, today, snapshot, region, category, added, day: (count: number) => addDays(today, count) }
}

test('no part of a region outlives it, in whatever order the ends are set and moved', async t => {
  const { database, region, day } = await ends(t)
  await inTransaction(database, tx =>
    editDepartment(tx, 'district-aa', { change: { version: 1, regionId: 'a' }, by }),
  )
  await region('aaa', day(5))
  await region('aab', day(10))
  await assert.rejects(region('aa', day(9)), code('city.entry-has-parts'))
  await region('aa', day(10))
  await assert.rejects(region('aaa', day(11)), code('city.entry-ended'))
  await assert.rejects(region('aab', null), code('city.entry-ended'))
  assert.equal((await readRegion(database, 'aaa')).validTo, day(5), 'a refusal moves nothing')
  assert.equal((await region('aaa', day(10))).validTo, day(10), 'until the day of the whole')
  await region('aa', day(20))
  assert.equal((await region('aab', day(15))).validTo, day(15))
})

test('no part of a category outlives it', async t => {
  const { category, added, day } = await ends(t)
  await added('noise', null)
  await added('noise-night', 'noise')
  await added('noise-night-bar', 'noise-night')
  await category('noise-night-bar', day(3))
  await category('noise-night', day(4))
  await assert.rejects(category('noise-night-bar', day(5)), code('city.entry-ended'))
  await assert.rejects(category('noise', day(3)), code('city.entry-has-parts'))
  assert.equal((await category('noise-night-bar', day(4))).validTo, day(4))
  await assert.rejects(category('noise-night-bar', null), code('city.entry-ended'))
  await category('noise-night', null)
  assert.equal((await category('noise-night-bar', null)).validTo, null)
})

test('each end that is set, moved or taken back stays on record with the day it named', async t => {
  const { database, region, day } = await ends(t)
  for (const validTo of [day(30), day(7), null]) await region('aaa', validTo)
  const former = await selectFormer(database, 'region', 'aaa')
  assert.deepEqual(
    former.map(one => [one.version, one.validTo]),
    [
      [3, day(7)],
      [2, day(30)],
      [1, null],
    ],
  )
  assert.deepEqual(await selectFormer(database, 'category', 'aaa'), [], 'of another kind there is none')
})

test('what ends today is gone today, what ends tomorrow is there until then', async t => {
  const { region, snapshot, day, today } = await ends(t)
  await region('aaa', today)
  await region('aab', day(1))
  const city = await snapshot()
  assert.deepEqual(
    ['aaa', 'aab'].map(id => city.inForce(city.region(id)!)),
    [false, true],
  )
  const use = await readRegionUse(city, 'aa', async of => {
    assert.deepEqual(of.regionIds?.toSorted(), ['aa', 'aaa', 'aab'], 'cases lie in ended grids still')
    return { openCases: 0, people: 0 }
  })
  assert.deepEqual(
    use.parts.map(one => one.id),
    ['aab'],
  )
})

test('a closed department keeps no region open; opened again it needs one that goes on', async t => {
  const { database, region, today } = await ends(t)
  const change = (id: string, version: number, active: boolean) =>
    inTransaction(database, tx => editDepartment(tx, id, { change: { version, active }, by }))
  await assert.rejects(region('ab', today), code('city.region-in-use'))
  await change('district-ab', 1, false)
  await region('ab', today)
  await assert.rejects(change('district-ab', 2, true), code('city.entry-ended'))
  await region('ab', null)
  assert.equal((await change('district-ab', 2, true)).version, 3)
})

test('an ended region is renamed still: its cases show the name', async t => {
  const { database, region, today } = await ends(t)
  await region('aaa', today)
  const change = { version: 2, name: '旧网格' }
  const after = await inTransaction(database, tx => editRegion(tx, 'aaa', { change, by }))
  assert.deepEqual([after.name, after.validTo], ['旧网格', today])
})

test('a successor that ends later hands its duties on; what had ended before is no part of it', async t => {
  const { database, category, added, day } = await ends(t)
  for (const id of ['light-street-dim', 'light-street-dark']) await added(id, 'light-street')
  await inTransaction(database, tx => endDuty(tx, 'neighbour', { end: { version: 1, validTo: day(1) }, by }))
  await category('light-street-broken', day(2), 'light-street-dim')
  await category('light-street-dim', day(4), 'light-street-dark')
  const on = async (date: string) => (await listDuties(database, date)).map(one => [one.id, one.categoryId])
  assert.deepEqual(await on(day(1)), [['lamp', 'light-street-broken']])
  assert.deepEqual(await on(day(2)), [['lamp', 'light-street-dim']])
  assert.deepEqual(await on(day(3)), [['lamp', 'light-street-dim']])
  assert.deepEqual(await on(day(4)), [['lamp', 'light-street-dark']])
  await assert.rejects(category('light-street-dark', day(4), 'light-street-broken'), code('city.entry-ended'))
})

test('a duty goes into no category that ends, neither a new one nor an edited one', async t => {
  const { database, category, added, day } = await ends(t)
  await added('light-street-dim', 'light-street')
  await category('light-street-dim', day(100))
  const [lamp] = await listDuties(database, day(0))
  const { version: _, validTo: __, hostByRegion: ___, ...content } = lamp!
  const duty = { ...content, id: 'dim', categoryId: 'light-street-dim' }
  await assert.rejects(
    inTransaction(database, tx => addDuty(tx, { duty, by })),
    code('city.entry-ended'),
  )
  const change = { version: 1, validFrom: day(1), categoryId: 'light-street-dim' }
  await assert.rejects(
    inTransaction(database, tx => editDuty(tx, 'lamp', { change, by })),
    code('city.entry-ended'),
  )
})
