import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { addBusinessTime, dayOf } from './calendar.rules.ts'
import { seededDatabase } from './city.fixture.ts'
import { editCalendarDay } from './edit-calendar-day.ts'
import { editPeriods } from './edit-periods.ts'
import { calendarYearOf, readCalendar } from './read-calendar.ts'
import { refreshCalendar } from './refresh-calendar.ts'

test('a seeded city has the announced holidays and the usual hours', async t => {
  const calendar = await readCalendar(await seededDatabase(t))
  assert.equal(calendar.timeZone, 'Asia/Shanghai')
  assert.equal(dayOf('2026-02-17', calendar).name, '春节')
  assert.deepEqual(calendar.weekdays[1], [
    { starts: 540, ends: 720 },
    { starts: 810, ends: 1050 },
  ])
  assert.deepEqual(calendar.weekdays[6], [])
  assert.equal(calendar.announced.has(2026), true)
  assert.equal(calendar.announced.has(2099), false)
  const { at } = addBusinessTime(new Date('2026-06-05T17:00:00+08:00'), { hours: 1 }, calendar)
  assert.equal(at.toISOString(), new Date('2026-06-08T09:30:00+08:00').toISOString())
})

test('a year has all its days', async t => {
  const calendar = await readCalendar(await seededDatabase(t))
  const year = calendarYearOf(calendar, 2026)
  assert.equal(year.days.length, 365)
  assert.equal(year.periods.length, 10)
  assert.equal(year.announced, true)
  assert.equal(calendarYearOf(calendar, 2028).days.length, 366)
  assert.ok(calendarYearOf(calendar, 2099).days.every(day => day.provisional))
})

test('an edited day holds against the library until it is given back', async t => {
  const database = await seededDatabase(t)
  const edit = (date: string, workday: boolean | null) =>
    inTransaction(database, tx => editCalendarDay(tx, date, { workday, name: '城市活动', by: 'p1' }))
  await edit('2026-02-17', true)
  await edit('2026-06-03', false)
  assert.equal(await inTransaction(database, refreshCalendar), 0)
  const edited = await readCalendar(database)
  assert.deepEqual(dayOf('2026-02-17', edited), {
    date: '2026-02-17',
    workday: true,
    name: '城市活动',
    source: 'edited',
    provisional: false,
  })
  assert.equal(dayOf('2026-06-03', edited).workday, false)
  await edit('2026-02-17', null)
  await edit('2026-06-03', null)
  const back = await readCalendar(database)
  assert.equal(dayOf('2026-02-17', back).source, 'library')
  assert.equal(dayOf('2026-06-03', back).source, 'weekday')
  assert.equal((await readEntries(database, 'calendar:2026-02-17')).length, 2)
})

test('a refresh brings what the library knows and the database does not', async t => {
  const database = await seededDatabase(t)
  assert.equal(await inTransaction(database, refreshCalendar), 0)
  await inTransaction(database, async tx => {
    const { deleteDay } = await import('./calendar.store.ts')
    await deleteDay(tx, '2026-10-01')
    await deleteDay(tx, '2026-10-02')
  })
  assert.equal(await inTransaction(database, refreshCalendar), 2)
  assert.equal(dayOf('2026-10-01', await readCalendar(database)).name, '国庆节')
})

test('hours are replaced as a whole; broken ones are refused and change nothing', async t => {
  const database = await seededDatabase(t)
  const periods = [1, 2, 3, 4, 5, 6].map(weekday => ({ weekday, starts: 480, ends: 960 }))
  await inTransaction(database, tx => editPeriods(tx, { periods, by: 'p1' }))
  assert.deepEqual((await readCalendar(database)).weekdays[6], [{ starts: 480, ends: 960 }])
  const broken = inTransaction(database, tx =>
    editPeriods(tx, { periods: [...periods, ...periods], by: 'p1' }),
  )
  await assert.rejects(broken, error => isCode(error, 'city.invalid-periods'))
  assert.equal(
    (await readEntries(database, 'calendar')).filter(one => one.kind === 'city.periods-edited').length,
    1,
  )
})
