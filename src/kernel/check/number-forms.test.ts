import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { context, passage } from './check.fixture.ts'
import { checkNumbers, doubtMark } from './check-numbers.rules.ts'
import { readChineseNumeral } from './chinese-numeral.rules.ts'
import { workOut } from './computed.rules.ts'
import { readNumbers } from './read-numbers.rules.ts'
import { sentencesOf } from './sentences.rules.ts'

/** What a text says in numbers, one word for each: `kind value unit`, a date by its parts. */
const said = (text: string) =>
  readNumbers(text)
    .map(one =>
      one.date
        ? `date ${one.date.map(part => part ?? '_').join('-')}`
        : `${one.kind} ${one.value}${one.unit ? ` ${one.unit}` : ''}`,
    )
    .join('; ')

const numerals: [written: string, worth: number | null][] = [
  ['九', 9],
  ['〇', 0],
  ['十九', 19],
  ['九十', 90],
  ['九十九', 99],
  ['一百', 100],
  ['一百一', 110],
  ['一百一十', 110],
  ['一百零一', 101],
  ['一百〇一', 101],
  ['两百五', 250],
  ['二百五十', 250],
  ['九百九十九', 999],
  ['一千', 1000],
  ['一千零一', 1001],
  ['一千零一十', 1010],
  ['一千一', 1100],
  ['三千六百', 3600],
  ['九千九百九十九', 9999],
  ['一万', 10_000],
  ['十万', 100_000],
  ['一万零一', 10_001],
  ['十二万', 120_000],
  ['一百二十万', 1_200_000],
  ['两千万', 20_000_000],
  ['一亿', 100_000_000],
  ['一亿二', 120_000_000],
  ['一万亿', 1_000_000_000_000],
  ['三亿五千万', 350_000_000],
  ['一九四九', 1949],
  ['二〇〇八', 2008],
  ['零点五', 0.5],
  ['三点一四', 3.14],
  ['一百点二五', 100.25],
  ['一点五亿', 150_000_000],
  ['十二点三万', 123_000],
  ['叁佰', 300],
  ['伍拾陆', 56],
  ['玖仟捌佰', 9800],
  ['壹万贰仟叁佰肆拾伍', 12_345],
  ['柒亿', 700_000_000],
  ['千', null],
  ['亿', null],
  ['点', null],
  ['三点', null],
  ['一二十', null],
  ['百分', null],
  ['', null],
]
test('numerals of every size, spoken short, written for banks, and what is none', () => {
  for (const [written, worth] of numerals) assert.equal(readChineseNumeral(written), worth, written)
})

const sentences: [text: string, numbers: string][] = [
  ['每月补贴300元', 'number 300 元'],
  ['每月补贴三百元', 'number 300 元'],
  ['每月补贴300块', 'number 300 元'],
  ['满60周岁', 'number 60 周'],
  ['共1,234,567人', 'number 1234567 人'],
  ['共12名工作人员', 'number 12 人'],
  ['共12位老人', 'number 12 人'],
  ['建筑面积89.5平方米', 'number 89.5 平方米'],
  ['绿地2.5平方公里', 'number 2.5 平方公里'],
  ['全长18公里', 'number 18 公里'],
  ['15个工作日内答复', 'number 15 工作日'],
  ['15日内答复', 'number 15 日'],
  ['15天内答复', 'number 15 日'],
  ['15个自然日内答复', 'number 15 日'],
  ['两个星期', 'number 2 周'],
  ['两个礼拜', 'number 2 周'],
  ['2个小时', 'number 2 小时'],
  ['2个钟头', 'number 2 小时'],
  ['30分钟到场', 'number 30 分钟'],
  ['一个季度', ''],
  ['两个季度', 'number 2 季度'],
  ['第3条', 'number 3 条'],
  ['第三条', 'number 3 条'],
  ['第二十一条第二款', 'number 21 条; number 2 款'],
  ['第一时间赶到', ''],
  ['0元办理', 'number 0 元'],
  ['1.2亿元', 'number 120000000 元'],
  ['3百万元', 'number 3000000 元'],
  ['3千瓦', 'number 3'],
  ['about 3 million people', 'number 3000000'],
  ['2 thousand', 'number 2000'],
  ['1.5 billion', 'number 1500000000'],
  ['百分之五', 'share 0.05'],
  ['百分之百', ''],
  ['百分之0.5', 'share 0.005'],
  ['百分之三十', 'share 0.3'],
  ['7成', 'number 7'],
  ['七成', 'share 0.7'],
  ['五成立', ''],
  ['99.9％', 'share 0.999'],
  ['100%', 'share 1'],
  ['0.8‰', 'share 0.0008'],
  ['千分之五', 'share 0.005'],
  ['2026年', 'date 2026-_-_'],
  ['2026年11月', 'date 2026-11-_'],
  ['2026年11月23日', 'date 2026-11-23'],
  ['2026 年 11 月 23 日', 'date 2026-11-23'],
  ['2026年11月23号', 'date 2026-11-23'],
  ['二〇二六年十一月二十三日', 'date 2026-11-23'],
  ['十一月二十三日', 'date _-11-23'],
  ['2026.11.23', 'date 2026-11-23'],
  ['2026/11/23', 'date 2026-11-23'],
  ['1999-12-31', 'date 1999-12-31'],
  ['8:00', 'time 480'],
  ['08：30', 'time 510'],
  ['23:59', 'time 1439'],
  ['下午3:15', 'time 915'],
  ['上午9时30分', 'time 570'],
  ['晚上八点半', 'time 1230'],
  ['中午12:00', 'time 720'],
  ['凌晨1:05', 'time 65'],
  ['下午12:30', 'time 750'],
  ['一心一意', ''],
  ['三心二意', ''],
  ['七上八下', ''],
  ['万众一心', ''],
  ['千方百计', ''],
  ['一站式服务', ''],
  ['一网通办', ''],
  ['千万不要', ''],
  ['百姓', ''],
  ['[1]【2】〔3〕', ''],
  ['⟦手机2⟧', ''],
  ['（1）第一款', 'number 1 款'],
  ['', ''],
]
test('what a sentence says in numbers: amounts, units, ordinals, shares, dates, times, and figures of speech', () => {
  for (const [text, numbers] of sentences) assert.equal(said(text), numbers, text)
})

const ranges: [text: string, first: number | undefined, unit: string | null][] = [
  ['3至5个工作日', undefined, '工作日'],
  ['3-5万元', 30_000, '元'],
  ['3～5万', 30_000, null],
  ['2到3亿', 200_000_000, null],
  ['10—20%', 0.1, null],
  ['10 - 20 %', 0.1, null],
  ['5至8百万', 5_000_000, null],
  ['3、5万', undefined, null],
  ['3或5万', undefined, null],
]
test('a range, and only a range, lends what stands behind its end to its beginning', () => {
  for (const [text, other, unit] of ranges) {
    const [one] = readNumbers(text)
    assert.deepEqual([one!.value, one!.other, one!.unit], [Number(/\d+/.exec(text)![0]), other, unit], text)
  }
})

const sums: [written: string, result: number | null][] = [
  ['1+1', 2],
  ['2+3×4', 14],
  ['2×3+4', 10],
  ['10-4-3', 3],
  ['100÷4÷5', 5],
  ['8−5', 3],
  ['1,200+800', 2000],
  ['三百+二十', 320],
  ['3万+5千', 35_000],
  ['200元+300元', 500],
  ['0.1+0.2', 0.3],
  ['100×12%', 12],
  ['1+1=3', 2],
  ['5÷0', null],
  ['0÷0', null],
  ['5', null],
  ['5+', null],
  ['+5', null],
  ['5 5', null],
  ['5^2', null],
  ['(1+2)×3', null],
  ['5+x', null],
  ['', null],
]
test('a sum is worked out with precedence from the left, and nothing but a sum is', () => {
  for (const [written, result] of sums) assert.equal(workOut(written)?.result ?? null, result, written)
})

const evidence = context({
  inputs: ['我家住8栋，漏水两周了，交了1500元'],
  passages: [
    passage(
      '第九条 养护单位应当在7个工作日内修复，逾期每日罚款200元。补贴占百分之十五，自2025年7月1日起施行，办公时间9:00至17:30。维修费3至5万元，惠及12.4万户。',
      { title: '房屋维修办法（第二版）' },
    ),
  ],
})
const stated: [text: string, marks: number][] = [
  ['七个工作日内修复', 0],
  ['7个工作日', 0],
  ['７个工作日', 0],
  ['7天内修复', 1],
  ['7小时内修复', 1],
  ['8个工作日', 1],
  ['每日罚款两百元', 0],
  ['每日罚款0.02万元', 0],
  ['每日罚款200人', 1],
  ['占15%', 0],
  ['占15‰', 1],
  ['占1.5成', 1],
  ['自2025年7月起', 0],
  ['自二〇二五年七月一日起', 0],
  ['自2025-07-01起', 0],
  ['自2025年起', 0],
  ['自2024年起', 1],
  ['自7月1日起', 0],
  ['自1月7日起', 1],
  ['自2025年7月2日起', 1],
  ['上午9:00开门', 0],
  ['下午5:30关门', 0],
  ['下午五点半，关门', 0],
  ['17:00关门', 1],
  ['维修费三万元至五万元', 0],
  ['维修费4万元', 1],
  ['12.4万户', 0],
  ['124000户', 0],
  ['约12万户', 0],
  ['12万户', 1],
  ['约15万户', 1],
  ['您交的1,500元', 0],
  ['您交的一千五百元', 0],
  ['您交的1600元', 1],
  ['漏水2个星期', 0],
  ['漏水3个星期', 1],
  ['合计1,700元（计算：1500+200）', 0],
  ['合计1,700元 (computed: 1500 + 200)', 0],
  ['合计1,800元（计算：1500+200）', 1],
  ['合计1,800元（计算：1500+300）', 1],
  ['见[1]', 0],
  ['1. 先报修\n2. 再等待', 0],
  ['8天、9天、10天', 3],
]
test('an answer may state what its evidence states, and each other number carries its own mark', () => {
  for (const [text, marks] of stated) {
    const { says, text: shown } = checkNumbers(text, evidence)
    assert.equal(shown.split(doubtMark).length - 1, marks, text)
    assert.equal(says, marks > 0 ? 'mark' : 'pass', text)
    assert.equal(shown.replaceAll(doubtMark, ''), text, 'nothing but marks is added')
  }
})

const pieces = fc.constantFrom(
  ...[
    '3',
    '万',
    '至',
    '百分之',
    '十',
    '年',
    '5月',
    '日',
    '：30',
    '。',
    '%',
    '-',
    '一',
    '个',
    '元',
    '（',
    '计算：',
    '+',
    '⟦',
    '点',
  ],
)
test('whatever is put together: numbers lie in order inside the text, are finite, and a mark never alters a text', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 14 }), parts => {
      const text = parts.join('')
      let from = 0
      for (const one of readNumbers(text)) {
        assert.ok(one.start >= from && one.end > one.start && one.end <= text.length, text)
        assert.ok(Number.isFinite(one.value), text)
        from = one.end
      }
      const { text: marked } = checkNumbers(text, { inputs: [], passages: [] })
      assert.equal(marked.replaceAll(doubtMark, ''), text)
      assert.deepEqual(
        checkNumbers(text, { inputs: [text], passages: [] }).because.filter(one => one !== 'sum-wrong'),
        [],
        text,
      )
      assert.equal(
        sentencesOf(text)
          .map(one => one.text)
          .join(''),
        text,
      )
    }),
    { seed: 23, numRuns: 400 },
  )
})
