import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goldenCalendar, momentIn } from './golden-calendars.fixture.ts'
import { type TimedEvent, timeUsed } from './time-used.rules.ts'

const calendar = goldenCalendar('city')
const at = (local: string) => momentIn(calendar, `2026-11-${local}`)
const event = (
  type: string,
  local: string,
  toState: string,
  departmentId: string | null = null,
): TimedEvent => ({ type, at: at(local), toState, departmentId })

const used = (events: TimedEvent[], now: string) =>
  timeUsed(events, at(now), calendar).map(
    one => `${one.departmentId} ${one.minutes}${one.running ? ' runs' : ''}`,
  )

const reported = event('reported', '16T08:00', 'reported')
const dispatched = event('dispatched', '16T09:00', 'dispatched', 'urban')
const begun = event('handling-started', '16T10:00', 'handling', 'urban')

test('nobody’s time runs before the dispatch, the department’s after it, by working hours', () => {
  assert.deepEqual(used([reported], '18T09:00'), [])
  assert.deepEqual(used([reported, dispatched], '16T10:30'), ['urban 90 runs'])
  assert.deepEqual(used([reported, dispatched, begun], '17T10:00'), ['urban 420 runs'])
  assert.deepEqual(used([reported, dispatched, begun], '22T10:00'), ['urban 1800 runs'])
})

test('pauses and the time a reply is verified are not counted', () => {
  const still = [
    dispatched,
    begun,
    event('held', '16T11:00', 'handling', 'urban'),
    event('commented', '16T15:00', 'handling', 'urban'),
    event('resumed', '17T09:00', 'handling', 'urban'),
    event('citizen-asked', '17T10:00', 'handling', 'urban'),
  ]
  assert.deepEqual(used(still, '20T10:00'), ['urban 180'])
  const answered = [...still, event('question-answered', '18T09:00', 'handling', 'urban')]
  assert.deepEqual(used(answered, '18T10:00'), ['urban 240 runs'])
  const replied = [...answered, event('replied', '18T11:00', 'verifying', 'urban')]
  assert.deepEqual(used(replied, '20T10:00'), ['urban 300'])
  const back = [...replied, event('sent-back', '19T09:00', 'handling', 'urban')]
  assert.deepEqual(used(back, '19T10:00'), ['urban 360 runs'])
  assert.deepEqual(used([...back, event('closed', '19T10:00', 'closed', 'urban')], '20T10:00'), ['urban 360'])
})

test('each department keeps what it used, also after a return and when it gets the case again', () => {
  const events = [
    dispatched,
    event('dispatched', '16T11:00', 'dispatched', 'police'),
    event('co-host-replied', '16T11:30', 'dispatched', 'water'),
    event('returned', '16T14:30', 'accepted', 'police'),
    event('dispatched', '17T09:00', 'dispatched', 'urban'),
    event('objection-upheld', '17T10:00', 'dispatched', 'water'),
  ]
  assert.deepEqual(used(events, '17T10:30'), ['urban 180', 'police 90', 'water 30 runs'])
})

test('a return, a reassignment and beginning anew end a pause', () => {
  const held = [dispatched, event('held', '16T10:00', 'dispatched', 'urban')]
  const again = [...held, event('dispatched', '16T11:00', 'dispatched', 'urban')]
  assert.deepEqual(used(again, '16T12:00'), ['urban 120 runs'])
  const returned = [
    ...held,
    event('returned', '16T11:00', 'accepted', 'urban'),
    event('dispatched', '16T14:00', 'dispatched', 'police'),
  ]
  assert.deepEqual(used(returned, '16T15:00'), ['urban 60', 'police 60 runs'])
})

test('a case that came with a past counts from where it stood', () => {
  assert.deepEqual(used([event('imported', '16T09:00', 'handling', 'urban')], '16T10:00'), ['urban 60 runs'])
  assert.deepEqual(used([dispatched], '13T10:00'), ['urban 0 runs'], 'a clock that is behind counts nothing')
})
