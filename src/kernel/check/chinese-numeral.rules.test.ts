import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readChineseNumeral, round } from './chinese-numeral.rules.ts'

test('numerals are read as they are said', () => {
  const worth: Record<string, number | null> = {
    三: 3,
    十: 10,
    十二: 12,
    二十: 20,
    一百零五: 105,
    三百二: 320,
    三百二十万: 3_200_000,
    两千〇八: 2008,
    一万二: 12_000,
    十二点五: 12.5,
    三点五万: 35_000,
    一亿零三百万: 103_000_000,
    二〇二四: 2024,
    壹仟贰佰: 1200,
    零: 0,
    百: null,
    百万: null,
    万: null,
    三五十: null,
    十点: null,
    点五: null,
    一点二点三: null,
    姓: null,
  }
  for (const [text, value] of Object.entries(worth)) assert.equal(readChineseNumeral(text), value, text)
})

const digits = '零一二三四五六七八九'
/** A whole number below 10,000 as it is written. */
function section(value: number): string {
  let text = ''
  let zero = false
  for (const [place, unit] of [1000, 100, 10, 1].entries()) {
    const digit = Math.floor(value / unit) % 10
    if (digit === 0) zero = text !== ''
    else {
      text += `${zero ? '零' : ''}${digits[digit]}${['千', '百', '十', ''][place]}`
      zero = false
    }
  }
  return text
}

test('what is written of a number is read as that number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99_999_999 }), value => {
      const [high, low] = [Math.floor(value / 10_000), value % 10_000]
      const written = `${high > 0 ? `${section(high)}万` : ''}${high > 0 && low > 0 && low < 1000 ? '零' : ''}${section(low)}`
      assert.equal(readChineseNumeral(written), value, written)
    }),
    { seed: 4, numRuns: 500 },
  )
})

test('binary fractions leave no noise', () => {
  assert.equal(round(12.1 * 10_000), 121_000)
  assert.equal(round(0.1 + 0.2), 0.3)
})
