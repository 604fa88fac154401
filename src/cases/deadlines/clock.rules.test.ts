import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BusinessCalendar, BusinessDuration } from '#city/index.ts'
import {
  type Clock,
  clockAfter,
  clockRuns,
  deadlineAfterDispatch,
  dueAfterStop,
  dueAnyway,
  dueOf,
  extendedBy,
} from './clock.rules.ts'
import { goldenCalendar, localIn, momentIn } from './golden-calendars.fixture.ts'
import { type GoldenRow, goldenRows } from './golden-deadlines.fixture.ts'

type Row = Clock & { urgency: string }

const durationOf = (limit: string): BusinessDuration => {
  const amount = Number.parseInt(limit, 10)
  if (limit.endsWith('d')) return { workdays: amount }
  return limit.endsWith('h') ? { hours: amount } : { minutes: amount }
}

function freshAt(at: Date, limit: string, calendar: BusinessCalendar) {
  const due_basis = { from: at.toISOString(), parts: [durationOf(limit)] }
  return { due_at: dueOf(due_basis, calendar), due_basis }
}

/** One step of the table as the verbs take it: what they change, then what the clock makes of it. */
function stepped(before: Row, step: string, calendar: BusinessCalendar): Row {
  const [verb, local = '', first = '', second = ''] = step.split(' ')
  const at = momentIn(calendar, local)
  const given = (urgency: string, limit: string) => ({
    ...deadlineAfterDispatch(before, { fresh: freshAt(at, limit, calendar), urgency }),
    state: 'dispatched',
    urgency,
  })
  const changes: { [verb: string]: () => Partial<Row> } = {
    hold: () => ({ pause: 'hold' }),
    ask: () => ({ pause: 'citizen' }),
    resume: () => ({ pause: null }),
    answer: () => ({ pause: null }),
    reply: () => ({ state: 'verifying' }),
    'send-back': () => ({ state: 'handling' }),
    return: () => ({ state: 'accepted', pause: null, due_at: null, due_basis: null }),
    dispatch: () => given(before.urgency, first),
    raise: () => given(first, second),
    extend: () =>
      extendedBy(
        Number.parseInt(first, 10),
        { due_basis: before.due_basis, due_at: before.due_at! },
        calendar,
      ),
  }
  const after = { ...before, ...changes[verb!]!() }
  return { ...after, ...clockAfter({ before, after, at }, calendar) } as Row
}

function dueIn([, name, dispatched, limit, steps]: GoldenRow): Row {
  const calendar = goldenCalendar(name)
  const start: Row = {
    state: 'dispatched',
    urgency: 'normal',
    pause: null,
    stopped_at: null,
    respond_by: null,
    respond_basis: null,
    ...freshAt(momentIn(calendar, dispatched), limit, calendar),
  }
  return steps.reduce((row, step) => stepped(row, step, calendar), start)
}

test(`the golden table: ${goldenRows.length} cases`, async t => {
  assert.ok(goldenRows.length >= 60)
  for (const row of goldenRows)
    await t.test(row[0], () => {
      const calendar = goldenCalendar(row[1])
      const { due_at, due_basis, stopped_at } = dueIn(row)
      assert.equal(localIn(calendar, due_at!), row[5])
      assert.equal(stopped_at, null)
      // What a later edit of the calendar computes again is the same as long as the calendar is.
      assert.deepEqual(dueOf(due_basis as never, calendar), due_at)
    })
})

const calendar = goldenCalendar('city')
const at = (local: string) => momentIn(calendar, local)
const clock = (more: Partial<Clock>): Clock => ({
  state: 'handling',
  pause: null,
  due_at: at('2026-11-20T17:00'),
  due_basis: null,
  respond_by: null,
  respond_basis: null,
  stopped_at: null,
  ...more,
})

test('the clock runs while a department has the case and nothing holds it up', () => {
  for (const state of ['dispatched', 'handling']) {
    assert.equal(clockRuns({ state, pause: null }), true)
    assert.equal(clockRuns({ state, pause: 'hold' }), false)
  }
  for (const state of ['reported', 'accepted', 'verifying', 'closed'])
    assert.equal(clockRuns({ state, pause: null }), false)
})

test('it stops once, where it stood, and a case without a deadline has none', () => {
  const now = at('2026-11-18T10:00')
  const earlier = at('2026-11-17T10:00')
  const changed = (before: Clock, after: Clock) => clockAfter({ before, after, at: now }, calendar)
  assert.deepEqual(changed(clock({}), clock({ pause: 'hold' })), { stopped_at: now })
  const stopped = clock({ state: 'verifying', stopped_at: earlier })
  assert.deepEqual(changed(stopped, { ...stopped, state: 'closed' }), {}, 'it had stopped before')
  assert.deepEqual(changed(clock({}), clock({ state: 'accepted', due_at: null })), {})
  assert.deepEqual(changed(stopped, clock({ state: 'accepted', due_at: null, stopped_at: earlier })), {
    stopped_at: null,
  })
  assert.deepEqual(changed(clock({}), clock({})), {})
  assert.deepEqual(
    changed(clock({ state: 'accepted', due_at: null }), clock({ state: 'closed', due_at: null })),
    {},
  )
})

test('by when to begin ends with the beginning, and waits while the case stands still', () => {
  const basis = { from: at('2026-11-18T09:00').toISOString(), parts: [{ hours: 4 }] }
  const waiting = clock({ state: 'dispatched', respond_by: at('2026-11-18T15:00'), respond_basis: basis })
  const none = { respond_by: null, respond_basis: null }
  const now = at('2026-11-18T10:00')
  const begun = { ...waiting, state: 'handling' }
  assert.deepEqual(clockAfter({ before: waiting, after: begun, at: now }, calendar), none)
  const gone = { ...waiting, state: 'accepted', due_at: null }
  assert.deepEqual(clockAfter({ before: waiting, after: gone, at: now }, calendar), none)
  const held = { ...waiting, pause: 'hold' }
  assert.deepEqual(clockAfter({ before: waiting, after: held, at: now }, calendar), { stopped_at: now })
  const before = { ...held, stopped_at: now }
  const later = clockAfter(
    { before, after: { ...before, pause: null }, at: at('2026-11-19T10:00') },
    calendar,
  )
  assert.deepEqual(later.respond_by, at('2026-11-19T15:00'))
  assert.deepEqual(later.due_at, at('2026-11-23T17:00'))
  assert.equal(later.stopped_at, null)
})

test('where offices never work a pause moves the deadline by as long as it lasted', () => {
  const never = { ...calendar, weekdays: calendar.weekdays.map(() => []), exceptions: new Map() }
  const stop = { from: at('2026-11-18T10:00'), to: at('2026-11-20T10:00') }
  const moved = dueAfterStop(at('2026-11-19T17:00'), stop, never)!
  assert.equal(localIn(calendar, moved.due), '2026-11-21T17:00')
  assert.deepEqual(dueOf(moved.basis, never), moved.due)
})

test('a deadline outside of working hours is not brought forward by a pause', () => {
  const stop = { from: at('2026-11-20T18:00'), to: at('2026-11-20T19:00') }
  assert.equal(
    dueAfterStop(at('2026-11-23T08:00'), stop, calendar)?.due.getTime(),
    at('2026-11-23T09:00').getTime(),
  )
  assert.equal(
    dueAfterStop(
      at('2026-11-22T12:00'),
      { from: at('2026-11-20T18:00'), to: at('2026-11-20T18:00') },
      calendar,
    ),
    null,
  )
})

test('a shorter limit of another department brings nothing forward: only raised urgency does', () => {
  const held = { due_at: at('2026-11-20T17:00'), due_basis: null, urgency: 'urgent' }
  const fresh = freshAt(at('2026-11-18T09:00'), '2h', calendar)
  for (const urgency of ['urgent', 'normal'])
    assert.deepEqual(deadlineAfterDispatch(held, { fresh, urgency }).due_at, held.due_at)
  assert.deepEqual(deadlineAfterDispatch(held, { fresh, urgency: 'emergency' }), fresh)
})

test('where offices never work, or not for so long, a limit goes by the clock on the wall', () => {
  const never = { ...calendar, weekdays: calendar.weekdays.map(() => []), exceptions: new Map() }
  const from = at('2026-11-18T10:00').toISOString()
  const walls: [BusinessDuration[], string][] = [
    [[{ minutes: 90 }], '2026-11-18T11:30'],
    [[{ hours: 4 }], '2026-11-18T14:00'],
    [[{ workdays: 3 }], '2026-11-21T10:00'],
    [[{ workdays: 3 }, { hours: 2 }], '2026-11-21T12:00'],
    [[], '2026-11-18T10:00'],
  ]
  for (const [parts, local] of walls) {
    assert.equal(localIn(calendar, dueAnyway({ from, parts }, never)), local)
    assert.deepEqual(
      dueAnyway({ from, parts }, calendar),
      dueOf({ from, parts }, calendar),
      'else as offices do',
    )
  }
  const decades = { from, parts: [{ workdays: 10_000 }] }
  assert.throws(() => dueOf(decades, calendar), { code: 'city.calendar-never-works' })
  assert.equal(dueAnyway(decades, calendar).getTime(), new Date(from).getTime() + 10_000 * 86_400_000)
  const broken = { from, parts: [{ minutes: -1 }] }
  assert.throws(() => dueAnyway(broken, calendar), { code: 'city.invalid-duration' })
  const due_at = at('2026-11-20T17:00')
  const more = extendedBy(2, { due_at, due_basis: decades }, never)
  assert.equal(localIn(calendar, more.due_at), '2026-11-22T17:00')
  assert.deepEqual(more.due_basis, { from, parts: [{ workdays: 10_000 }, { workdays: 2 }] })
})

test('a clock that jumps back shortens nothing, and one that jumps ahead counts working time only', () => {
  const due = at('2026-11-20T17:00')
  const resumed = (stopped: string, now: string) => {
    const before = clock({ pause: 'hold', stopped_at: at(stopped) })
    const change = clockAfter({ before, after: { ...before, pause: null }, at: at(now) }, calendar)
    assert.equal(change.stopped_at, null)
    return localIn(calendar, change.due_at ?? due)
  }
  assert.equal(resumed('2026-11-18T10:00', '2026-11-18T09:00'), '2026-11-20T17:00')
  assert.equal(resumed('2026-11-18T10:00', '2026-11-18T10:00'), '2026-11-20T17:00')
  assert.equal(resumed('2026-11-18T12:30', '2026-11-18T13:30'), '2026-11-20T17:00', 'over lunch')
  assert.equal(
    resumed('2026-11-20T18:00', '2026-11-30T09:00'),
    '2026-11-20T17:00',
    'late before it stood still',
  )
  const years = clockAfter(
    {
      before: clock({ pause: 'hold', stopped_at: at('2016-11-18T10:00') }),
      after: clock({}),
      at: at('2026-11-18T10:00'),
    },
    calendar,
  )
  assert.equal(years.stopped_at, null)
})
