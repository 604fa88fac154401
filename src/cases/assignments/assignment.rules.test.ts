import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byAvailability, coveredBy, isAbsence, isTooMany } from './assignment.rules.ts'

const leave = (personId: string, substituteId: string) => ({ personId, substituteId })

test('who is there gets the case; on leave the substitute, and the substitute of that one', () => {
  assert.equal(coveredBy('a', []), 'a')
  assert.equal(coveredBy('a', [leave('b', 'c')]), 'a')
  assert.equal(coveredBy('a', [leave('a', 'b')]), 'b')
  assert.equal(coveredBy('a', [leave('a', 'b'), leave('b', 'c'), leave('c', 'd')]), 'd')
})

test('two that stand in for each other, both away, are nobody', () => {
  assert.equal(coveredBy('a', [leave('a', 'b'), leave('b', 'a')]), null)
})

test('at the limit one more is too many, unless a lead says why or there is no limit', () => {
  assert.equal(isTooMany({ load: 4, limit: 5, overridden: false }), false)
  assert.equal(isTooMany({ load: 5, limit: 5, overridden: false }), true)
  assert.equal(isTooMany({ load: 5, limit: 5, overridden: true }), false)
  assert.equal(isTooMany({ load: 500, limit: null, overridden: false }), false)
})

test('on duty with little to do comes first, on leave last', () => {
  const one = (name: string, load: number, onDuty: boolean, onLeave = false) => ({
    name,
    load,
    onDuty,
    onLeave,
  })
  const people = [
    one('away', 0, true, true),
    one('busy', 9, true),
    one('off', 0, false),
    one('free', 1, true),
    one('also', 1, true),
  ]
  assert.deepEqual(
    people.toSorted(byAvailability).map(each => each.name),
    ['also', 'free', 'busy', 'off', 'away'],
  )
})

test('an absence ends today or later, not before it begins, and within a year', () => {
  const today = '2026-11-22'
  assert.equal(isAbsence({ starts: '2026-11-20', ends: today, today }), true)
  assert.equal(isAbsence({ starts: today, ends: today, today }), true)
  assert.equal(isAbsence({ starts: '2026-12-02', ends: '2026-12-01', today }), false)
  assert.equal(isAbsence({ starts: '2026-11-01', ends: '2026-11-21', today }), false)
  assert.equal(isAbsence({ starts: today, ends: '2028-01-01', today }), false)
})
