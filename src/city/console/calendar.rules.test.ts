import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CalendarDay } from '#city/calendar.contract.ts'
import { clockText, hoursText, minutesOf, monthsOf, readHours, sortOf, workdaysOf } from './calendar.rules.ts'

const day = (date: string, part: Partial<CalendarDay> = {}): CalendarDay => ({
  date,
  workday: true,
  name: '',
  source: 'weekday',
  provisional: false,
  ...part,
})

test('months have weeks that begin on Monday', () => {
  // 1 February 2026 is a Sunday.
  const days = ['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02', '2026-02-03'].map(date => day(date))
  const [january, february] = monthsOf(days)
  assert.equal(january?.month, 1)
  assert.deepEqual(
    january?.weeks.map(week => week.map(one => one?.date.slice(8) ?? '')),
    [['', '', '', '', '30', '31', '']],
  )
  assert.deepEqual(
    february?.weeks.map(week => week.map(one => one?.date.slice(8) ?? '')),
    [
      ['', '', '', '', '', '', '01'],
      ['02', '03', '', '', '', '', ''],
    ],
  )
})

test('days are sorted by what they mean for a deadline', () => {
  assert.equal(sortOf(day('2026-02-02')), 'work')
  assert.equal(sortOf(day('2026-02-01', { workday: false })), 'off')
  assert.equal(sortOf(day('2026-02-17', { workday: false, source: 'library' })), 'holiday')
  assert.equal(sortOf(day('2026-02-14', { source: 'library' })), 'make-up')
  // Where offices work on Saturdays, a Saturday is no make-up day.
  assert.equal(sortOf(day('2026-02-14')), 'work')
  assert.equal(workdaysOf([day('2026-02-02'), day('2026-02-01', { workday: false })]), 1)
})

test('times of day', () => {
  assert.equal(clockText(510), '08:30')
  assert.equal(clockText(1440), '24:00')
  assert.equal(minutesOf('8:30'), 510)
  assert.equal(minutesOf(' 24:00 '), 1440)
  for (const wrong of ['24:01', '25:00', '8', '8:60', 'x']) assert.equal(minutesOf(wrong), null, wrong)
})

test('typed hours are read, and written as they are read', () => {
  const periods = readHours('13:30-17:30，8:30-12:00', 1)
  assert.deepEqual(periods, [
    { weekday: 1, starts: 510, ends: 720 },
    { weekday: 1, starts: 810, ends: 1050 },
  ])
  assert.equal(hoursText([...periods!].reverse(), 1), '08:30-12:00, 13:30-17:30')
  assert.equal(hoursText(periods!, 2), '')
  assert.deepEqual(readHours(' ', 6), [])
})

test('hours that cannot be are refused', () => {
  for (const wrong of [
    '8:30',
    '12:00-8:30',
    '9:00-9:00',
    '8:00-12:00, 11:00-13:00',
    '8:00-9:00-10:00',
    'a-b',
  ])
    assert.equal(readHours(wrong, 1), null, wrong)
  assert.equal(readHours('8:00-12:00, 12:00-13:00', 1)?.length, 2)
})
