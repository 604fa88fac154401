import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldTable, foldText, foldWord, isLatin, natural, noise } from './fold.rules.ts'

const unit = (character: string) => foldTable[character.charCodeAt(0)]!
const back = (character: string) => String.fromCharCode(unit(character))

test('width, case and script do not make another word', () => {
  assert.equal(back('Ａ'), 'a')
  assert.equal(back('Z'), 'z')
  assert.equal(back('５'), '5')
  assert.equal(back('賭'), '赌')
  assert.equal(back('後'), '后')
  assert.equal(back('赌'), '赌')
  assert.equal(foldText('ＡＢ賭－博'), 'ab赌博')
})

test('signs and spaces are noise, marks of writing are told apart from them', () => {
  for (const sign of ['*', ' ', '-', '_', '\u200b', '\u3000', '·', '￥', '\ufe0f', '▲'])
    assert.equal(unit(sign), noise, JSON.stringify(sign))
  for (const mark of ['，', '。', ',', '.', '\n', '“', '（', '…']) assert.equal(unit(mark), natural, mark)
  assert.deepEqual(foldWord('* ，。'), [])
})

test('halves of emoji are noise; those of rare characters keep their first half', () => {
  assert.deepEqual(foldWord('赌😀博'), foldWord('赌博'))
  assert.notDeepEqual(foldWord('𠀀'), [])
})

test('places are kept: one unit folds to one unit, and what would become several stays', () => {
  assert.equal(back('ﬁ'), 'ﬁ')
  assert.equal(back('ß'), 'ß')
  assert.equal(foldTable.length, 0x10000)
})

test('letters and digits of the Latin script are told from Chinese characters', () => {
  assert.ok(isLatin('a'.charCodeAt(0)) && isLatin('7'.charCodeAt(0)) && isLatin('é'.charCodeAt(0)))
  assert.ok(!isLatin('赌'.charCodeAt(0)) && !isLatin('*'.charCodeAt(0)))
})
