import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isCode } from '#base/index.ts'
import type { BusinessCalendar, BusinessDuration, CalendarPeriod } from './calendar.contract.ts'
import {
  addBusinessTime,
  businessMinutesBetween,
  checkPeriods,
  dayOf,
  isWorkday,
  weekdaysFrom,
} from './calendar.rules.ts'
import { announcedHolidays } from './holidays.rules.ts'

const week = (hours: [number, number][], weekdays = [1, 2, 3, 4, 5]): CalendarPeriod[] =>
  weekdays.flatMap(weekday =>
    hours.map(([starts, ends]) => ({ weekday, starts: starts * 60, ends: ends * 60 })),
  )

const { days, years } = announcedHolidays()
const plain: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekdays: weekdaysFrom(
    week([
      [14, 17],
      [9, 12],
    ]),
  ),
  exceptions: days,
  announced: new Set(years),
}
const usual: BusinessCalendar = {
  ...plain,
  weekdays: weekdaysFrom(
    week([
      [9, 12],
      [13.5, 17.5],
    ]),
  ),
}
const shanghai = (local: string) => new Date(`${local}:00+08:00`)

const golden: [string, string, BusinessDuration, string, BusinessCalendar?][] = [
  [
    'the example of the field: Friday afternoon into Monday',
    '2026-06-05T16:30',
    { hours: 1 },
    '2026-06-08T09:30',
  ],
  ['within one period', '2026-06-03T09:10', { minutes: 20 }, '2026-06-03T09:30'],
  ['over the noon break', '2026-06-03T11:30', { hours: 1 }, '2026-06-03T14:30'],
  ['ending with a period stays in it', '2026-06-05T16:00', { hours: 1 }, '2026-06-05T17:00'],
  ['reported before opening', '2026-06-03T06:00', { hours: 1 }, '2026-06-03T10:00'],
  ['reported in the noon break', '2026-06-03T13:00', { minutes: 15 }, '2026-06-03T14:15'],
  ['reported at night', '2026-06-03T23:59', { hours: 2 }, '2026-06-04T11:00'],
  ['reported on Sunday', '2026-06-07T12:00', { hours: 6 }, '2026-06-08T17:00'],
  ['no time at all waits for the opening', '2026-06-06T12:00', { hours: 0 }, '2026-06-08T09:00'],
  ['no time at all while open is now', '2026-06-03T10:00', { minutes: 0 }, '2026-06-03T10:00'],
  ['a week of hours', '2026-06-01T09:00', { hours: 30 }, '2026-06-05T17:00'],
  ['Saturday 14 February 2026 is worked', '2026-02-13T16:30', { hours: 1 }, '2026-02-14T09:30'],
  ['over the Spring Festival 2026', '2026-02-14T16:30', { hours: 1 }, '2026-02-24T09:30'],
  ['Saturday 28 February 2026 is worked', '2026-02-27T16:00', { hours: 2 }, '2026-02-28T10:00'],
  ['New Year 2026 and its make-up Sunday', '2025-12-31T16:30', { hours: 1 }, '2026-01-04T09:30'],
  ['National Day 2026', '2026-09-30T16:45', { minutes: 30 }, '2026-10-08T09:15'],
  ['the make-up Saturday after it', '2026-10-09T16:45', { minutes: 30 }, '2026-10-10T09:15'],
  ['one workday ends with the next workday', '2026-06-03T10:00', { workdays: 1 }, '2026-06-04T17:00'],
  ['five workdays', '2026-06-05T16:30', { workdays: 5 }, '2026-06-12T17:00'],
  ['received on Saturday, Monday is the first', '2026-06-06T10:00', { workdays: 1 }, '2026-06-08T17:00'],
  [
    'received after hours, the day still does not count',
    '2026-06-03T22:00',
    { workdays: 1 },
    '2026-06-04T17:00',
  ],
  ['workdays over the Spring Festival', '2026-02-13T10:00', { workdays: 2 }, '2026-02-24T17:00'],
  ['workdays over the year', '2025-12-30T10:00', { workdays: 3 }, '2026-01-05T17:00'],
  ['no workday ends today', '2026-06-03T10:00', { workdays: 0 }, '2026-06-03T17:00'],
  ['no workday after hours ends tomorrow', '2026-06-03T18:00', { workdays: 0 }, '2026-06-04T17:00'],
  ['the usual hours', '2026-06-03T11:45', { hours: 1 }, '2026-06-03T14:15', usual],
]
for (const [name, start, duration, end, calendar = plain] of golden) {
  test(`deadline: ${name}`, () => {
    const { at, provisional } = addBusinessTime(shanghai(start), duration, calendar)
    assert.equal(at.toISOString(), shanghai(end).toISOString())
    assert.equal(provisional, false)
  })
}

test('a way through a year without announced holidays is provisional, an edited day is not', () => {
  const start = shanghai('2026-12-31T16:30')
  assert.deepEqual(addBusinessTime(start, { hours: 1 }, plain), {
    at: shanghai('2027-01-01T09:30'),
    provisional: true,
  })
  assert.equal(addBusinessTime(start, { minutes: 30 }, plain).provisional, false)
  const off = { workday: false, name: '元旦', source: 'edited' as const }
  const edited = { ...plain, exceptions: new Map([...days, ['2027-01-01', off]]) }
  assert.equal(dayOf('2027-01-01', edited).provisional, false)
  assert.equal(
    addBusinessTime(start, { hours: 1 }, edited).at.getTime(),
    shanghai('2027-01-04T09:30').getTime(),
  )
})

test('days say what they are and where that comes from', () => {
  assert.deepEqual(dayOf('2026-02-17', plain), {
    date: '2026-02-17',
    workday: false,
    name: '春节',
    source: 'library',
    provisional: false,
  })
  assert.equal(dayOf('2026-06-06', plain).source, 'weekday')
  assert.equal(isWorkday('2026-06-06', plain), false)
  assert.equal(isWorkday('2026-02-28', plain), true)
  assert.equal(dayOf('2029-03-01', plain).provisional, true)
})

test('a city that works on Saturday mornings keeps its own hours on make-up Saturdays', () => {
  const weekdays = weekdaysFrom([...week([[9, 17]]), ...week([[9, 11]], [6])])
  const calendar = { ...plain, weekdays }
  assert.equal(isWorkday('2026-06-06', calendar), true)
  const { at } = addBusinessTime(shanghai('2026-02-28T10:30'), { hours: 1 }, calendar)
  assert.equal(at.getTime(), shanghai('2026-03-02T09:30').getTime())
})

test('hours until midnight and around the clock', () => {
  const always = {
    ...plain,
    exceptions: new Map(),
    weekdays: weekdaysFrom(week([[0, 24]], [1, 2, 3, 4, 5, 6, 7])),
  }
  const { at } = addBusinessTime(shanghai('2026-06-05T20:00'), { hours: 30 }, always)
  assert.equal(at.getTime(), shanghai('2026-06-07T02:00').getTime())
})

test('a period in which the clock is put forward is as long as it lasts', () => {
  const weekdays = weekdaysFrom(week([[0, 6]], [7]))
  const berlin: BusinessCalendar = { ...plain, timeZone: 'Europe/Berlin', exceptions: new Map(), weekdays }
  const { at } = addBusinessTime(new Date('2026-03-28T23:00:00Z'), { hours: 5 }, berlin)
  assert.equal(at.toISOString(), '2026-03-29T04:00:00.000Z')
  assert.equal(
    businessMinutesBetween(new Date('2026-03-28T12:00:00Z'), new Date('2026-03-30T00:00:00Z'), berlin),
    300,
  )
})

test('minutes between moments count working time only, and have a sign', () => {
  const minutes = (from: string, to: string) => businessMinutesBetween(shanghai(from), shanghai(to), plain)
  assert.equal(minutes('2026-06-05T16:30', '2026-06-08T09:30'), 60)
  assert.equal(minutes('2026-06-08T09:30', '2026-06-05T16:30'), -60)
  assert.equal(minutes('2026-06-06T09:30', '2026-06-07T16:30'), 0)
  assert.equal(minutes('2026-02-14T09:00', '2026-02-24T12:00'), 360 + 180)
  assert.equal(minutes('2026-06-03T10:00', '2026-06-03T10:00'), 0)
})

test('adding and measuring agree, and more time is never over sooner', () => {
  const start = fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2026, 10, 1) })
  const minutes = fc.integer({ min: 0, max: 6000 })
  fc.assert(
    fc.property(start, minutes, minutes, (instant, one, other) => {
      const from = new Date(instant)
      const near = addBusinessTime(from, { minutes: Math.min(one, other) }, usual).at
      const far = addBusinessTime(from, { minutes: Math.max(one, other) }, usual).at
      assert.ok(near <= far)
      assert.ok(Math.abs(businessMinutesBetween(from, far, usual) - Math.max(one, other)) < 1e-6)
    }),
    { seed: 11, numRuns: 300 },
  )
})

test('broken durations and calendars are refused', () => {
  const start = shanghai('2026-06-03T10:00')
  for (const duration of [{ hours: -1 }, { minutes: Number.NaN }, { workdays: 1.5 }, { hours: Infinity }])
    assert.throws(
      () => addBusinessTime(start, duration, plain),
      error => isCode(error, 'city.invalid-duration'),
    )
  assert.throws(
    () => addBusinessTime(new Date(Number.NaN), { hours: 1 }, plain),
    error => isCode(error, 'city.invalid-duration'),
  )
  const never = { ...plain, weekdays: weekdaysFrom([]), exceptions: new Map() }
  for (const duration of [{ hours: 1 }, { workdays: 1 }])
    assert.throws(
      () => addBusinessTime(start, duration, never),
      error => isCode(error, 'city.calendar-never-works'),
    )
})

test('periods that overlap are refused, periods that touch are not', () => {
  const touching = week([
    [9, 12],
    [12, 17],
  ])
  checkPeriods(touching)
  const overlapping = [...touching, { weekday: 3, starts: 719, ends: 721 }]
  for (const periods of [[], overlapping])
    assert.throws(
      () => checkPeriods(periods),
      error => isCode(error, 'city.invalid-periods'),
    )
})
