import assert from 'node:assert/strict'
import { test } from 'node:test'
import { context, passage } from './check.fixture.ts'
import { hideIdentities } from './identities.rules.ts'

const text = '请联系姓名张三，电话13800138000。'

test('what is above the reader is taken out, and nobody may override it', () => {
  const said = hideIdentities(text, 'written', context({ reader: 'L2' }))
  assert.deepEqual(said, {
    text: '请联系姓名×××，电话×××。',
    says: 'drop',
    because: ['mobile', 'name'],
    overridable: false,
  })
  assert.equal(hideIdentities(text, 'written', context({ reader: 'L3' })).text, '请联系姓名张三，电话×××。')
  assert.deepEqual(hideIdentities(text, 'written', context({ reader: 'L4' })).says, 'pass')
})

test('what an office publishes may stand in what was copied, or where a passage has it; a number of a person may not', () => {
  const copied = hideIdentities(text, 'copied', context())
  assert.equal(copied.text, '请联系姓名张三，电话×××。')
  const held = context({ passages: [passage('负责人姓名张三，电话13800138000')] })
  assert.equal(hideIdentities(text, 'written', held).text, '请联系姓名张三，电话×××。')
})

test('findings that overlap or lie side by side leave one sign each, and a text without any stays', () => {
  const twice = context({
    recognise: () => [
      { type: 'mobile', level: 'L4', start: 6, end: 8, score: 1, because: [] },
      { type: 'id_card', level: 'L4', start: 0, end: 5, score: 1, because: [] },
      { type: 'email', level: 'L4', start: 1, end: 3, score: 1, because: [] },
      { type: 'plate', level: 'L4', start: 4, end: 6, score: 1, because: [] },
    ],
  })
  const said = hideIdentities('0123456789', 'written', twice)
  assert.equal(said.text, '××××××89')
  assert.deepEqual(said.because, ['email', 'id_card', 'mobile', 'plate'])
  const inside = context({
    recognise: () => [
      { type: 'mobile', level: 'L4', start: 0, end: 6, score: 1, because: [] },
      { type: 'email', level: 'L4', start: 1, end: 3, score: 1, because: [] },
    ],
  })
  assert.equal(hideIdentities('0123456789', 'written', inside).text, '×××6789')
  assert.deepEqual(hideIdentities('没有', 'written', context()).because, [])
})
