import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rosterOf, rosterRows, toggled, under } from './roster.rules.ts'

const person = (personId: string, weekdays: number[]) => ({
  personId,
  name: personId,
  lead: false,
  load: 0,
  onDuty: false,
  onLeave: false,
  weekdays,
})

test('a day is put on and taken off again, for one person, in order', () => {
  const roster = rosterOf([person('a', [1, 5]), person('b', [2])])
  const on = toggled(roster, 'a', 3)
  assert.deepEqual(on, { a: [1, 3, 5], b: [2] })
  assert.deepEqual(toggled(on, 'a', 5), { a: [1, 3], b: [2] })
  assert.deepEqual(toggled({}, 'c', 7), { c: [7] })
})

test('the roster is sent as one row for each person and day', () => {
  assert.deepEqual(rosterRows({ a: [1, 3], b: [] }), [
    { weekday: 1, personId: 'a' },
    { weekday: 3, personId: 'a' },
  ])
})

test('a lead looks after the own department and those under it', () => {
  const departments = [
    { id: 'government', parentId: null },
    { id: 'urban', parentId: 'government' },
    { id: 'east', parentId: 'urban' },
    { id: 'team', parentId: 'east' },
    { id: 'police', parentId: 'government' },
  ]
  assert.deepEqual(under(departments, 'urban'), ['urban', 'east', 'team'])
  assert.deepEqual(under(departments, 'police'), ['police'])
})
