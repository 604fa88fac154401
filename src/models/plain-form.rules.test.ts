import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { createPlainForms, writePlainForm } from './plain-form.rules.ts'
import { maximumCharacters, normaliseText } from './text-features.rules.ts'

const forms = createPlainForms()
const into = new Uint16Array(maximumCharacters)

/** What the fast way writes, or null where it passes. */
function quick(text: string): string | null {
  const length = writePlainForm(forms, text, into)
  return length < 0 ? null : String.fromCharCode(...into.subarray(0, length))
}

test('what people write in Chinese is taken the fast way, and comes to the same form', () => {
  const texts = [
    'Ａ３区 \r\n\t路灯　不亮 ',
    '您好！请问：小学划片入学怎么办理？谢谢……',
    '電話 13X，《物业管理条例》第①条“不得”——违规',
    '３＜５、Ａ＆Ｂ',
    '',
    ' \u3000\n',
    '路\u0000灯\u200b不亮\ufeff',
  ]
  for (const text of texts) assert.equal(quick(text), normaliseText(text).text, JSON.stringify(text))
})

test('what hangs on its neighbours is left to the slow way', () => {
  for (const text of ['e\u0301', 'ΟΔΟΣ', 'Ϲ', '\u1100\u1161', 'ｶﾞ', 'İ', '<b>', '&nbsp;', '😀', '\ud83d'])
    assert.equal(quick(text), null, JSON.stringify(text))
})

test('every code unit between two others comes to the form that the slow way gives it, or is left to it', () => {
  let taken = 0
  for (let code = 0; code < 65536; code++) {
    const text = `路${String.fromCharCode(code)}a`
    const found = quick(text)
    if (found === null) continue
    taken++
    assert.equal(found, normaliseText(text).text, `U+${code.toString(16)}`)
  }
  // Han alone are 27,000.
  assert.ok(taken > 30_000, `${taken} units`)
})

test('whatever stands beside what, the two ways never differ', () => {
  const unit = fc.oneof(
    { weight: 4, arbitrary: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)) },
    {
      weight: 4,
      arbitrary: fc.constantFrom(' ', '\t', '　', 'A', '路', '…', '！', '\u0301', 'Σ', 'ﾞ', 'ㄱ', '<', '㈱'),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
  )
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 12 }), units => {
      const text = units.join('')
      const found = quick(text)
      if (found !== null) assert.equal(found, normaliseText(text).text)
    }),
    { numRuns: 4000 },
  )
})

test('a text that unfolds beyond the room is left to the slow way, one that just fits is not', () => {
  const small = new Uint16Array(6)
  assert.equal(writePlainForm(forms, '……', small), 6)
  assert.equal(writePlainForm(forms, '……路', small), -1)
  assert.equal(writePlainForm(forms, '路路路路……', small), -1)
  assert.equal(writePlainForm(forms, '路灯路灯路灯', small), 6)
  assert.equal(writePlainForm(forms, '路灯路灯路灯亮', small), -1)
})
