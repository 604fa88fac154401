import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readNumbers } from './read-numbers.rules.ts'

const read = (text: string) =>
  readNumbers(text).map(
    one =>
      `${text.slice(one.start, one.end).trim()}=${one.date ? one.date.map(part => part ?? '').join('-') : one.value}`,
  )

test('digits, separators, fractions, full width and units of ten thousand', () => {
  assert.deepEqual(read('补贴3,200元，共１２．５万户，2.3亿、3千万、5 million'), [
    '3,200=3200',
    '１２．５万=125000',
    '2.3亿=230000000',
    '3千万=30000000',
    '5 million=5000000',
  ])
  assert.deepEqual(read('长3千米'), ['3=3'])
})

test('numerals where they count something, and not where they are words', () => {
  assert.deepEqual(read('三百二十万元，十五个工作日，两年，百分之十二点五，三成居民，千分之三'), [
    '三百二十万=3200000',
    '十五=15',
    '两=2',
    '百分之十二点五=0.125',
    '三成=0.3',
    '千分之三=0.003',
  ])
  assert.deepEqual(
    read('统一答复，十分感谢，万一，千万注意，百姓，一些人，第一时间，三三两两，一个人，第一，建成，一年级'),
    [],
  )
  assert.deepEqual(read('第十二条第三款，第5项'), ['十二=12', '三=3', '5=5'])
})

test('shares, dates and times of the day', () => {
  assert.deepEqual(read('12.5%，３％，5‰'), ['12.5%=0.125', '３％=0.03', '5‰=0.005'])
  assert.deepEqual(read('2024年3月5日，二〇二四年三月，3月5日，2024-03-05，2024/3/5'), [
    '2024年3月5日=2024-3-5',
    '二〇二四年三月=2024-3-',
    '3月5日=-3-5',
    '2024-03-05=2024-3-5',
    '2024/3/5=2024-3-5',
  ])
  const times = readNumbers('8:30至下午5点半，晚上9时10分，上午九点整')
  assert.deepEqual(
    times.map(one => [one.kind, one.value]),
    [
      ['time', 510],
      ['time', 17 * 60 + 30],
      ['time', 21 * 60 + 10],
      ['time', 540],
    ],
  )
})

test('a range gives its unit to its first number', () => {
  assert.deepEqual(
    readNumbers('3-5万元，10～20%').map(one => [one.value, one.other]),
    [
      [3, 30_000],
      [50_000, undefined],
      [10, 0.1],
      [0.2, undefined],
    ],
  )
})

test('signs of lists, citations and tokens are no numbers', () => {
  assert.deepEqual(read('1. 甲\n2、乙\n（3）丙\n三、丁\n见[4]、【5】和⟦手机6⟧\n- 7) 戊'), [])
  assert.deepEqual(read('1.5万元\n'), ['1.5万=15000'])
})

test('the unit behind a number is part of it, and units that mean the same are one', () => {
  const units = (text: string) => readNumbers(text).map(one => one.unit)
  assert.deepEqual(units('5个工作日，3天，三十日，2个星期，7周，12号楼，200多户，50'), [
    '工作日',
    '日',
    '日',
    '周',
    '周',
    '号',
    '户',
    null,
  ])
  assert.deepEqual(units('3至5个工作日'), ['工作日', '工作日'])
})
