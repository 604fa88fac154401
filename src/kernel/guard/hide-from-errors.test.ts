import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hideFromErrors } from './hide-from-errors.ts'

test('an error keeps its sentence and the places in it, and loses who and how to reach them', () => {
  assert.equal(
    hideFromErrors('示例“我叫王建国，电话13800138000，家住青岚市城东区幸福路12号3单元502”'),
    '示例“我叫×××，电话×××，家住×××”',
  )
  assert.equal(
    hideFromErrors('先后派给：青岚市农业农村局、荷塘集镇社区'),
    '先后派给：青岚市农业农村局、荷塘集镇社区',
  )
})
