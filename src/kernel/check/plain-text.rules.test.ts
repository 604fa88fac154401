import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hiddenCharacters, plain } from './plain-text.rules.ts'

test('what two typists write differently is one text', () => {
  assert.equal(plain('应当在 ５ 日内“修复”。'), plain('应当在5日内"修复".'))
  assert.equal(plain('「一网通办」、ABC——d'), plain('"一网通办",abc--D'))
  assert.equal(plain('a\u200bb\n c\u202e'), 'abc')
  assert.notEqual(plain('5日'), plain('6日'))
})

test('hidden characters are found; breaks, tabs and coloured pictures are none', () => {
  const hidden = (text: string) => text.match(hiddenCharacters)?.length ?? 0
  for (const one of [
    '\u200b',
    '\u202e',
    '\u2066',
    '\ufeff',
    '\u00ad',
    '\u{e0041}',
    '\ue000',
    '\u0000',
    '\u2028',
    '\u3164',
  ])
    assert.equal(hidden(`a${one}b`), 1, one.codePointAt(0)!.toString(16))
  assert.equal(hidden('一\t二\r\n三 ⚠\ufe0f 1\ufe0f\u20e3 é 𠀀'), 0)
  assert.equal(hidden('a\ufe0f'), 1, 'a sign of colour without a picture carries something')
})
