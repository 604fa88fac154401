import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ceilingOf, effectiveLevel, levelOfText, withinCeiling } from './effective-level.rules.ts'

test('what is made from several has the highest level of them', () => {
  assert.equal(effectiveLevel([]), 'L1')
  assert.equal(effectiveLevel(['L2', 'L4', 'L1']), 'L4')
})

test('a text has the level of its field, or of what is found in it where that is higher', () => {
  assert.equal(levelOfText([], 'L2'), 'L2')
  assert.equal(levelOfText([{ level: 'L3' }, { level: 'L4' }], 'L2'), 'L4')
  assert.equal(levelOfText([{ level: 'L2' }], 'L3'), 'L3')
})

test('a city lowers the ceiling of a provider and never lifts it', () => {
  assert.equal(ceilingOf('L4', undefined), 'L4')
  assert.equal(ceilingOf('L4', 'L2'), 'L2')
  assert.equal(ceilingOf('L2', 'L4'), 'L2')
})

test('up to the ceiling goes through, above it does not', () => {
  assert.deepEqual(
    [withinCeiling('L2', 'L2'), withinCeiling('L3', 'L2'), withinCeiling('L1', 'L4')],
    [true, false, true],
  )
})
