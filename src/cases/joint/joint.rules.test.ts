import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BusinessCalendar } from '#city/index.ts'
import { endsTask, mayBeJoined, taskDue } from './joint.rules.ts'

const hours = [
  { starts: 540, ends: 720 },
  { starts: 840, ends: 1020 },
]
const calendar: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekdays: [[], hours, hours, hours, hours, hours, [], []],
  exceptions: new Map(),
  announced: new Set([2026]),
}
const local = (text: string) => new Date(`${text}:00+08:00`)
const from = local('2026-11-16T09:00')

test('a task has its workdays, and no more time than the case', () => {
  const cases: [number | null, string | null, string | null, string | null][] = [
    // Workdays, deadline of the case, deadline of the task, warning.
    [2, '2026-11-20T17:00', '2026-11-18T17:00', '2026-11-18T11:24'],
    [9, '2026-11-18T17:00', '2026-11-18T17:00', '2026-11-18T11:24'],
    [null, '2026-11-18T17:00', '2026-11-18T17:00', '2026-11-18T11:24'],
    [1, null, '2026-11-17T17:00', '2026-11-17T14:36'],
    [null, null, null, null],
    // A case that is late already.
    [1, '2026-11-13T17:00', '2026-11-17T17:00', '2026-11-17T14:36'],
    [null, '2026-11-13T17:00', null, null],
  ]
  for (const [workdays, caseDue, due, warn] of cases)
    assert.deepEqual(
      taskDue({ from, workdays, caseDue: caseDue ? local(caseDue) : null }, calendar),
      { due: due ? local(due) : null, warn: warn ? local(warn) : null },
      JSON.stringify([workdays, caseDue]),
    )
})

test('a calendar without a working hour stops nothing: the deadline of the case is left', () => {
  const never = { ...calendar, weekdays: calendar.weekdays.map(() => []) }
  const caseDue = local('2026-11-20T17:00')
  assert.deepEqual(taskDue({ from, workdays: 2, caseDue }, never), { due: caseDue, warn: null })
  assert.deepEqual(taskDue({ from, workdays: 2, caseDue: null }, never), { due: null, warn: null })
  assert.throws(() => taskDue({ from: new Date(Number.NaN), workdays: 2, caseDue: null }, calendar))
})

test('co-hosts are asked while a department has the case and has not replied', () => {
  assert.deepEqual(
    ['reported', 'accepted', 'dispatched', 'handling', 'verifying', 'closed'].map(mayBeJoined),
    [false, false, true, true, false, false],
  )
})

test('a task ends when its case goes back, ends, or comes to its department; not by the reply', () => {
  const at = (state: string, department_id: string | null = 'urban') => ({ state, department_id })
  for (const state of ['dispatched', 'handling', 'verifying'])
    assert.equal(endsTask(at(state), 'police'), false, state)
  for (const state of ['reported', 'accepted', 'closed'])
    assert.equal(endsTask(at(state), 'police'), true, state)
  assert.equal(endsTask(at('dispatched', 'police'), 'police'), true)
})
