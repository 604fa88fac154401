import assert from 'node:assert/strict'
import { test } from 'node:test'
import { context, passage } from './check.fixture.ts'
import { checkNumbers, doubtMark } from './check-numbers.rules.ts'

const held = context({
  inputs: ['路灯不亮三个星期，我家在12号楼'],
  passages: [
    passage(
      '第十二条 养护单位应当在5个工作日内修复。补贴为每户3,200元，占12.5%，共3,201,456户，自2024年3月5日起施行，受理时间8:30至17:30，每次3至5万元。',
    ),
  ],
})
const of = (text: string) => checkNumbers(text, held)

test('numbers of the input and of passages pass in any way of writing', () => {
  for (const text of [
    '根据第十二条，五个工作日内修复',
    '每户三千二百元（3200元、0.32万元）',
    '占百分之十二点五',
    '自2024年3月施行，即2024-03-05，3月5日',
    '上午八点半至下午5点半',
    '每次3万元到5万元',
    '约320万户',
    '您说12号楼三个星期不亮',
    '没有数',
  ])
    assert.deepEqual(of(text).because, [], text)
})

test('what is in no evidence is marked in the text, and a person may override it', () => {
  const said = of('应当在3个工作日内修复，补贴3,300元，2023年3月5日起，占13%。')
  assert.equal(
    said.text,
    `应当在3${doubtMark}个工作日内修复，补贴3,300${doubtMark}元，2023年3月5日${doubtMark}起，占13%${doubtMark}。`,
  )
  assert.deepEqual([said.says, said.because, said.overridable], ['mark', ['not-in-evidence'], true])
  assert.equal(of('自2024年5月3日起').says, 'mark', 'the parts of a date are not taken one by one')
  assert.equal(of('受理至18:30').says, 'mark')
  assert.equal(of('3个工作日').says, 'mark', 'three weeks are not three workdays')
  assert.equal(of('占12.5元').says, 'mark', 'a share is not an amount')
})

test('about is within one part in twenty', () => {
  assert.equal(of('约320万户').says, 'pass')
  assert.equal(of('320万户').says, 'mark')
  assert.equal(of('约350万户').says, 'mark')
  assert.equal(of('近3,300元').says, 'pass')
})

test('a sum passes when it is written out, right, and made of what is known', () => {
  assert.equal(of('两项共3,205元（计算：3200+5）').says, 'pass')
  assert.deepEqual(of('两项共3,206元（计算：3200+5）').because, ['sum-wrong'])
  assert.deepEqual(of('两项共3,207元（计算：3200+7）').because, ['sum-wrong'])
  assert.equal(of('两项共0.3万元（计算：3200+5）').says, 'pass', 'rounded as it is written')
  assert.deepEqual(of('两项共3,200元（计算：3200+5）').because, ['sum-wrong'], 'not rounded at will')
  assert.deepEqual(of('两项共3,205元').because, ['not-in-evidence'])
  assert.equal(of('两项共3,206元（计算：3200+5）').text, `两项共3,206${doubtMark}元（计算：3200+5）`)
})
