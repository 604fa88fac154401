import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSeen, packTexts } from './seen-texts.rules.ts'

const texts = Array.from({ length: 999 }, (_, index) => `路灯 ${index} 不亮`)

test('every packed text is known again, and no other', () => {
  const packed = packTexts(texts)
  assert.equal(packed.length, 999 * 8)
  for (const text of texts) assert.ok(isSeen(packed, text))
  for (let index = 999; index < 2999; index++) assert.ok(!isSeen(packed, `路灯 ${index} 不亮`))
})

test('white space makes no difference; letters do', () => {
  const packed = packTexts(['井盖 丢失\n请处理'])
  assert.ok(isSeen(packed, '井盖丢失 请 处理'))
  assert.ok(!isSeen(packed, '井盖丢失请处理。'))
})

test('the same texts give the same bytes in any order and number', () => {
  const packed = packTexts(texts)
  assert.deepEqual(packTexts([...texts, ...texts].reverse()), packed)
})

test('nothing is known where nothing was packed; a single text is', () => {
  assert.ok(!isSeen(packTexts([]), '路灯'))
  assert.ok(isSeen(packTexts(['路灯']), '路灯'))
})

test('the text cannot be read out of it', () => {
  assert.ok(!packTexts(['secret']).toString('latin1').includes('secret'))
})
