import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import type { BusinessCalendar } from '#city/index.ts'
import { awaitedUntil } from './awaited-until.ts'

const hours = [{ starts: 540, ends: 1050 }]
const off = (name: string) => ({ workday: false, name, source: 'edited' as const })
const calendar: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekdays: [[], hours, hours, hours, hours, hours, [], []],
  exceptions: new Map([
    ['2026-06-19', off('端午节')],
    ['2026-06-14', { workday: true, name: '调休', source: 'edited' }],
  ]),
  announced: new Set([2026]),
}
const shanghai = (local: string) => new Date(`${local}:00+08:00`)

const cases: [string, string, number, string][] = [
  ['the day of asking does not count', '2026-06-03T10:00', 1, '2026-06-04T17:30'],
  ['asked at night, neither', '2026-06-03T23:50', 1, '2026-06-04T17:30'],
  ['over a weekend', '2026-06-05T16:00', 1, '2026-06-08T17:30'],
  ['asked on a Saturday', '2026-06-06T09:00', 1, '2026-06-08T17:30'],
  ['a Sunday that is worked counts', '2026-06-12T09:00', 1, '2026-06-14T17:30'],
  ['a holiday does not', '2026-06-18T09:00', 1, '2026-06-22T17:30'],
  ['three days over a weekend', '2026-06-04T09:00', 3, '2026-06-09T17:30'],
  ['two weeks with a worked Sunday and a holiday', '2026-06-08T09:00', 10, '2026-06-22T17:30'],
]
for (const [title, from, workdays, until] of cases)
  test(`an answer is awaited until the end of a workday: ${title}`, () =>
    assert.equal(
      awaitedUntil(shanghai(from), workdays, calendar)?.toISOString(),
      shanghai(until).toISOString(),
    ))

test('where the city never works an answer has no day; other faults are told', () => {
  const never = { ...calendar, weekdays: Array.from({ length: 8 }, () => []), exceptions: new Map() }
  assert.equal(awaitedUntil(shanghai('2026-06-03T10:00'), 3, never), null)
  for (const workdays of [-1, 1.5, Number.NaN])
    assert.throws(
      () => awaitedUntil(shanghai('2026-06-03T10:00'), workdays, calendar),
      error => isCode(error, 'city.invalid-duration'),
      String(workdays),
    )
})
