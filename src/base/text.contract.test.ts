import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isBlank, personText } from './text.contract.ts'

const unseen = [
  ['nothing', ''],
  ['blanks', ' \n\t\u00a0\u3000'],
  ['U+0000 and other controls', '\u0000\u0007\u0085'],
  ['zero-width space', '\u200b'],
  ['joiners', '\u200c\u200d'],
  ['word joiner', '\u2060'],
  ['byte order mark', '\ufeff'],
  ['soft hyphen', '\u00ad'],
  ['directions', '\u200e\u200f\u202a\u202e\u2066\u2069\u061c'],
  ['Hangul fillers', '\u3164\uffa0\u115f\u1160'],
  ['Mongolian and Khmer signs', '\u180e\u17b4'],
  ['variation selectors', '\ufe0f\u{e0100}'],
  ['tags', '\u{e0041}\u{e007f}'],
  ['Braille blank', '\u2800'],
  ['annotation marks', '\ufff9\ufffa\ufffb'],
  ['several, with blanks between', ' \u200b \ufeff\n\u2060 '],
] as const

for (const [title, text] of unseen)
  test(`a text of ${title} is empty`, () => {
    assert.equal(isBlank(text), true)
    assert.equal(personText(20).parse(text), '')
    assert.equal(personText(20, 1).safeParse(text).success, false)
  })

const seen = [
  ['one character', '好'],
  ['a full stop', '.'],
  ['emoji joined and varied', '👩🏽‍🚒❤️'],
  ['zero-width signs between words', '已\u200b修\ufeff\u200d复'],
  ['a sign at the end', 'نقطة\u200f'],
  ['a combining mark', '\u0301'],
  ['half of a pair', '\ufffd', '\ud83d'],
  ['Persian, which needs joiners', 'می\u200cخواهم'],
] as const

for (const [title, kept, given = kept] of seen)
  test(`${title}: stays as it was written`, () => {
    assert.equal(isBlank(given), false)
    assert.equal(personText(20, 1).parse(given), kept)
  })

test('a long text of invisible signs is judged at once', () => {
  const text = '\u200b'.repeat(20_000)
  assert.equal(personText(20_000).parse(text), '')
  assert.equal(isBlank(`${text}.`), false)
})

test('a text that looks like a sealed one does not stay so: nobody has his database copy opened by the product', () => {
  const parse = (text: string) => personText(100).parse(text)
  assert.equal(parse(' \u0000sealed:1:AAAA'), 'sealed: 1:AAAA')
  assert.equal(parse('sealed:j:AAAA'), 'sealed: j:AAAA')
  for (const text of ['sealed: 1:AAAA', 'a sealed:1:AAAA', 'sealed:', 'Sealed:1:'])
    assert.equal(parse(text), text)
})
