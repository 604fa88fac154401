import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addBusinessTime, type BusinessCalendar, businessMinutesBetween } from '#city/index.ts'
import {
  type DueStanding,
  dueMoments,
  isBegun,
  momentsOf,
  movesDeadline,
  runsOut,
  toldOf,
} from './due-moments.rules.ts'

const hours = [
  { starts: 540, ends: 720 },
  { starts: 840, ends: 1020 },
]
/** Monday to Friday 9–12 and 14–17 in Shanghai; National Day off, the Sunday before it worked. */
const calendar: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekdays: [[], hours, hours, hours, hours, hours, [], []],
  exceptions: new Map(
    ['2026-09-27', ...['01', '02', '05', '06', '07'].map(day => `2026-10-${day}`)].map(date => [
      date,
      { workday: date === '2026-09-27', name: '国庆节', source: 'library' as const },
    ]),
  ),
  announced: new Set([2026]),
}
const local = (text: string) => new Date(`${text}:00+08:00`)

// From, due, warning (none where there is no time left), escalation.
const golden: [string, string, string | null, string][] = [
  ['2026-11-16T09:00', '2026-11-20T17:00', '2026-11-19T17:00', '2026-11-23T17:00'],
  ['2026-11-16T09:00', '2026-11-16T17:00', '2026-11-16T15:48', '2026-11-17T17:00'],
  ['2026-11-20T16:30', '2026-11-23T09:30', '2026-11-23T09:18', '2026-11-24T17:00'],
  ['2026-11-16T23:50', '2026-11-17T10:00', '2026-11-17T09:48', '2026-11-18T17:00'],
  ['2026-09-25T14:00', '2026-09-28T12:00', '2026-09-28T09:36', '2026-09-29T17:00'],
  ['2026-09-30T09:00', '2026-10-08T17:00', '2026-10-08T14:36', '2026-10-09T17:00'],
  ['2026-11-18T10:00', '2026-11-17T17:00', null, '2026-11-18T17:00'],
  ['2026-11-21T10:00', '2026-11-22T10:00', null, '2026-11-23T17:00'],
]

test('warning, deadline and escalation in working hours, around nights, weekends, holidays and make-up days', () => {
  for (const [from, due, warning, escalation] of golden) {
    const found = dueMoments({ from: local(from), due: local(due) }, calendar)
    const expected = [
      ...(warning ? [{ kind: 'warning', at: local(warning) }] : []),
      { kind: 'overdue', at: local(due) },
      { kind: 'escalation', at: local(escalation) },
      { kind: 'escalation-parent', at: addBusinessTime(local(due), { workdays: 3 }, calendar).at },
      { kind: 'escalation-city', at: addBusinessTime(local(due), { workdays: 5 }, calendar).at },
    ]
    assert.deepEqual(found, expected, `${from} to ${due}`)
  }
})

test('the warning lies within the time there is, with a fifth of it left, and escalation after the deadline', () => {
  const minute = fc.integer({ min: 0, max: 60 * 24 * 40 })
  fc.assert(
    fc.property(minute, minute, (start, length) => {
      const from = new Date(local('2026-09-20T00:00').getTime() + start * 60_000)
      const due = new Date(from.getTime() + length * 60_000)
      const moments = new Map(dueMoments({ from, due }, calendar).map(({ kind, at }) => [kind, at]))
      const warning = moments.get('warning')
      const all = businessMinutesBetween(from, due, calendar)
      assert.equal(warning !== undefined, all > 0)
      if (warning) {
        assert.ok(warning >= from && warning <= due)
        assert.ok(Math.abs(businessMinutesBetween(warning, due, calendar) - all * 0.2) < 0.01)
      }
      assert.ok(moments.get('escalation')! > due)
    }),
    { seed: 5, numRuns: 200 },
  )
})

test('a calendar without a working hour leaves the deadline; long after it there is nothing to warn of', () => {
  const never = { ...calendar, weekdays: calendar.weekdays.map(() => []), exceptions: new Map() }
  const [from, due] = [local('2026-11-16T09:00'), local('2026-11-20T17:00')]
  assert.deepEqual(dueMoments({ from, due }, never), [{ kind: 'overdue', at: due }])
  const late = dueMoments({ from, due: local('2006-11-20T17:00') }, calendar)
  assert.deepEqual(
    late.map(one => one.kind),
    ['overdue', 'escalation', 'escalation-parent', 'escalation-city'],
  )
  assert.throws(() => dueMoments({ from, due: new Date(Number.NaN) }, calendar))
})

const due = local('2026-11-20T17:00')
const soon = (hour: number) => at('dispatched', 'urban', due, { respond_by: local(`2026-11-19T1${hour}:00`) })
const at = (
  state: string,
  department_id: string | null = 'urban',
  due_at: Date | null = due,
  rest: Partial<DueStanding> = {},
): DueStanding => ({
  state,
  department_id,
  due_at,
  pause: null,
  due_basis: null,
  respond_by: null,
  ...rest,
})

test('time runs out for a department that has the case and a deadline, until it has replied', () => {
  for (const state of ['dispatched', 'handling']) assert.equal(runsOut(at(state)), true, state)
  for (const state of ['reported', 'accepted', 'verifying', 'closed'])
    assert.equal(runsOut(at(state)), false, state)
  assert.equal(runsOut(at('handling', null)), false)
  assert.equal(runsOut(at('handling', 'urban', null)), false)
  for (const pause of ['hold', 'citizen'])
    assert.equal(runsOut(at('handling', 'urban', due, { pause })), false)
})

test('moments move with dispatch, reassignment, another deadline, reply and return, and with nothing else', () => {
  const moves: [DueStanding, DueStanding, boolean][] = [
    [at('accepted', null, null), at('dispatched'), true],
    [at('dispatched'), at('dispatched', 'police'), true],
    [at('dispatched'), at('dispatched', 'urban', local('2026-11-24T17:00')), true],
    [at('handling'), at('verifying'), true],
    [at('verifying'), at('handling'), true],
    [at('handling'), at('accepted', null, null), true],
    [at('dispatched'), at('handling', 'urban', new Date(due)), false],
    [at('handling'), at('handling'), false],
    [at('verifying'), at('closed'), false],
    [at('accepted', 'urban'), at('accepted', 'police'), false],
    [at('handling'), at('handling', 'urban', due, { pause: 'hold' }), true],
    [at('handling', 'urban', due, { pause: 'citizen' }), at('handling'), true],
    [at('handling'), at('handling', 'urban', null), true],
    [soon(1), soon(1), false],
    [soon(1), soon(2), true],
    [soon(1), at('handling'), false],
  ]
  for (const [before, after, expected] of moves)
    assert.equal(movesDeadline(before, after), expected, JSON.stringify([before, after]))
})

test('what was begun ends the moment by which it had to begin', () => {
  assert.equal(isBegun(soon(1), at('handling')), true)
  assert.equal(isBegun(soon(1), soon(2)), false)
  assert.equal(isBegun(at('dispatched'), at('handling')), false)
})

test('the warning is counted from when the time began; a limit to begin has a moment of its own', () => {
  const since = local('2026-11-20T09:00')
  const basis = { from: local('2026-11-16T09:00').toISOString(), parts: [{ workdays: 4 }] }
  const moments = (due_basis: unknown, respond_by: Date | null) =>
    momentsOf({ due_at: due, due_basis, respond_by }, since, calendar)
  assert.deepEqual(moments(basis, null)[0], { kind: 'warning', at: local('2026-11-19T17:00') })
  assert.deepEqual(moments(null, null)[0], { kind: 'warning', at: local('2026-11-20T15:48') })
  assert.deepEqual(moments(basis, since)[0], { kind: 'response', at: since })
  assert.equal(moments(basis, since).length, 6)
})

test('who can do something about it is told, up the chain; nobody else', () => {
  const desk = ['response', 'warning', 'overdue']
  assert.deepEqual(toldOf(['handler']), { desk, own: [], under: [], all: [] })
  assert.deepEqual(toldOf(['grid-member']), { desk, own: [], under: [], all: [] })
  const lead = { desk, own: ['escalation'], under: ['escalation-parent'], all: [] }
  assert.deepEqual(toldOf(['department-lead']), lead)
  assert.deepEqual(toldOf(['handler', 'department-lead']), lead)
  const everywhere = ['response', 'overdue', 'escalation-city']
  assert.deepEqual(toldOf(['dispatcher']), { desk: [], own: [], under: [], all: everywhere })
  assert.deepEqual(toldOf(['leader']).all, ['escalation-city'])
  for (const role of ['seat', 'citizen', 'analyst', 'ai-engineer', 'system-administrator'] as const)
    assert.deepEqual(toldOf([role]), { desk: [], own: [], under: [], all: [] }, role)
})
