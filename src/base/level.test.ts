import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { higher, type Level, level, levelOf, ownLevelOf, raiseLevels, within } from './level.contract.ts'
import { emptyFor, hideRaised, highestLevel, levelledFields } from './level.walk.ts'
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

test('what a city raised is the level from then on; a field below it is empty for who is not cleared, wherever it stands', t => {
  const name = level('L2', z.string())
  const note = level('L2', z.string().nullable())
  const kept = level('L2', z.number())
  const inner = z.object({ name, note, kept })
  const schema = z.object({
    one: inner.optional(),
    many: z.array(inner),
    named: z.record(z.string(), inner),
    either: z.union([z.object({ note }), z.object({ other: level('L1', z.string()) })]).nullable(),
  })
  const row = { name: 'n', note: 'x', kept: 1 }
  const value = { one: row, many: [row], named: { a: row }, either: { note: 'x' }, unknown: 1 }
  assert.equal(hideRaised(schema, value, 'L1'), value, 'nothing is raised: the same object')
  t.after(() => raiseLevels(new Map()))
  raiseLevels(
    new Map<z.ZodType, Level>([
      [name, 'L3'],
      [note, 'L4'],
    ]),
  )
  assert.deepEqual([levelOf(name), levelOf(note), levelOf(kept), ownLevelOf(note)], ['L3', 'L4', 'L2', 'L2'])
  assert.equal(highestLevel(schema), 'L4')
  const low = { name: '', note: null, kept: 1 }
  assert.deepEqual(hideRaised(schema, value, 'L2'), {
    one: low,
    many: [low],
    named: { a: low },
    either: { note: null },
    unknown: 1,
  })
  assert.deepEqual(hideRaised(inner, row, 'L3'), { name: 'n', note: null, kept: 1 })
  assert.deepEqual(hideRaised(schema, value, 'L4'), value)
  assert.equal(hideRaised(schema, null, 'L1'), null)
})

test('a field can be emptied where its contract takes nothing, an empty text or an empty list', () => {
  assert.deepEqual(emptyFor(z.string().nullable()), { value: null })
  assert.deepEqual(emptyFor(z.string().optional()), { value: undefined })
  assert.deepEqual(emptyFor(z.array(z.string())), { value: [] })
  for (const needed of [z.uuid(), z.number(), z.enum(['a']), z.string().min(1), z.iso.datetime()])
    assert.equal(emptyFor(needed), undefined)
})

test('the fields of a schema are listed where their contract says the level', () => {
  const schema = z.object({
    a: level('L3', z.object({ b: z.string() })),
    c: z.array(z.object({ d: level('L1', z.string()) })),
  })
  assert.deepEqual(
    levelledFields(schema, 'x').map(({ path, level: own }) => [path, own]),
    [
      ['x.a', 'L3'],
      ['x.c.[].d', 'L1'],
    ],
  )
})
