import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hintOf, isAway, isFinal, maskAddress, nextTry, quietUntil } from './delivery.rules.ts'

const now = new Date('2026-11-22T10:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('a failed try is repeated at longer and longer intervals for two hours, then a person decides', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7].map(tries => nextTry(tries, now))
  assert.deepEqual(pauses, [1, 2, 4, 8, 16, 32, 64].map(later))
  assert.equal(nextTry(8, now), null)
})

test('what was refused is not tried again; what was busy, away or broken is', () => {
  assert.equal(isFinal('base.mail-refused', { status: 550 }), true)
  assert.equal(isFinal('base.mail-address-refused', {}), true)
  for (const status of [301, 400, 404, 410, 422])
    assert.equal(isFinal('base.webhook-not-accepted', { status }), true, String(status))
  for (const status of [408, 425, 429, 500, 503])
    assert.equal(isFinal('base.webhook-not-accepted', { status }), false, String(status))
  assert.equal(isFinal('base.webhook-not-accepted', {}), false)
  assert.equal(isFinal('base.mail-unreachable', { status: 404 }), false)
  assert.equal(isFinal('base.internal', {}), false)
  assert.equal(isAway('base.mail-unreachable'), true)
  assert.equal(isAway('base.webhook-unreachable'), true)
  assert.equal(isAway('base.webhook-not-accepted'), false)
})

test('quiet hours end in the morning, by the clock of the city, also over midnight and at their edges', () => {
  const night = { from: '21:00', until: '08:00' }
  const until = (moment: string, quiet = night as typeof night | null) =>
    quietUntil(new Date(moment), quiet, 'Asia/Shanghai')?.toISOString() ?? null
  assert.equal(until('2026-11-22T12:59:59.999Z'), null)
  assert.equal(until('2026-11-22T13:00:00Z'), '2026-11-23T00:00:00.000Z')
  assert.equal(until('2026-11-22T17:00:00Z'), '2026-11-23T00:00:00.000Z', 'past midnight the same morning')
  assert.equal(until('2026-11-22T23:59:59Z'), '2026-11-23T00:00:00.000Z')
  assert.equal(until('2026-11-23T00:00:00Z'), null)
  assert.equal(until('2026-11-22T17:00:00Z', null), null)
  assert.equal(until('2026-11-22T17:00:00Z', { from: '08:00', until: '08:00' }), null, 'no hours at all')
  const noon = { from: '12:00', until: '13:30' }
  assert.equal(until('2026-11-22T04:00:00Z', noon), '2026-11-22T05:30:00.000Z')
  assert.equal(until('2026-11-22T05:30:00Z', noon), null)
  assert.equal(until('2026-11-22T03:59:00Z', noon), null)
  assert.equal(until('2026-12-31T15:00:00Z'), '2027-01-01T00:00:00.000Z')
})

test('an address is shown so that only its owner knows it', () => {
  assert.equal(maskAddress('liwei@mail.example'), 'l***@mail.example')
  assert.equal(maskAddress('13800138000'), '***8000')
})

test('quiet hours end at their hour in every zone, also on the days on which the clock is changed', () => {
  const table: [zone: string, quiet: [string, string], now: string, end: string | null][] = [
    // West and east of Greenwich, by half and quarter hours.
    ['America/New_York', ['21:00', '08:00'], '2026-11-23T03:00:00Z', '2026-11-23T13:00:00.000Z'],
    ['Asia/Kolkata', ['21:00', '08:00'], '2026-11-22T15:30:00Z', '2026-11-23T02:30:00.000Z'],
    ['Asia/Kathmandu', ['21:00', '08:00'], '2026-11-22T15:15:00Z', '2026-11-23T02:15:00.000Z'],
    ['Pacific/Kiritimati', ['21:00', '08:00'], '2026-11-22T10:00:00Z', '2026-11-22T18:00:00.000Z'],
    ['UTC', ['21:00', '08:00'], '2026-11-22T20:59:59.999Z', null],
    ['UTC', ['00:00', '23:59'], '2026-11-22T00:00:00Z', '2026-11-22T23:59:00.000Z'],
    ['UTC', ['00:00', '23:59'], '2026-11-22T23:59:00Z', null],
    ['UTC', ['23:59', '00:00'], '2026-11-22T23:59:30Z', '2026-11-23T00:00:00.000Z'],
    ['UTC', ['00:00', '00:00'], '2026-11-22T00:00:00Z', null],
    ['UTC', ['22:00', '06:00'], '2028-02-28T23:00:00Z', '2028-02-29T06:00:00.000Z'],
    ['UTC', ['22:00', '06:00'], '2027-12-31T23:00:00Z', '2028-01-01T06:00:00.000Z'],
    // The night is an hour shorter in spring and an hour longer in autumn.
    ['Europe/Berlin', ['21:00', '08:00'], '2026-03-28T20:00:00Z', '2026-03-29T06:00:00.000Z'],
    ['Europe/Berlin', ['21:00', '08:00'], '2026-10-24T19:00:00Z', '2026-10-25T07:00:00.000Z'],
    // 02:30 is shown by no clock on that day: half an hour into the next.
    ['Europe/Berlin', ['21:00', '02:30'], '2026-03-28T22:00:00Z', '2026-03-29T01:30:00.000Z'],
    // 02:30 is shown twice: before the first it ends there, after the first at the second.
    ['Europe/Berlin', ['21:00', '02:30'], '2026-10-25T00:00:00Z', '2026-10-25T00:30:00.000Z'],
    ['Europe/Berlin', ['21:00', '02:30'], '2026-10-25T01:10:00Z', '2026-10-25T01:30:00.000Z'],
    ['Europe/Berlin', ['21:00', '02:30'], '2026-10-25T01:30:00Z', null],
    ['Australia/Lord_Howe', ['21:00', '01:45'], '2026-04-04T15:05:00Z', '2026-04-04T15:15:00.000Z'],
    ['America/Havana', ['23:30', '00:30'], '2026-11-01T05:10:00Z', '2026-11-01T05:30:00.000Z'],
  ]
  for (const [zone, [from, until], now, end] of table)
    assert.equal(
      quietUntil(new Date(now), { from, until }, zone)?.toISOString() ?? null,
      end,
      `${zone} ${from} to ${until} at ${now}`,
    )
})

test('through two changes of the clock the end is always ahead, within a day, and outside the quiet hours', () => {
  const quiets = [
    { from: '21:00', until: '08:00' },
    { from: '12:00', until: '13:30' },
    { from: '23:30', until: '02:30' },
    { from: '01:00', until: '02:15' },
  ]
  const days = ['2026-03-28', '2026-10-24']
  for (const zone of ['Asia/Shanghai', 'Europe/Berlin'])
    for (const quiet of quiets)
      for (const day of days)
        for (let step = 0; step < 192; step++) {
          const at = new Date(Date.parse(`${day}T00:00:00Z`) + step * 15 * 60_000)
          const end = quietUntil(at, quiet, zone)
          if (end === null) continue
          const which = `${zone} ${quiet.from} to ${quiet.until} at ${at.toISOString()}`
          assert.ok(end > at && end.getTime() - at.getTime() <= 86_400_000, which)
          assert.equal(quietUntil(end, quiet, zone), null, which)
        }
})

test('tries, statuses and addresses at their edges', () => {
  for (const tries of [0, -1, 8, 9, 1000, Number.NaN]) assert.equal(nextTry(tries, now), null, String(tries))
  const whole = [1, 2, 3, 4, 5, 6, 7].reduce(
    (sum, tries) => sum + nextTry(tries, now)!.getTime() - now.getTime(),
    0,
  )
  assert.equal(whole / 60_000, 127)
  const table: [string, Record<string, unknown>, boolean][] = [
    ['base.webhook-not-accepted', { status: 299 }, false],
    ['base.webhook-not-accepted', { status: 300 }, true],
    ['base.webhook-not-accepted', { status: 499 }, true],
    ['base.webhook-not-accepted', { status: 500 }, false],
    ['base.webhook-not-accepted', { status: '404' }, false],
    ['base.webhook-not-accepted', { status: null }, false],
    ['base.webhook-unreachable', { status: 404 }, false],
    ['base.webhook-target-refused', {}, false],
    ['base.mail-refused', {}, true],
    ['', {}, false],
  ]
  for (const [cause, details, wanted] of table)
    assert.equal(isFinal(cause, details), wanted, `${cause} ${JSON.stringify(details)}`)
  for (const cause of ['', 'base.internal', 'base.mail-refused', 'base.webhook-not-accepted'])
    assert.equal(isAway(cause), false, cause)
  const masks: [string, string][] = [
    ['a@b.example', 'a***@b.example'],
    ['李@mail.example', '李***@mail.example'],
    ['@mail.example', '***mple'],
    ['12345', '***2345'],
    ['+8613800138000', '***8000'],
    ['', '***'],
  ]
  for (const [address, wanted] of masks) assert.equal(maskAddress(address), wanted, address)
  const hints: [string, string][] = [
    ['li@mail.example', '***@mail.example'],
    ['@mail.example', '***'],
    ['13800138000', '***'],
    ['', '***'],
  ]
  for (const [address, wanted] of hints) assert.equal(hintOf(address), wanted, address)
})
