import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { higher, level, levelOf, within } from './level.contract.ts'
import { highestLevel } from './level.walk.ts'
import { personText } from './text.contract.ts'

test('the higher level wins', () => {
  assert.equal(higher('L1', 'L3'), 'L3')
  assert.equal(higher('L4', 'L2'), 'L4')
})

test('clearance reaches its own level and no further', () => {
  assert.deepEqual(
    ['L1', 'L2', 'L3', 'L4'].map(one => within(one as 'L1', 'L2')),
    [true, true, false, false],
  )
})

test('a schema has the level it was given, and the highest of its fields', () => {
  assert.equal(levelOf(level('L3', z.string())), 'L3')
  assert.equal(levelOf(z.string()), undefined)
  const schema = z.object({
    a: level('L2', z.string()),
    b: z.array(z.object({ c: level('L4', z.string().nullable()) })).optional(),
  })
  assert.equal(highestLevel(schema), 'L4')
  assert.equal(highestLevel(z.object({})), 'L1')
})

test('two schemas made from one keep their own levels', () => {
  const one = level('L1', z.string().max(3))
  const two = level('L4', z.string().max(3))
  assert.deepEqual([levelOf(one), levelOf(two)], ['L1', 'L4'])
})

test('text of a person is cleaned of what the database refuses, trimmed, and measured after that', () => {
  assert.equal(personText(10).parse('  水\u0000管\ud800 '), '水管\ufffd')
  assert.equal(personText(10, 1).safeParse(' \u0000 ').success, false)
  assert.equal(personText(3).safeParse('abcd').success, false)
  assert.equal(personText(10).parse('👍🏽'), '👍🏽')
})
