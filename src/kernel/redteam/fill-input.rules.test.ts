import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { leadOf, planInput } from './fill-input.rules.ts'

const dispatch = z.object({
  subject: level('L4', z.string()),
  detail: level('L4', z.string()),
  note: level('L3', z.string()),
  regionId: level('L2', z.string().nullable()),
  inBulk: level('L2', z.boolean().optional()),
})

test('the text goes where people’s words stand, the rest is filled with nothing', () => {
  assert.deepEqual(planInput(dispatch, {}), {
    field: 'detail',
    missing: [],
    rest: { subject: '', note: '', regionId: null },
  })
  assert.deepEqual(planInput(dispatch, { regionId: 'r-1', detail: '固定' }), {
    field: 'note',
    missing: [],
    rest: { subject: '', regionId: 'r-1', detail: '固定' },
  })
})

test('a field that nobody can guess is asked for', () => {
  const measured = z.object({
    task: level('L1', z.string()),
    version: level('L1', z.string()),
    count: level('L1', z.number()),
    text: level('L4', z.string()),
  })
  assert.deepEqual(planInput(measured, {}), {
    field: 'text',
    missing: ['task', 'version', 'count'],
    rest: {},
  })
  assert.deepEqual(planInput(measured, { task: 'a', version: 'b', count: 1 }).missing, [])
})

test('an algorithm without people’s words has no field for a text', () => {
  assert.equal(planInput(z.object({ id: level('L1', z.string()) }), { id: 'x' }).field, null)
  assert.deepEqual(planInput(z.string(), {}), { field: null, missing: [], rest: {} })
  const unnamed = z.object({ a: level('L3', z.string()), b: level('L3', z.string()) })
  assert.equal(planInput(unnamed, {}).field, 'b')
})

test('answers are compared by what they come down to', () => {
  const advice = (departmentId: string, confidence: number) => ({
    candidates: [{ departmentId, confidence }],
    similar: [{ code: String(confidence) }],
  })
  assert.equal(leadOf(advice('water', 0.9)), leadOf(advice('water', 0.2)))
  assert.notEqual(leadOf(advice('water', 0.9)), leadOf(advice('roads', 0.9)))
  assert.equal(leadOf({ ranked: [{ label: 'noise' }] }), 'noise')
  assert.equal(leadOf({ first: null, list: [], second: 3 }), '3')
  assert.equal(leadOf({ empty: [] }), null)
  assert.equal(leadOf(null), null)
})
