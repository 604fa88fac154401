import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startOfDay } from './local-day.ts'

const cases: [string, string, number, string][] = [
  ['Asia/Shanghai', '2026-11-22', 0, '2026-11-21T16:00:00.000Z'],
  ['Asia/Shanghai', '2026-11-22', 1, '2026-11-22T16:00:00.000Z'],
  ['UTC', '2026-02-28', 1, '2026-03-01T00:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29', 1, '2026-03-29T22:00:00.000Z'],
  // The clock went from 23:59:59 to 01:00.
  ['America/Havana', '2026-03-08', 0, '2026-03-08T05:00:00.000Z'],
  ['Pacific/Kiritimati', '2026-11-22', 0, '2026-11-21T10:00:00.000Z'],
]

for (const [zone, date, ahead, expected] of cases)
  test(`${date} and ${ahead} days in ${zone}`, () =>
    assert.equal(startOfDay(zone, date, ahead).toISOString(), expected))
