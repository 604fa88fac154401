import assert from 'node:assert/strict'
import { test } from 'node:test'
import { creditCheckOf } from './checksums.rules.ts'
import { findCode, findMilitary, findPlate } from './match-code.rules.ts'

/** Every code of a text: each run of letters and digits is tried as a plate, a code and a military card. */
function foundIn(text: string): string[] {
  const found: string[] = []
  for (const run of text.matchAll(/[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+/g)) {
    const end = run.index + run[0].length
    const spot =
      findPlate(text, run.index) ?? findCode(text, run.index, end) ?? findMilitary(text, run.index, end)
    if (spot) found.push(`${spot.type}:${text.slice(spot.start, spot.end)}`)
  }
  return found
}

test('plates of seven and of eight characters, with and without a point', () => {
  for (const text of [
    '京A12345',
    '沪AD12345',
    '粤B·12345D',
    '苏E 8K219',
    '川a1b2c3',
    '粤Z1234港',
    '京A1234警',
    '皖ＡＤ１２３４５',
  ])
    assert.deepEqual(foundIn(`车${text}占道`), [`plate:${text}`])
})

test('words that end in the short name of a province, and codes that are longer, are no plates', () => {
  for (const text of [
    '最新A12345',
    '京A级景区',
    '沪A1234',
    '京A123456789',
    '阿里云A12345',
    '京I12345',
    '京AABCDE',
  ])
    assert.deepEqual(foundIn(text), [], text)
  assert.equal(findPlate('A12345', 0), undefined, 'no province before it')
})

test('credit codes agree mod 31; digits alone need the word for them', () => {
  const code = '91350100M000100Y43'
  assert.deepEqual(foundIn(`信用代码${code}，`), [`social_credit_code:${code}`])
  assert.deepEqual(foundIn(code.toLowerCase()), [`social_credit_code:${code.toLowerCase()}`])
  assert.deepEqual(foundIn('91350100M000100Y44'), [])
  const inDigits = Array.from({ length: 40 }, (_, at) => `911101050000000${10 + at}`)
    .map(digits => digits + creditCheckOf(digits))
    .find(one => /^\d{18}$/.test(one))!
  assert.deepEqual(foundIn(`号码${inDigits}，`), [], 'digits alone agree by chance')
  assert.deepEqual(foundIn(`信用代码${inDigits}，`), [`social_credit_code:${inDigits}`])
})

test('passports by their word; the present forms also without, unless it is the number of a thing', () => {
  for (const text of ['E12345678', 'G12345678', 'EA1234567', 'D1234567', 'H12345678'])
    assert.deepEqual(foundIn(`护照号：${text}，`), [`passport:${text}`])
  assert.deepEqual(foundIn('我的E12345678找到了'), ['passport:E12345678'])
  for (const text of [
    '型号E12345678',
    '订单E12345678',
    '航班E12345678',
    'D1234567到货',
    'E1234567',
    'E123456789',
    '护照办理订单E12345678',
  ])
    assert.deepEqual(foundIn(text), [], text)
})

test('military cards by their form or their word', () => {
  const text = '军字第1234567号'
  assert.deepEqual(foundIn(`证件${text}。`), [`military_id:${text}`])
  assert.deepEqual(foundIn('军官证号：12345678。'), ['military_id:12345678'])
  assert.equal(findMilitary('编号1234567', 2, 9), undefined)
  assert.equal(findMilitary('军字第12345', 3, 8), undefined, 'too short')
})
