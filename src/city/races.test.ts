import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { testDatabase } from '../../test/test-database.ts'
import { addCategory } from './add-category.ts'
import { addRegion } from './add-region.ts'
import type { CalendarPeriod } from './calendar.contract.ts'
import { seededDatabase } from './city.fixture.ts'
import { createCity } from './create-city.ts'
import { editCalendarDay } from './edit-calendar-day.ts'
import { editDepartment } from './edit-department.ts'
import { editDuty } from './edit-duty.ts'
import { editPeriods } from './edit-periods.ts'
import { endCategory } from './end-category.ts'
import { endRegion } from './end-region.ts'
import { readCalendar } from './read-calendar.ts'
import { readSnapshot } from './read-snapshot.ts'
import { refreshCalendar } from './refresh-calendar.ts'
import { seedCity } from './seed-city.ts'
import { selectToday } from './setting.store.ts'
import { smallCity } from './small-city.fixture.ts'

const by = 'p1'
const refusals = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.filter(one => one.status === 'rejected').map(one => one.reason as unknown)

test('of those who set the hours of the week at once the last is heard whole, and nobody meets a fault', async t => {
  const database = await seededDatabase(t)
  const week = (starts: number): CalendarPeriod[] =>
    [1, 2, 3].flatMap(weekday => [
      { weekday, starts: 480, ends: 490 + starts },
      { weekday, starts: 800, ends: 900 + starts },
    ])
  const results = await Promise.allSettled(
    [1, 2, 3, 4].map(one => inTransaction(database, tx => editPeriods(tx, { periods: week(one), by }))),
  )
  assert.deepEqual(refusals(results), [])
  const { weekdays } = await readCalendar(database)
  const won = weekdays[1]![0]!.ends - 490
  for (const day of [1, 2, 3])
    assert.deepEqual(weekdays[day], [
      { starts: 480, ends: 490 + won },
      { starts: 800, ends: 900 + won },
    ])
  assert.deepEqual(weekdays[5], [])
  const kinds = (await readEntries(database, 'calendar')).map(one => one.kind)
  assert.equal(kinds.filter(kind => kind === 'city.periods-edited').length, 4)
})

test('two who state the same day at once: one statement stands, both are in the ledger', async t => {
  const database = await seededDatabase(t)
  const state = (name: string, workday: boolean | null) =>
    inTransaction(database, tx => editCalendarDay(tx, '2026-06-03', { workday, name, by }))
  await Promise.all([state('停电', false), state('停水', false), state('', null)])
  const day = (await readCalendar(database)).exceptions.get('2026-06-03')
  assert.ok(day === undefined || (day.source === 'edited' && ['停电', '停水'].includes(day.name)))
  assert.equal((await readEntries(database, 'calendar:2026-06-03')).length, 3)
})

test('two processes that start at once take the announced days over once', async t => {
  const { database } = await testDatabase(t)
  const counts = await Promise.all([1, 2, 3].map(() => inTransaction(database, refreshCalendar)))
  assert.equal(counts.filter(count => count > 0).length, 1)
  assert.equal((await readEntries(database, 'calendar')).length, 1)
})

test('a city is founded once, also by two at the same moment', async t => {
  const { database } = await testDatabase(t)
  const results = await Promise.allSettled(
    [1, 2].map(() => inTransaction(database, tx => seedCity(tx, smallCity))),
  )
  const [refused, ...more] = refusals(results)
  assert.ok(isCode(refused, 'city.already-seeded'), String(refused))
  assert.deepEqual(more, [])
  assert.equal((await readSnapshot(database)).regions.length, 5)
})

test('a region is not added into one that ends at the same moment', async t => {
  const database = await seededDatabase(t)
  const today = await selectToday(database)
  const bare = { level: 'grid', name: '新', nameEnglish: 'New', boundary: null } as const
  const region = { ...bare, id: 'aaax', code: 'x', parentId: 'aa' }
  for (const id of ['aaa', 'aab'])
    await inTransaction(database, tx => endRegion(tx, id, { end: { version: 1, validTo: today }, by }))
  const moved = { version: 1, regionId: 'a' }
  await inTransaction(database, tx => editDepartment(tx, 'district-aa', { change: moved, by }))
  const results = await Promise.allSettled([
    inTransaction(database, tx => addRegion(tx, { region, by })),
    inTransaction(database, tx => endRegion(tx, 'aa', { end: { version: 1, validTo: today }, by })),
  ])
  const [refused, ...more] = refusals(results)
  assert.ok(isCode(refused, 'city.entry-ended') || isCode(refused, 'city.entry-has-parts'), String(refused))
  assert.deepEqual(more, [])
})

test('a duty does not slip into a category that ends at the same moment', async t => {
  const database = await seededDatabase(t)
  const today = await selectToday(database)
  const category = { id: 'dim', parentId: 'light-street', name: '昏暗', nameEnglish: 'Dim' }
  await inTransaction(database, tx => addCategory(tx, { category, by }))
  const change = { version: 1, validFrom: today, categoryId: 'dim' }
  const end = { version: 1, validTo: today, successorId: null }
  const results = await Promise.allSettled([
    inTransaction(database, tx => editDuty(tx, 'lamp', { change, by })),
    inTransaction(database, tx => endCategory(tx, 'dim', { end, by })),
  ])
  const [refused, ...more] = refusals(results)
  assert.ok(isCode(refused, 'city.entry-ended') || isCode(refused, 'city.category-in-use'), String(refused))
  assert.deepEqual(more, [])
})

test('a clock that is put back makes nobody see an old city for long', async t => {
  const database = await seededDatabase(t)
  let clock = Date.parse('2026-06-03T12:00:00+08:00')
  const city = createCity({ database, now: () => clock, edited: () => false })
  await city.snapshot()
  await inTransaction(database, tx => editCalendarDay(tx, '2026-06-03', { workday: false, name: '停电', by }))
  clock -= 1
  assert.equal((await city.snapshot()).calendar.exceptions.get('2026-06-03')?.name, '停电')
})

test('a failed look is told to who asked, and the next one looks again', async t => {
  const database = await seededDatabase(t)
  let broken = true
  const city = createCity({
    database,
    edited: () => true,
    now: () => {
      if (broken) throw new Error('no clock')
      return Date.now()
    },
  })
  const failed = await Promise.allSettled([city.snapshot(), city.snapshot(), city.snapshot()])
  assert.deepEqual(refusals(failed).map(String), Array(3).fill('Error: no clock'))
  broken = false
  assert.equal((await city.snapshot()).regions.length, 5)
})
