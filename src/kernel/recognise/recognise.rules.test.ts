import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { foundIn } from './found.fixture.ts'
import { recognise } from './recognise.rules.ts'

test('a message with many identities: each in its place, in order', () => {
  const text =
    '投诉人王建国，身份证11010519491231002X，电话138-0013-8000，家住青岚市云溪区松涛路17号3栋2单元501室，车牌京A12345，邮箱wang@example.com。'
  assert.deepEqual(foundIn(text, {}), [
    'name:王建国',
    'id_card:11010519491231002X',
    'mobile:138-0013-8000',
    'address:青岚市云溪区松涛路17号3栋2单元501室',
    'plate:京A12345',
    'email:wang@example.com',
  ])
})

test('what looks like an identity and is none stays quiet', () => {
  const text =
    '订单号202601051234567890付款199.00元，水表读数0012345，系统升级到10.2.1.7，时间戳1767225600000，卡号6222021234567890129提示错误，根据〔2025〕12号文件。'
  assert.deepEqual(foundIn(text, {}), [])
})

test('levels may be configured; recognisers of a city stand beside those of the product', () => {
  const text = '燃气户号RQ1234，车京A12345'
  const own = [
    {
      find: (of: string) => [
        {
          type: 'own:gas' as const,
          start: of.indexOf('RQ'),
          end: of.indexOf('RQ') + 6,
          score: 1,
          because: ['pattern'],
        },
      ],
    },
  ]
  assert.deepEqual(
    recognise(text, { own, levels: { plate: 'L1' } }).map(one => [one.type, one.level]),
    [
      ['own:gas', 'L4'],
      ['plate', 'L1'],
    ],
  )
  const types = recognise('投诉人王建国说13800138000', { structuredOnly: true }).map(one => one.type)
  assert.deepEqual(types, ['mobile'])
})

const pieces = [
  '13800138000',
  '110105',
  '19491231',
  '002X',
  '6222',
  '010',
  '-',
  ' ',
  '.',
  ':',
  '::',
  '@',
  'a',
  'X',
  'com',
  '+86',
  '京',
  'A',
  '张',
  '王建国',
  '路',
  '号',
  '栋',
  '先生',
  '记者',
  '·',
  '阿',
  '：',
  '，',
  '。',
  '\n',
  '\u200b',
  '１２',
  '😀',
  '\ud83d',
  '\udc00',
  '《',
  '》',
  '出生',
  '1990年',
  '月薪',
  '我',
  '癌',
  '(',
  ')',
  '（',
  '转',
  '军字第',
]

test('hostile texts: never an error, spans inside the text, sorted, apart, never half a character', () => {
  const half = (text: string, at: number) =>
    /[\udc00-\udfff]/.test(text[at] ?? '') && /[\ud800-\udbff]/.test(text[at - 1] ?? '')
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map(parts => parts.join('')),
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
      .map(units => String.fromCharCode(...units)),
  )
  fc.assert(
    fc.property(texts, text => {
      const found = recognise(text)
      let last = 0
      for (const { start, end, score } of found) {
        assert.ok(start >= last && end > start && end <= text.length && score > 0 && score <= 1)
        assert.ok(!half(text, start) && !half(text, end), JSON.stringify(text))
        last = end
      }
      assert.deepEqual(recognise(text), found, 'the same again')
    }),
    { seed: 3, numRuns: 1500 },
  )
})

test('a megabyte of anything is read to its end', () => {
  // A pattern that goes back over what it read would not come to an end here within the life of the test.
  const texts = [
    '1',
    '1 ',
    '138-',
    '0571-',
    '6222 ',
    'a@',
    'a.',
    'a:',
    '京A',
    '1.1.1.',
    '张',
    '阿·',
    '路1号',
    '出生1990年',
    '我月薪',
  ]
  for (const piece of texts) recognise(piece.repeat(Math.floor(120_000 / piece.length)))
  assert.deepEqual(foundIn(`${'1'.repeat(1_000_000)} 13800138000。`), ['mobile:13800138000'])
  assert.deepEqual(recognise('1'.repeat(1_000_000)), [])
})

test('only what is highly sensitive: the same values of L4 in a tenth of the time, nothing else', () => {
  const texts = [
    '我叫王建国，住在青岚市东湖区解放路12号3单元401室，电话 13812345678，身份证 11010519491231002X',
    '幸福小区5栋2单元1002室漏水三天。联系人李四，邮箱 li@example.com',
    '卡号 6222021234567890128，诊断为糖尿病的是我母亲',
    '路灯坏了，第三天了，没有人管。',
    'A3区12栋楼下烧烤店扰民，老板姓张',
  ]
  for (const text of texts) {
    const high = recognise(text).filter(one => one.level === 'L4')
    assert.deepEqual(
      recognise(text, { highOnly: true }).filter(one => one.level === 'L4'),
      high,
      text,
    )
  }
  assert.ok(!recognise(texts[0]!, { highOnly: true }).some(one => one.type === 'name'))
  const raised = recognise(texts[0]!, { highOnly: true, levels: { name: 'L4' } })
  assert.ok(
    raised.some(one => one.type === 'name' && one.level === 'L4'),
    'where a city raised names they are looked for',
  )
})

test('only what is highly sensitive: a town or road beside a number that looks like a door is none of it', () => {
  for (const text of ['3号线东湖区解放路口路灯坏了', '东湖区解放路 2楼没有灯']) {
    assert.ok(recognise(text).some(one => one.type === 'address' && one.level === 'L3'))
    assert.deepEqual(recognise(text, { highOnly: true }), [], text)
    const raised = recognise(text, { highOnly: true, levels: { address: 'L4' } })
    assert.ok(
      raised.some(one => one.type === 'address'),
      'where a city raised places they are looked for',
    )
  }
})

test('named places are found only where they are asked for, and never raise a level', () => {
  const text = '中关村到上海的列车晚点'
  assert.deepEqual(foundIn(text, {}), [])
  assert.deepEqual(foundIn(text, { places: true }), ['address:中关村', 'address:上海'])
  for (const finding of recognise(text, { places: true })) assert.equal(finding.level, 'L1')
})
