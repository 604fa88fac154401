import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spansAt } from './spans.rules.ts'

const golden: [string, string, string, string][] = [
  // A Sunday evening in Shanghai is a Sunday still, whatever it is in Greenwich.
  ['2026-11-22T23:30:00+08:00', 'Asia/Shanghai', '2026-11-22T16:00:00.000Z', '2026-11-22T16:00:00.000Z'],
  ['2026-11-23T00:10:00+08:00', 'Asia/Shanghai', '2026-11-23T16:00:00.000Z', '2026-11-29T16:00:00.000Z'],
  ['2026-11-25T12:00:00+08:00', 'Asia/Shanghai', '2026-11-25T16:00:00.000Z', '2026-11-29T16:00:00.000Z'],
  // The week in which the clock is put back is an hour longer.
  ['2026-10-23T12:00:00+02:00', 'Europe/Berlin', '2026-10-23T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
]

for (const [at, zone, today, week] of golden)
  test(`today and this week at ${at}`, () => {
    const spans = spansAt(new Date(at), zone)
    assert.deepEqual([spans.endOfToday.toISOString(), spans.endOfWeek.toISOString()], [today, week])
    assert.ok(spans.now < spans.endOfToday && spans.endOfToday <= spans.endOfWeek)
  })
