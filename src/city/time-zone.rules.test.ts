import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, instantOf, offsetAt, wallTime, weekdayOf } from './time-zone.rules.ts'

const hour = 3_600_000
const at = (text: string) => Date.parse(text)

test('offsets of zones with and without summer time', () => {
  assert.equal(offsetAt('Asia/Shanghai', at('2026-06-01T00:00:00Z')), 8 * hour)
  assert.equal(offsetAt('Asia/Urumqi', at('2026-06-01T00:00:00Z')), 6 * hour)
  assert.equal(offsetAt('UTC', at('2026-06-01T00:00:00Z')), 0)
  assert.equal(offsetAt('Europe/Berlin', at('2026-03-29T00:59:59Z')), hour)
  assert.equal(offsetAt('Europe/Berlin', at('2026-03-29T01:00:00Z')), 2 * hour)
  assert.equal(offsetAt('America/St_Johns', at('2026-01-01T00:00:00Z')), -3.5 * hour)
  // China had summer time in 1986.
  assert.equal(offsetAt('Asia/Shanghai', at('1986-07-01T00:00:00Z')), 9 * hour)
})

test('the wall clock shows the local day, also before 1970', () => {
  assert.deepEqual(wallTime('Asia/Shanghai', at('2026-06-01T16:30:00Z')), {
    date: '2026-06-02',
    milliseconds: hour / 2,
  })
  assert.deepEqual(wallTime('UTC', at('1969-12-31T23:00:00Z')), {
    date: '1969-12-31',
    milliseconds: 23 * hour,
  })
})

test('a time that is shown twice is the first, a skipped one as much later', () => {
  const twice = instantOf('Europe/Berlin', { date: '2026-10-25', milliseconds: 2.5 * hour })
  assert.equal(new Date(twice).toISOString(), '2026-10-25T00:30:00.000Z')
  const skipped = instantOf('Europe/Berlin', { date: '2026-03-29', milliseconds: 2.5 * hour })
  assert.equal(new Date(skipped).toISOString(), '2026-03-29T01:30:00.000Z')
})

test('wall time and instant are inverse where the clock runs on', () => {
  fc.assert(
    fc.property(fc.integer({ min: at('1990-01-01'), max: at('2040-01-01') }), instant => {
      for (const zone of ['Asia/Shanghai', 'Asia/Kathmandu', 'America/Los_Angeles']) {
        const back = instantOf(zone, wallTime(zone, instant))
        // Within the hour that is shown twice the first is meant.
        assert.ok(back === instant || instant - back === hour)
      }
      assert.equal(
        instantOf('Asia/Shanghai', wallTime('Asia/Shanghai', instant)) % 900_000,
        instant % 900_000,
      )
    }),
    { seed: 5, numRuns: 200 },
  )
})

test('days are counted over months, leap days and years', () => {
  assert.equal(addDays('2026-12-31', 1), '2027-01-01')
  assert.equal(addDays('2028-03-01', -1), '2028-02-29')
  assert.equal(weekdayOf('2026-06-07'), 7)
  assert.equal(weekdayOf('2026-06-08'), 1)
})
