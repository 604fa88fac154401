import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caseText } from './case-text.rules.ts'

test('subject and detail, one after the other', () => {
  assert.equal(caseText({ subject: ' 路灯不亮 ', detail: ' 已经三天了 ' }), '路灯不亮\n已经三天了')
})

test('a missing part leaves no empty line', () => {
  assert.equal(caseText({ subject: '', detail: '路灯不亮' }), '路灯不亮')
  assert.equal(caseText({ subject: '路灯不亮', detail: ' ' }), '路灯不亮')
  assert.equal(caseText({ subject: ' ', detail: '' }), '')
})

test('a subject that the detail begins with is said once; one that occurs later is kept', () => {
  assert.equal(caseText({ subject: '路灯不亮', detail: '路灯不亮三天了' }), '路灯不亮三天了')
  assert.equal(caseText({ subject: '路灯', detail: '门口路灯不亮' }), '路灯\n门口路灯不亮')
})

test('a long story is cut, never through a character', () => {
  const text = caseText({ subject: '', detail: '😀'.repeat(5000) })
  assert.equal(text.length, 4000)
  const odd = caseText({ subject: '', detail: `a${'😀'.repeat(5000)}` })
  assert.ok(odd.isWellFormed())
  assert.ok(odd.length <= 4000)
})
