import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addWorking, endOfWorkday, minute, momentOf, mondayToFriday, workdayLength } from './working-time.ts'

const local = (text: string) => Date.parse(`${text}:00Z`)
const hour = 60 * minute
const after = (from: string, duration: number, isWorkday = mondayToFriday) =>
  new Date(addWorking(local(from), duration, isWorkday)).toISOString().slice(0, 16)

test('a workday has seven hours', () => {
  assert.equal(workdayLength, 7 * hour)
})

test('time runs only in working hours', () => {
  assert.equal(after('2026-03-02T10:00', hour), '2026-03-02T11:00')
  assert.equal(after('2026-03-02T11:30', hour), '2026-03-02T14:00', 'over noon')
  assert.equal(after('2026-03-02T17:00', hour), '2026-03-03T09:30', 'over night')
  assert.equal(after('2026-03-06T17:00', hour), '2026-03-09T09:30', 'over a weekend')
  assert.equal(after('2026-03-02T03:00', 0), '2026-03-02T09:00', 'starts in the morning')
  assert.equal(after('2026-03-02T09:00', workdayLength), '2026-03-03T09:00')
})

test('holidays of the caller are observed', () => {
  const spring = (date: string) => date >= '2026-02-24' && mondayToFriday(date)
  assert.equal(after('2026-02-16T10:00', hour, spring), '2026-02-24T10:00')
})

test('a deadline is the end of the n-th workday after', () => {
  const due = (from: string, days: number) =>
    new Date(endOfWorkday(local(from), days, mondayToFriday)).toISOString().slice(0, 16)
  assert.equal(due('2026-03-02T10:00', 1), '2026-03-03T17:30')
  assert.equal(due('2026-03-06T16:00', 5), '2026-03-13T17:30')
  assert.equal(due('2026-03-07T16:00', 1), '2026-03-09T17:30', 'from a Saturday')
})

test('a city that never works is refused', () => {
  assert.throws(() => addWorking(local('2026-03-02T10:00'), hour, () => false), RangeError)
  assert.throws(() => endOfWorkday(local('2026-03-02T10:00'), 1, () => false), RangeError)
})

test('local time is eight hours ahead of the moment', () => {
  assert.equal(momentOf(local('2026-03-02T07:00')), '2026-03-01T23:00:00.000Z')
})
