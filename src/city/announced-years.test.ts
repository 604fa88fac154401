import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { BusinessCalendar } from './calendar.contract.ts'
import { addBusinessTime, businessMinutesBetween, isWorkday, weekdaysFrom } from './calendar.rules.ts'
import { announcedHolidays } from './holidays.rules.ts'
import { addDays, weekdayOf } from './time-zone.rules.ts'

const { days, years } = announcedHolidays()
const calendar: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekdays: weekdaysFrom(
    [1, 2, 3, 4, 5].flatMap(weekday => [
      { weekday, starts: 540, ends: 720 },
      { weekday, starts: 840, ends: 1020 },
    ]),
  ),
  exceptions: days,
  announced: new Set(years),
}

/** As the State Council's office announced them: days off (from–to), and the weekend days worked for them. */
const announced: [number, string, string][] = [
  [
    2019,
    '01-01 02-04–02-10 04-05 05-01–05-04 06-07 09-13 10-01–10-07',
    '02-02 02-03 04-28 05-05 09-29 10-12',
  ],
  [
    2021,
    '01-01–01-03 02-11–02-17 04-03–04-05 05-01–05-05 06-12–06-14 09-19–09-21 10-01–10-07',
    '02-07 02-20 04-25 05-08 09-18 09-26 10-09',
  ],
  [
    2022,
    '01-01–01-03 01-31–02-06 04-03–04-05 04-30–05-04 06-03–06-05 09-10–09-12 10-01–10-07',
    '01-29 01-30 04-02 04-24 05-07 10-08 10-09',
  ],
  [
    2023,
    '01-01–01-02 01-21–01-27 04-05 04-29–05-03 06-22–06-24 09-29–10-06',
    '01-28 01-29 04-23 05-06 06-25 10-07 10-08',
  ],
  [
    2024,
    '01-01 02-10–02-17 04-04–04-06 05-01–05-05 06-10 09-15–09-17 10-01–10-07',
    '02-04 02-18 04-07 04-28 05-11 09-14 09-29 10-12',
  ],
  [
    2025,
    '01-01 01-28–02-04 04-04–04-06 05-01–05-05 05-31–06-02 10-01–10-08',
    '01-26 02-08 04-27 09-28 10-11',
  ],
  [
    2026,
    '01-01–01-03 02-15–02-23 04-04–04-06 05-01–05-05 06-19–06-21 09-25–09-27 10-01–10-07',
    '01-04 02-14 02-28 05-09 09-20 10-10',
  ],
]
const between = (from: string, to: string): string[] => {
  const list: string[] = []
  for (let date = from; date <= to; date = addDays(date, 1)) list.push(date)
  return list
}
for (const [year, off, worked] of announced)
  test(`${year}: every day of the year is off or worked as it was announced`, () => {
    const free = new Set(
      off.split(' ').flatMap(range => {
        const [from, to = from] = range.split('–')
        return between(`${year}-${from}`, `${year}-${to}`)
      }),
    )
    const madeUp = new Set(worked.split(' ').map(day => `${year}-${day}`))
    for (const date of between(`${year}-01-01`, `${year}-12-31`)) {
      const expected = madeUp.has(date) || (weekdayOf(date) <= 5 && !free.has(date))
      assert.equal(isWorkday(date, calendar), expected, date)
    }
    for (const date of madeUp) assert.ok(weekdayOf(date) > 5, `${date} is made up at a weekend`)
  })

test('a make-up day of each year has the hours of a Monday', () => {
  for (const [year, , worked] of announced)
    for (const day of worked.split(' ')) {
      const open = new Date(`${year}-${day}T00:00:00+08:00`)
      const until = new Date(open.getTime() + 86_400_000)
      assert.equal(businessMinutesBetween(open, until, calendar), 360, `${year}-${day}`)
    }
})

const moment = fc.integer({ min: Date.UTC(2019, 0, 1), max: Date.UTC(2026, 9, 1) }).map(at => new Date(at))
const seeded = { seed: 23, numRuns: 200 }

test('time added in two steps is time added at once, over holidays and make-up days', () => {
  const minutes = fc.integer({ min: 1, max: 3000 })
  fc.assert(
    fc.property(moment, minutes, minutes, (from, one, two) => {
      const stop = addBusinessTime(from, { minutes: one }, calendar).at
      assert.deepEqual(
        addBusinessTime(stop, { minutes: two }, calendar).at,
        addBusinessTime(from, { minutes: one + two }, calendar).at,
      )
    }),
    seeded,
  )
})

test('minutes between moments are additive, and swap their sign', () => {
  fc.assert(
    fc.property(moment, moment, moment, (a, b, c) => {
      const minutes = (from: Date, to: Date) => businessMinutesBetween(from, to, calendar)
      assert.ok(Math.abs(minutes(a, b) + minutes(b, c) - minutes(a, c)) < 1e-6)
      assert.ok(Math.abs(minutes(a, b) + minutes(b, a)) < 1e-6)
    }),
    { seed: 29, numRuns: 40 },
  )
})

test('a deadline in workdays ends at five on a workday, with as many workdays passed', () => {
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 30 }), (from, count) => {
      const local = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString()
      const end = local(addBusinessTime(from, { workdays: count }, calendar).at)
      assert.equal(end.slice(11, 16), '17:00')
      const passed = between(addDays(local(from).slice(0, 10), 1), end.slice(0, 10))
      assert.equal(passed.filter(date => isWorkday(date, calendar)).length, count)
      assert.ok(isWorkday(end.slice(0, 10), calendar))
    }),
    seeded,
  )
})
