import assert from 'node:assert/strict'
import { test } from 'node:test'
import { kindOf, liesIn, mapTexts } from './parts.rules.ts'

test('a path lies at a pattern or below it, a star standing for one step', () => {
  assert.ok(liesIn(['reply'], 'reply') && liesIn(['reply', 'text'], 'reply') && liesIn(['a', 0], ''))
  assert.ok(liesIn(['points', 3, 'text'], 'points.*.text') && liesIn(['points', 3], 'points.3'))
  assert.ok(!liesIn(['points', 3, 'note'], 'points.*.text'))
  assert.ok(!liesIn(['points'], 'points.*'))
  assert.ok(!liesIn(['replyTo'], 'reply'))
})

test('ids are ids by their key or form, unless a model wrote them', () => {
  const kind = (text: string, path: (string | number)[], declared = {}) =>
    kindOf(text, path, { written: [], ids: [], ...declared })
  assert.equal(kind('13800138000', ['caseId']), 'id')
  assert.equal(kind('13800138000', ['dutyIds', 0]), 'id')
  assert.equal(kind('0198c7a0-1111-7abc-8def-001122334455', ['whatever']), 'id')
  assert.equal(kind('13800138000', ['identity']), 'copied')
  assert.equal(kind('13800138000', ['paid']), 'copied')
  assert.equal(kind('13800138000', ['caseId'], { written: [''] }), 'written')
  assert.equal(kind('13800138000', ['code'], { written: [''], ids: ['code'] }), 'id')
  assert.equal(kind('x', [0]), 'copied')
})

test('every text is seen once; what is taken out leaves a list and empties a field', () => {
  const value = { a: '一', b: ['二', '三', null, 4], c: { d: ['五'] }, e: null }
  const seen: string[] = []
  const kept = mapTexts(value, (text, path) => {
    seen.push(`${path.join('.')}=${text}`)
    return text === '三' || text === '一' ? null : `${text}！`
  })
  assert.deepEqual(seen, ['a=一', 'b.0=二', 'b.1=三', 'c.d.0=五'])
  assert.deepEqual(kept, { a: '', b: ['二！', null, 4], c: { d: ['五！'] }, e: null })
})
