import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listText } from './list-text.ts'

test('names are listed as each language does', () => {
  assert.equal(listText(['甲', '乙', '丙'], 'zh-CN'), '甲、乙、丙')
  assert.equal(listText(['A', 'B', 'C'], 'en'), 'A, B, and C')
  assert.equal(listText(['A'], 'en'), 'A')
  assert.equal(listText([], 'zh-CN'), '')
})
