import assert from 'node:assert/strict'
import { test } from 'node:test'
import { computedMark, workOut } from './computed.rules.ts'

test('a sum is worked out by the rules of arithmetic, in digits or numerals', () => {
  assert.deepEqual(workOut('5+7'), { result: 12, operands: [5, 7] })
  assert.deepEqual(workOut('2 + 3 × 4 - 1'), { result: 13, operands: [2, 3, 4, 1] })
  assert.deepEqual(workOut('10÷4'), { result: 2.5, operands: [10, 4] })
  assert.deepEqual(workOut('三百元+20元'), { result: 320, operands: [300, 20] })
  assert.deepEqual(workOut('8-3-2=99'), { result: 3, operands: [8, 3, 2] })
  assert.deepEqual(workOut('6/3*2'), { result: 4, operands: [6, 3, 2] })
})

test('what is no sum, or comes to nothing, is none', () => {
  for (const text of ['5', '5 和 7', '五个人', '5+', '5 ^ 7', '1÷0', 'a5+7', '5+7 号楼', ''])
    assert.equal(workOut(text), null, text)
})

test('the mark stands behind the number and its unit', () => {
  assert.equal(computedMark.exec('个（计算：5+7）')?.[1], '5+7')
  assert.equal(computedMark.exec(' (computed: 5 + 7)')?.[1], '5 + 7')
  assert.equal(computedMark.exec('元，其中（计算：5+7）'), null)
})
