import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ImportCheck, importMapping, importStates } from '#cases/imports.contract.ts'
import {
  assign,
  fieldOf,
  isAtWork,
  leftOf,
  mapValue,
  sameMapping,
  sizeText,
  startFault,
  stepOf,
  valueRows,
} from './wizard.rules.ts'

const check: ImportCheck = {
  counts: { rows: 3, history: 1, open: 1, repeated: 0, rejected: 1 },
  rejected: [],
  unknown: [
    { field: 'department', value: '路灯所', count: 9 },
    { field: 'nature', value: '吐槽', count: 2 },
  ],
  unknownMore: false,
}

test('a column is one field, a field has one column', () => {
  const columns = { detail: '内容', subject: '标题' }
  assert.equal(fieldOf(columns, '内容'), 'detail')
  assert.equal(fieldOf(columns, '电话'), null)
  assert.deepEqual(assign(columns, '电话', 'reporterPhone'), { ...columns, reporterPhone: '电话' })
  assert.deepEqual(assign(columns, '标题', 'detail'), { detail: '标题' })
  assert.deepEqual(assign(columns, '标题', null), { detail: '内容' })
})

test('a value gets a meaning, another one, none', () => {
  const one = { field: 'department' as const, value: '路灯所' }
  const first = mapValue({}, one, 'lighting')
  assert.deepEqual(first, { department: { 路灯所: 'lighting' } })
  assert.deepEqual(mapValue(first, one, ''), { department: { 路灯所: '' } })
  assert.deepEqual(mapValue(first, one, null), { department: {} })
  assert.deepEqual(mapValue(first, { ...one, value: '水务' }, 'water').department, {
    路灯所: 'lighting',
    水务: 'water',
  })
})

test('values: what the check did not know first, then what was given a meaning before', () => {
  const rows = valueRows(check, { department: { 路灯所: 'lighting', 水务: 'water' } })
  assert.deepEqual(rows, [
    { field: 'department', value: '路灯所', count: 9, id: 'lighting' },
    { field: 'nature', value: '吐槽', count: 2, id: null },
    { field: 'department', value: '水务', count: null, id: 'water' },
  ])
  assert.deepEqual(valueRows(null, {}), [])
})

test('mappings are compared by what they say', () => {
  const a = importMapping.parse({ columns: { detail: '内容', subject: '标题' } })
  const b = importMapping.parse({ columns: { subject: '标题', detail: '内容' }, values: { department: {} } })
  assert.ok(sameMapping(a, b))
  assert.ok(!sameMapping(a, { ...b, source: '其他系统' }))
  assert.ok(!sameMapping(a, { ...b, columns: { detail: '标题', subject: '内容' } }))
})

test('the page asks again while the server works', () => {
  assert.deepEqual(importStates.filter(isAtWork), ['checking', 'queued', 'running'])
})

test('each state has its step', () => {
  assert.equal(stepOf({ state: 'uploaded', check: null }), 0)
  assert.equal(stepOf({ state: 'uploaded', check }), 1)
  assert.equal(stepOf({ state: 'checking', check: null }), 1)
  assert.equal(stepOf({ state: 'queued', check }), 2)
  assert.equal(stepOf({ state: 'running', check }), 2)
  assert.equal(stepOf({ state: 'cancelled', check }), 3)
})

test('what keeps an import from starting is said', () => {
  const mapping = importMapping.parse({ columns: { detail: '内容' } })
  assert.equal(startFault({ check }, importMapping.parse({ columns: {} }), false), 'detail')
  assert.equal(startFault({ check }, { ...mapping, source: ' ' }, true), 'source')
  assert.equal(startFault({ check }, mapping, true), 'check-again')
  assert.equal(startFault({ check: null }, mapping, false), 'check-first')
  assert.equal(startFault({ check }, mapping, false), null)
  const none = { ...check, counts: { ...check.counts, open: 0, history: 0 } }
  assert.equal(startFault({ check: none }, mapping, false), 'nothing-to-take')
})

test('sizes and times for people', () => {
  assert.equal(sizeText(1536, 'en'), '1.5 KB')
  assert.equal(sizeText(20 * 1024 * 1024, 'en'), '20 MB')
  assert.deepEqual(leftOf(0), { minutes: 0, seconds: 1 })
  assert.deepEqual(leftOf(125.2), { minutes: 2, seconds: 6 })
})
