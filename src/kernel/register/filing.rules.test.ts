import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BusinessCalendar } from '#city/index.ts'
import { type FilingFacts, filingsDue } from './filing.rules.ts'

const hours = [{ starts: 9 * 60, ends: 17 * 60 }]
const calendar: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekdays: [[], hours, hours, hours, hours, hours, [], []],
  exceptions: new Map(),
  announced: new Set(),
}
// A Monday.
const monday = new Date('2026-11-02T02:00:00Z')
const facts = (changes: Partial<FilingFacts> = {}): FilingFacts => ({
  kind: 'dispatch-decision',
  began: monday,
  changed: monday,
  ended: null,
  filings: [],
  ...changes,
})
const at = (day: string) => new Date(`${day}T04:00:00Z`)

test('nothing is due where no filing is, or where nothing was ever in force', () => {
  assert.deepEqual(filingsDue(facts({ kind: 'none' }), calendar, monday), [])
  assert.deepEqual(filingsDue(facts({ began: null }), calendar, monday), [])
})

test('ten working days to file, counted by the calendar of the city', () => {
  const due = { act: 'filed' as const, due: '2026-11-16', overdue: false }
  assert.deepEqual(filingsDue(facts(), calendar, at('2026-11-16')), [due])
  assert.deepEqual(filingsDue(facts(), calendar, at('2026-11-17')), [{ ...due, overdue: true }])
})

test('a change after the last filing is due in ten working days, one that was told is not', () => {
  const filed = [{ act: 'filed' as const, on: '2026-11-04' }]
  assert.deepEqual(filingsDue(facts({ filings: filed }), calendar, at('2026-11-05')), [])
  const changed = at('2026-11-09')
  assert.deepEqual(filingsDue(facts({ filings: filed, changed }), calendar, at('2026-11-10')), [
    { act: 'changed', due: '2026-11-23', overdue: false },
  ])
  const told = [...filed, { act: 'changed' as const, on: '2026-11-09' }]
  assert.deepEqual(filingsDue(facts({ filings: told, changed }), calendar, at('2026-11-10')), [])
})

test('an end is due in twenty working days, if it was filed at all', () => {
  const ended = at('2026-11-09')
  const filings = [{ act: 'filed' as const, on: '2026-11-04' }]
  assert.deepEqual(filingsDue(facts({ ended, filings }), calendar, at('2026-11-10')), [
    { act: 'stopped', due: '2026-12-07', overdue: false },
  ])
  assert.deepEqual(filingsDue(facts({ ended }), calendar, at('2026-11-10')), [])
  const stopped = [...filings, { act: 'stopped' as const, on: '2026-11-09' }]
  assert.deepEqual(filingsDue(facts({ ended, filings: stopped }), calendar, at('2026-11-10')), [])
  const early = [...filings, { act: 'stopped' as const, on: '2026-11-05' }]
  assert.equal(filingsDue(facts({ ended, filings: early }), calendar, at('2026-11-10')).length, 1)
})
