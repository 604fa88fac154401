import assert from 'node:assert/strict'
import { test } from 'node:test'
import { speaksAgainst, speaksFor, wordsBefore } from './context.ts'

test('words before a value reach back to the end of the sentence or line, and no farther than a phrase', () => {
  assert.equal(wordsBefore('你好。电话', 5), '电话')
  assert.equal(wordsBefore('订单号\n电话', 6), '电话')
  assert.equal(wordsBefore('水'.repeat(50), 50).length, 18)
  assert.equal(wordsBefore('电话', 0), '')
})

test('a word for a kind counts before and directly behind', () => {
  const at = (text: string, value: string) => ({
    start: text.indexOf(value),
    end: text.indexOf(value) + value.length,
  })
  for (const [kind, text, expected] of [
    ['phone', '手机138', true],
    ['phone', '138是我电话', true],
    ['phone', '138另外再说一件事，电话', false],
    ['phone', '手机坏了。138', false],
    ['bank_card', '开户行账号138', true],
    ['passport', 'PASSPORT 138', true],
    ['military', '士兵138', true],
    ['birth', '生日138', true],
    ['ip', '服务器138', true],
  ] as const)
    assert.equal(speaksFor(kind, text, at(text, '138')), expected, text)
})

test('the nearest word decides, whatever was asked before', () => {
  for (let round = 0; round < 3; round++) {
    assert.equal(speaksAgainst('phone', '订单号138', 3), true)
    assert.equal(speaksAgainst('phone', '订单的电话138', 5), false)
    assert.equal(speaksAgainst('phone', '电话查订单138', 5), true)
    assert.equal(speaksAgainst('phone', '请回138', 2), false)
  }
})
