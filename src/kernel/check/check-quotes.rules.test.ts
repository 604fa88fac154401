import assert from 'node:assert/strict'
import { test } from 'node:test'
import { context, passage } from './check.fixture.ts'
import { checkCitations, checkQuotes, standsIn } from './check-quotes.rules.ts'

const held = context({
  inputs: ['我家楼下路灯不亮已经一个多月了，晚上很黑'],
  passages: [
    passage(
      '第十二条 养护单位应当自接到报修之日起5个工作日内修复；影响通行安全的，应当在24小时内采取临时措施。',
    ),
    passage('供热期为每年十一月一日至次年三月三十一日。', { documentId: 'doc-2', corpusVersion: '7' }),
  ],
})
const of = (text: string) => checkQuotes(text, held)

test('words stand in a text in any width, marks and spacing, in their order where some are left out', () => {
  const text = held.passages[0]!.text
  assert.ok(standsIn('应当自接到报修之日起５个工作日内修复;影响通行安全的,', text))
  assert.ok(standsIn('养护单位……24小时内采取临时措施', text))
  assert.ok(!standsIn('24小时内……养护单位', text))
  assert.ok(!standsIn('应当自接到报修之日起3个工作日内修复', text))
  assert.ok(!standsIn('……', text))
})

test('a quotation that stands in a passage or in what the citizen said passes', () => {
  for (const text of [
    '规定“养护单位应当自接到报修之日起5个工作日内修复”。',
    '规定「影响通行安全的，应当在24小时内采取临时措施」[1]。',
    '您反映的“路灯不亮已经一个多月了”已转办。',
    '推进“一网通办”和“放管服”改革。',
    '按照“十二”[1]办理。',
    '没有引文。',
  ])
    assert.deepEqual(of(text), { text, says: 'pass', because: [], overridable: true }, text)
})

test('a sentence that quotes what nobody said is taken out, and with all of them the answer', () => {
  const said = of('已收到。规定“养护单位应当自接到报修之日起3个工作日内修复”。谢谢！')
  assert.deepEqual(said, {
    text: '已收到。谢谢！',
    says: 'drop',
    because: ['not-verbatim'],
    overridable: false,
  })
  assert.equal(of('规定“养护单位应当自接到报修之日起3个工作日内修复”。').says, 'refuse')
})

test('what is cited must be retrieved and say so itself, however short', () => {
  assert.deepEqual(of('甲。见[3]。乙。').because, ['citation-not-retrieved'])
  assert.deepEqual(of('甲。见【0】。').because, ['citation-not-retrieved'])
  assert.deepEqual(
    of('甲。“供热期为每年十一月一日”[1]。').because,
    ['not-verbatim'],
    'it is the second that says so',
  )
  assert.equal(of('“供热期为每年十一月一日”[2]。').says, 'pass')
  assert.deepEqual(of('甲。“供热期每年”[2]。').because, ['not-verbatim'])
  assert.deepEqual(of('甲。您说“路灯不亮已经一个多月了”[1]。').because, ['not-verbatim'])
  assert.equal(of('甲[链接](https://gov.cn)。').says, 'pass')
})

test('citations as fields: document, version and words; a false one leaves its list, and refuses where it is in none', () => {
  const good = { documentId: 'doc-2', corpusVersion: '7', quote: '供热期为每年十一月一日' }
  const value = {
    reply: '一',
    citations: [
      good,
      { ...good, corpusVersion: '6' },
      { ...good, quote: '供热期为全年' },
      { documentId: 'doc-9', quote: '' },
    ],
  }
  const said = checkCitations(value, held.passages)
  assert.deepEqual(said.value, { reply: '一', citations: [good] })
  assert.deepEqual([said.says, said.because], ['drop', ['citation-not-retrieved', 'not-verbatim']])
  assert.equal(checkCitations({ basis: { ...good, quote: '全年' } }, held.passages).says, 'refuse')
  assert.equal(
    checkCitations({ basis: good, list: [{ documentId: 'doc-2', quote: '' }] }, held.passages).says,
    'pass',
  )
  assert.equal(checkCitations({ documentId: 'doc-9', name: 'no citation' }, held.passages).says, 'pass')
})
