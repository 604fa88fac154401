import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findingTypes } from '../guard/guard.contract.ts'
import { defaultLevels, type Spot, settleSpots } from './spot.rules.ts'

const spot = (type: Spot['type'], start: number, end: number, score = 0.9): Spot => ({
  type,
  start,
  end,
  score,
  because: ['pattern'],
})

test('every type that a recogniser of the product finds has its level', () => {
  for (const type of findingTypes) assert.ok(defaultLevels[type], type)
})

test('of two that overlap the longer stays, with the higher level of both', () => {
  const [found, ...more] = settleSpots([spot('mobile', 0, 11), spot('email', 0, 19)], defaultLevels)
  assert.deepEqual([found?.type, found?.level, more], ['email', 'L4', []])
  assert.deepEqual(
    settleSpots([spot('name', 2, 4, 0.6), spot('address', 2, 4, 0.9)], defaultLevels).map(one => one.type),
    ['address'],
    'as long as each other: the surer',
  )
})

test('what only touches does not overlap', () => {
  assert.equal(settleSpots([spot('name', 0, 3), spot('mobile', 3, 14)], defaultLevels).length, 2)
})

test('a level that the value itself has stands before that of its type, and what nobody knows is protected most', () => {
  const town: Spot = { ...spot('address', 0, 3), level: 'L3' }
  const levels = settleSpots([town, spot('own:card', 4, 6), spot('plate', 7, 9)], {
    plate: 'L2',
    address: 'L4',
  })
  assert.deepEqual(
    levels.map(one => one.level),
    ['L3', 'L4', 'L2'],
  )
})

test('whatever was seen, findings are sorted and apart, and everything seen is covered or overlapped', () => {
  const any = fc.tuple(
    fc.nat(60),
    fc.integer({ min: 1, max: 20 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 30 }), seen => {
      const spots = seen.map(([start, length, score]) => spot('name', start, start + length, score))
      const found = settleSpots(spots, defaultLevels)
      for (const [at, one] of found.entries())
        assert.ok(at === 0 || found[at - 1]!.end <= one.start, JSON.stringify(found))
      for (const one of spots)
        assert.ok(found.some(other => other.start < one.end + 20 && other.end > one.start - 20))
    }),
    { seed: 5, numRuns: 300 },
  )
})
