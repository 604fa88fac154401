import assert from 'node:assert/strict'
import { test } from 'node:test'
import { announcedDay, announcedHolidays, isAnnounced } from './holidays.rules.ts'

test('the Spring Festival 2026 lasts nine days, with two Saturdays worked for it', () => {
  for (let day = 15; day <= 23; day++)
    assert.deepEqual(announcedDay(`2026-02-${day}`), { workday: false, name: '春节', source: 'library' })
  for (const saturday of ['2026-02-14', '2026-02-28']) assert.equal(announcedDay(saturday)?.workday, true)
  assert.equal(announcedDay('2026-02-24'), undefined)
})

test('an ordinary day and a year not announced say nothing', () => {
  assert.equal(announcedDay('2026-06-03'), undefined)
  assert.equal(announcedDay('2099-10-01'), undefined)
  assert.equal(isAnnounced(2026), true)
  assert.equal(isAnnounced(2003), false)
  assert.equal(isAnnounced(2099), false)
})

test('the announced years are without a gap and each has its holidays', () => {
  const { years, days } = announcedHolidays()
  assert.equal(years[0], 2004)
  assert.ok(years.includes(2026))
  assert.deepEqual(
    years,
    years.map((_, place) => 2004 + place),
  )
  for (const year of years) {
    assert.equal(days.get(`${year}-10-01`)?.workday, false)
    assert.ok([...days.keys()].filter(date => date.startsWith(`${year}`)).length >= 10)
  }
})
