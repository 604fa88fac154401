import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { addCategory } from './add-category.ts'
import { addDuty } from './add-duty.ts'
import { seededDatabase } from './city.fixture.ts'
import { editCategory } from './edit-category.ts'
import { editDuty } from './edit-duty.ts'
import { endCategory } from './end-category.ts'
import { endDuty } from './end-duty.ts'
import { selectFormer } from './former.store.ts'
import { listDuties, listDutyVersions } from './list-duties.ts'
import { readSnapshot } from './read-snapshot.ts'
import { readCategoryUse } from './read-use.ts'
import { selectToday } from './setting.store.ts'
import { addDays } from './time-zone.rules.ts'

const code = (expected: string) => (error: unknown) => isCode(error, expected)
const by = 'p1'

async function edits(t: TestContext) {
  const database = await seededDatabase(t)
  const added = (id: string, parentId: string | null) =>
    inTransaction(database, tx =>
      addCategory(tx, { category: { id, parentId, name: `分类${id}`, nameEnglish: `Category ${id}` }, by }),
    )
  const renamed = (id: string, name: string, version = 1) =>
    inTransaction(database, tx => editCategory(tx, id, { change: { version, name }, by }))
  const ended = (
    id: string,
    validTo: string | null,
    more: { successorId?: string; version?: number } = {},
  ) => {
    const end = { version: more.version ?? 1, validTo, successorId: more.successorId ?? null }
    return inTransaction(database, tx => endCategory(tx, id, { end, by }))
  }
  const today = await selectToday(database)
  return { database, added, renamed, ended, today }
}

test('categories are added down to the third level, as the last of their siblings', async t => {
  const { database, added } = await edits(t)
  const one = await added('road', null)
  assert.deepEqual([one.level, one.version, one.validTo, one.successorId], [1, 1, null, null])
  await added('road-surface', 'road')
  const third = await added('road-surface-hole', 'road-surface')
  assert.equal(third.level, 3)
  await assert.rejects(added('deeper', 'road-surface-hole'), code('city.category-too-deep'))
  await assert.rejects(added('lost', 'nowhere'), code('city.unknown-category'))
  await assert.rejects(added('road', null), code('city.identifier-taken'))
  const snapshot = await readSnapshot(database)
  assert.deepEqual(
    snapshot.categories.filter(each => each.level === 1).map(each => each.id),
    ['light', 'road'],
  )
  assert.deepEqual(
    snapshot.categoryPath('road-surface-hole').map(each => each.id),
    ['road', 'road-surface', 'road-surface-hole'],
  )
  const [lamp] = await listDuties(database, '2024-01-01')
  const { version: _, validTo: __, hostByRegion: ___, ...content } = lamp!
  const duty = { ...content, id: 'hole', categoryId: third.id }
  assert.equal((await inTransaction(database, tx => addDuty(tx, { duty, by }))).categoryId, third.id)
})

test('a category is renamed; its id, its duties and its history stay; of two tabs one is told', async t => {
  const { database, renamed } = await edits(t)
  const after = await renamed('light', '公共照明')
  assert.deepEqual([after.name, after.nameEnglish, after.version], ['公共照明', 'Lighting', 2])
  await assert.rejects(renamed('light', '灯'), code('city.changed-meanwhile'))
  await assert.rejects(renamed('nothing', '灯'), code('city.unknown-category'))
  const results = await Promise.allSettled(['甲', '乙'].map(name => renamed('light', name, 2)))
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
  assert.deepEqual(
    (await selectFormer(database, 'category', 'light')).map(one => one.name),
    ['公共照明', '照明'],
  )
  const [entry] = await readEntries(database, 'category:light')
  assert.deepEqual((entry!.body as { fields: string[] }).fields, ['name'])
  assert.equal((await readSnapshot(database)).dutiesOf('light').length, 2)
})

test('what depends on a category is named before it ends', async t => {
  const { database, added, ended, today } = await edits(t)
  await added('light-street-dim', 'light-street')
  const city = await readSnapshot(database)
  const usedOutside = async (of: object) => {
    assert.deepEqual(of, { categoryIds: ['light-street-broken'] })
    return { openCases: 4, people: 0 }
  }
  const use = await readCategoryUse({ handle: database, city, usedOutside }, 'light-street-broken')
  assert.deepEqual(
    { ...use, duties: use.duties.map(one => [one.id, one.name]) },
    {
      parts: [],
      departments: [],
      duties: [
        ['lamp', '路灯不亮'],
        ['neighbour', '邻里纠纷'],
      ],
      openCases: 4,
      people: 0,
    },
  )
  const none = async () => ({ openCases: 0, people: 0 })
  const above = await readCategoryUse({ handle: database, city, usedOutside: none }, 'light-street')
  assert.deepEqual(
    above.parts.map(one => one.id),
    ['light-street-broken', 'light-street-dim'],
  )
  await assert.rejects(
    readCategoryUse({ handle: database, city, usedOutside: none }, 'nothing'),
    code('city.unknown-category'),
  )
  await assert.rejects(ended('light-street-broken', today), code('city.category-in-use'))
  await assert.rejects(ended('light-street', today), code('city.entry-has-parts'))
})

test('duties belong to the successor from the day the category ends, and to the old one until then', async t => {
  const { database, added, ended, today } = await edits(t)
  await added('light-street-dim', 'light-street')
  const day = addDays(today, 10)
  const after = await ended('light-street-broken', day, { successorId: 'light-street-dim' })
  assert.deepEqual([after.validTo, after.successorId, after.version], [day, 'light-street-dim', 2])
  const categoriesOn = async (date: string) => (await listDuties(database, date)).map(one => one.categoryId)
  assert.deepEqual(await categoriesOn(addDays(day, -1)), ['light-street-broken', 'light-street-broken'])
  assert.deepEqual(await categoriesOn(day), ['light-street-dim', 'light-street-dim'])
  const [entry] = await readEntries(database, 'category:light-street-broken')
  assert.deepEqual((entry!.body as { duties: string[] }).duties, ['lamp', 'neighbour'])
  assert.equal((await readEntries(database, 'duty:lamp'))[0]?.kind, 'city.duty-edited')
  const back = { version: 2, validFrom: day, categoryId: 'light-street-broken' }
  await assert.rejects(
    inTransaction(database, tx => editDuty(tx, 'lamp', { change: back, by })),
    code('city.entry-ended'),
    'nothing new is put into what ends',
  )
  const taken = await ended('light-street-broken', null, { version: 2 })
  assert.deepEqual([taken.validTo, taken.successorId], [null, null])
  await inTransaction(database, tx => editDuty(tx, 'lamp', { change: back, by }))
})

test('a duty that begins later moves with its own beginning; one that ends is left alone', async t => {
  const { database, added, ended, today } = await edits(t)
  await added('light-street-dim', 'light-street')
  const [soon, later] = [addDays(today, 5), addDays(today, 50)]
  const change = { version: 1, validFrom: later, title: '灯暗' }
  await inTransaction(database, tx => editDuty(tx, 'lamp', { change, by }))
  await inTransaction(database, tx => endDuty(tx, 'neighbour', { end: { version: 1, validTo: later }, by }))
  await ended('light-street-broken', soon, { successorId: 'light-street-dim' })
  const [newest] = await listDutyVersions(database, 'lamp')
  assert.deepEqual(
    [newest!.validFrom, newest!.categoryId, newest!.title],
    [later, 'light-street-dim', '灯暗'],
  )
  assert.equal((await listDutyVersions(database, 'neighbour')).length, 1)
})

test('a successor is another category of the same level that goes on', async t => {
  const { database, added, ended, today } = await edits(t)
  await added('light-street-dim', 'light-street')
  await added('light-street-old', 'light-street')
  await ended('light-street-old', today)
  const refused: [string, string][] = [
    ['light-street-broken', 'city.category-successor'],
    ['light-street', 'city.category-successor'],
    ['nothing', 'city.unknown-category'],
    ['light-street-old', 'city.entry-ended'],
  ]
  for (const [successorId, expected] of refused)
    await assert.rejects(ended('light-street-broken', today, { successorId }), code(expected), successorId)
  await assert.rejects(
    ended('light-street-broken', addDays(today, -1), { successorId: 'light-street-dim' }),
    code('city.invalid-end-date'),
  )
  const snapshot = await readSnapshot(database)
  assert.equal(snapshot.inForce(snapshot.category('light-street-broken')!), true, 'nothing was half done')
  assert.equal(snapshot.inForce(snapshot.category('light-street-old')!), false)
  await assert.rejects(added('x', 'light-street-old'), code('city.entry-ended'))
})
