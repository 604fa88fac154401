import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addLoads, withBelow } from './load.rules.ts'

const load = (departmentId: string, waiting: number, overdue = 0) => ({
  departmentId,
  waiting,
  handling: 0,
  verifying: 0,
  overdue,
  today: 0,
  week: 0,
  paused: 0,
  escalated: 0,
})
/** The bureau has two offices, one of them a station. */
const tree: Record<string, string[]> = {
  bureau: ['bureau', 'north', 'south', 'station'],
  north: ['north', 'station'],
  south: ['south'],
  station: ['station'],
  empty: ['empty'],
}
const below = (id: string) => tree[id] ?? []
const counted = (loads: readonly { departmentId: string; waiting: number }[]) =>
  Object.fromEntries(loads.map(one => [one.departmentId, one.waiting]))

test('a department has its own and what those below it have; none of its own is no hindrance', () => {
  const own = [load('north', 2), load('station', 3), load('south', 5)]
  assert.deepEqual(counted(withBelow(own, below, ['bureau', 'empty'])), {
    north: 5,
    station: 3,
    south: 5,
    bureau: 10,
  })
})

test('what the reader does not see above is not shown; what has cases of its own is', () => {
  assert.deepEqual(counted(withBelow([load('station', 3)], below, [])), { station: 3 })
  assert.deepEqual(withBelow([], below, ['bureau']), [])
  assert.deepEqual(counted(withBelow([load('gone', 1)], below, ['bureau'])), { gone: 1 })
})

test('every figure is added up', () => {
  const { departmentId: _, ...one } = load('a', 1, 2)
  const more = { ...one, handling: 3, verifying: 4, today: 5, week: 6, paused: 7, escalated: 8 }
  assert.deepEqual(addLoads([one, more, more]), {
    waiting: 3,
    handling: 6,
    verifying: 8,
    overdue: 6,
    today: 10,
    week: 12,
    paused: 14,
    escalated: 16,
  })
  assert.equal(addLoads([]).waiting, 0)
})
