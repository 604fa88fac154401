import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { level } from '#base/level.contract.ts'
import { freeTextsOf } from './free-texts.rules.ts'

const contract = z.object({
  id: level('L2', z.string()),
  detail: level('L4', z.string()),
  note: level('L3', z.string().nullable().optional()),
  replies: z.array(z.object({ at: level('L1', z.string()), words: level('L3', z.string()) })),
  named: z.record(z.string(), level('L3', z.string())),
  kind: z.enum(['a', 'b']),
  whole: level('L3', z.object({ one: z.string(), more: z.array(z.string()) })),
  ids: level('L2', z.array(z.string())),
})

test('texts of fields from L3 on are people’s words, those below are the product’s own', () => {
  const value = {
    id: 'c-1',
    detail: '路灯坏了',
    note: null,
    replies: [{ at: '2026-01-01', words: '已派人' }],
    named: { first: '张三' },
    kind: 'a' as const,
    whole: { one: '一', more: ['二', ''] },
    ids: ['d-1'],
  }
  assert.deepEqual(freeTextsOf(contract, value), ['路灯坏了', '已派人', '张三', '一', '二'])
})

test('what wraps a field does not hide it, and what is not there is no text', () => {
  const wrapped = z.object({
    a: level('L3', z.string()).optional(),
    b: z.object({ c: level('L4', z.string()) }).nullable(),
    d: level('L3', z.string()).default('x'),
  })
  assert.deepEqual(freeTextsOf(wrapped, { a: '甲', b: null, d: '丁' }), ['甲', '丁'])
  assert.deepEqual(freeTextsOf(wrapped, { b: { c: '丙' } }), ['丙'])
  assert.deepEqual(freeTextsOf(z.object({ kind: z.literal('fixed') }), { kind: 'fixed' }), [])
  assert.deepEqual(freeTextsOf(wrapped, null), [])
})

test('what no contract describes is taken for people’s words', () => {
  assert.deepEqual(freeTextsOf(z.object({ open: z.unknown() }), { open: { deep: ['话', 3, null] } }), ['话'])
  assert.deepEqual(freeTextsOf(z.string(), '话'), ['话'])
})
