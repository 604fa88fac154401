import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { addDepartment } from './add-department.ts'
import { addRegion } from './add-region.ts'
import { seededDatabase } from './city.fixture.ts'
import { createCity } from './create-city.ts'
import { editDepartment } from './edit-department.ts'
import { editRegion } from './edit-region.ts'
import { endRegion } from './end-region.ts'
import { selectFormer } from './former.store.ts'
import { listBoundaries, readRegion } from './read-region.ts'
import { readSnapshot } from './read-snapshot.ts'
import type { NewRegion, RegionChange } from './region.contract.ts'
import { regionAt } from './region-at.ts'
import { selectToday } from './setting.store.ts'
import { square } from './small-city.fixture.ts'
import { addDays } from './time-zone.rules.ts'

const code = (expected: string) => (error: unknown) => isCode(error, expected)
const by = 'p1'
/** The middle of the hundredth of a degree at a corner of the small city. */
const at = (east: number, north: number) => ({
  longitude: 113.005 + east / 100,
  latitude: 30.005 + north / 100,
})

async function edits(t: TestContext) {
  const database = await seededDatabase(t)
  const added = (region: Partial<NewRegion> = {}) =>
    inTransaction(database, tx =>
      addRegion(tx, {
        region: {
          ...{
            id: 'aac',
            parentId: 'aa',
            level: 'grid',
            name: '新网格',
            nameEnglish: 'New grid',
            code: '99aac',
          },
          boundary: square(2, 0, 1),
          ...region,
        },
        by,
      }),
    )
  const edited = (id: string, change: Partial<RegionChange>) =>
    inTransaction(database, tx => editRegion(tx, id, { change: { version: 1, ...change }, by }))
  const ended = (id: string, validTo: string | null, version = 1) =>
    inTransaction(database, tx => endRegion(tx, id, { end: { version, validTo }, by }))
  return { database, added, edited, ended, today: await selectToday(database) }
}

test('a region is added with its boundary: a point in it is told at once, here and in the snapshot of every process', async t => {
  const { database, added } = await edits(t)
  const [here, elsewhere] = [
    createCity({ database }),
    createCity({ database, edited: () => false, now: () => performance.now() * 1000 }),
  ]
  await Promise.all([here.snapshot(), elsewhere.snapshot()])
  assert.equal(await regionAt(database, at(2, 0)), 'aa', 'a gap before')
  const region = await added()
  assert.deepEqual([region.version, region.ancestors, region.validTo], [1, ['a', 'aa'], null])
  assert.ok(Math.abs(region.longitude! - 113.025) < 1e-9 && Math.abs(region.latitude! - 30.005) < 1e-9)
  assert.equal(await regionAt(database, at(2, 0)), 'aac')
  for (const city of [here, elsewhere])
    assert.deepEqual((await city.snapshot()).region('aac')?.ancestors, ['a', 'aa'])
  const [entry] = await readEntries(database, 'region:aac')
  assert.equal(entry?.kind, 'city.region-added')
  assert.equal((entry!.body as { by: string }).by, by)
  await assert.rejects(added(), code('city.identifier-taken'))
  await assert.rejects(added({ id: 'aad' }), code('city.code-taken'))
})

test('a part of what had none takes its look-up over; levels may be left out', async t => {
  const { database, added } = await edits(t)
  assert.equal(await regionAt(database, at(5, 0)), 'ab')
  await added({ id: 'aba', code: '99aba', parentId: 'ab', level: 'street', boundary: square(5, 0, 1) })
  assert.equal(await regionAt(database, at(5, 0)), 'aba')
  assert.equal(await regionAt(database, at(7, 3)), 'ab', 'beside the part it is still the whole')
  const deep = {
    id: 'abaa',
    code: '99abaa',
    parentId: 'aba',
    level: 'grid',
    boundary: square(5, 0, 1),
  } as const
  assert.deepEqual((await added(deep)).ancestors, ['a', 'ab', 'aba'])
  assert.equal(await regionAt(database, at(5, 0)), 'abaa')
})

test('a region lies in one of a higher level, inside of it, and is drawn cleanly', async t => {
  const { added, edited, database } = await edits(t)
  const open = square(2, 0, 1)
  const refused: [Partial<NewRegion>, string][] = [
    [{ parentId: 'nowhere' }, 'city.unknown-region'],
    [{ parentId: 'aaa' }, 'city.region-place'],
    [{ parentId: null }, 'city.region-place'],
    [{ parentId: null, level: 'city' }, 'city.region-place'],
    [{ parentId: 'aa', level: 'district' }, 'city.region-place'],
    [{ boundary: square(3.5, 0, 1) }, 'city.boundary-outside'],
    [{ boundary: square(5, 0, 1) }, 'city.boundary-outside'],
    [
      {
        boundary: { type: 'Polygon', coordinates: [(open.coordinates[0] as [number, number][]).slice(0, 4)] },
      },
      'city.boundary-not-closed',
    ],
  ]
  for (const [region, expected] of refused) await assert.rejects(added(region), code(expected), expected)
  assert.equal((await readSnapshot(database)).regions.length, 5)
  await assert.rejects(edited('aa', { boundary: square(0, 0, 1.5) }), code('city.boundary-leaves-out'))
  await assert.rejects(edited('aa', { parentId: 'aaa' }), code('city.region-place'))
  await assert.rejects(edited('aaa', { parentId: 'ab' }), code('city.boundary-outside'))
  await assert.rejects(edited('nowhere', {}), code('city.unknown-region'))
  // Borders that differ by some metres are the same border.
  assert.equal((await edited('aab', { boundary: square(1.0005, 0, 1) })).version, 2)
})

test('an edit changes what it names, keeps what was, and of two tabs one is told', async t => {
  const { database, edited } = await edits(t)
  const after = await edited('aa', { name: '甲区' })
  assert.deepEqual([after.name, after.nameEnglish, after.version], ['甲区', 'Region aa', 2])
  await assert.rejects(edited('aa', { name: '乙区' }), code('city.changed-meanwhile'))
  const results = await Promise.allSettled(['丙', '丁', '戊'].map(name => edited('aa', { version: 2, name })))
  assert.equal(results.filter(one => one.status === 'fulfilled').length, 1)
  const former = await selectFormer(database, 'region', 'aa')
  assert.deepEqual(
    former.map(one => [one.version, one.name]),
    [
      [2, '甲区'],
      [1, '区域aa'],
    ],
  )
  assert.deepEqual(
    (await readEntries(database, 'region:aa')).map(one => (one.body as { fields: string[] }).fields),
    [['name'], ['name']],
  )
  assert.deepEqual((await readRegion(database, 'aa')).boundary, square(0, 0, 4), 'the boundary stays')
})

test('a moved boundary moves the look-up; a moved region takes along what lies in it', async t => {
  const { database, added, edited } = await edits(t)
  await edited('aaa', { boundary: square(0, 2, 1) })
  assert.deepEqual([await regionAt(database, at(0, 0)), await regionAt(database, at(0, 2))], ['aa', 'aaa'])
  await edited('aaa', { version: 2, boundary: null })
  assert.equal(await regionAt(database, at(0, 2)), 'aa')
  assert.equal((await readRegion(database, 'aaa')).longitude, null)
  const street = { id: 'aas', code: '99aas', level: 'street', parentId: 'aa', boundary: null } as const
  await added(street)
  await added({ id: 'aasg', code: '99aasg', parentId: 'aas', boundary: null })
  await edited('aas', { parentId: 'ab' })
  const snapshot = await readSnapshot(database)
  assert.deepEqual(snapshot.region('aasg')?.ancestors, ['a', 'ab', 'aas'])
  assert.deepEqual(snapshot.regionSubtree(['ab']).toSorted(), ['aas', 'aasg', 'ab'])
})

test('a region never vanishes: it ends after its parts and departments, and the end can be taken back', async t => {
  const { database, ended, edited, added, today } = await edits(t)
  await assert.rejects(ended('aa', today), code('city.entry-has-parts'))
  await assert.rejects(ended('ab', today), code('city.region-in-use'))
  await assert.rejects(ended('aaa', addDays(today, -1)), code('city.invalid-end-date'))
  await assert.rejects(ended('aaa', today, 7), code('city.changed-meanwhile'))
  const later = addDays(today, 30)
  await ended('aaa', later)
  assert.equal(await regionAt(database, at(0, 0)), 'aaa', 'until that day')
  await assert.rejects(added({ id: 'x', code: 'x', parentId: 'aaa' }), code('city.entry-ended'))
  await ended('aaa', today, 2)
  const snapshot = await readSnapshot(database)
  assert.equal(snapshot.inForce(snapshot.region('aaa')!), false)
  assert.equal(snapshot.region('aaa')?.name, '区域aaa', 'cases that lie in it still have its name')
  assert.equal(await regionAt(database, at(0, 0)), 'aa')
  assert.equal((await listBoundaries(database, 'grid')).features.length, 1)
  await ended('aab', today)
  const inEnded = { parentId: 'aab' } as const
  await assert.rejects(edited('aaa', { version: 3, ...inEnded }), code('city.entry-ended'))
  const move = (regionId: string) =>
    inTransaction(database, tx => editDepartment(tx, 'district-aa', { change: { version: 1, regionId }, by }))
  await assert.rejects(move('aab'), code('city.entry-ended'))
  await move('a')
  await ended('aa', today)
  await assert.rejects(ended('aaa', null, 3), code('city.entry-ended'), 'not before what it lies in')
  const department = { id: 'd', parentId: null, name: 'd', nameEnglish: 'd', kind: 'bureau', regionId: 'aa' }
  const contacts = { phone: null, address: null, email: null }
  await assert.rejects(
    inTransaction(database, tx => addDepartment(tx, { department: { ...department, ...contacts }, by })),
    code('city.entry-ended'),
  )
  await ended('aa', null, 2)
  await ended('aaa', null, 3)
  assert.equal(await regionAt(database, at(0, 0)), 'aaa')
  assert.deepEqual(
    (await readEntries(database, 'region:aaa')).map(one => one.kind),
    ['city.region-ended', 'city.region-ended', 'city.region-ended'],
  )
})
