import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isSealed } from '#base/index.ts'
import { type IncomingField, incomingFields, incomingMapping } from './incoming.contract.ts'
import { mapBody, mapText, valueAt } from './incoming.rules.ts'

/** Values as other systems send them, one a row; what a case is given, or the fault that is named. */
const one = (field: IncomingField, value: unknown) => {
  const mapping = incomingMapping.parse({
    text: { constant: '水压低' },
    ...(field === 'longitude' ? { latitude: { constant: '31' } } : {}),
    ...(field === 'latitude' ? { longitude: { constant: '121' } } : {}),
    [field]: { path: 'v' },
  })
  const { case: read, faults } = mapBody(mapping, { v: value })
  return read === null ? faults.map(({ field: at, fault }) => `${at} ${fault}`).join('; ') : read[field]
}

const values: [field: IncomingField, sent: unknown, kept: unknown][] = [
  ['text', '水压低于下限', '水压低于下限'],
  ['text', '\u3000水压低\u00a0\r\n', '水压低'],
  ['text', '第一行\n第二行', '第一行\n第二行'],
  ['text', '👨‍👩‍👧 一家', '👨‍👩‍👧 一家'],
  ['text', 'a\u0000b', 'ab'],
  ['text', '半\ud83d字', '半\ufffd字'],
  ['text', '\u200b\u200d\ufeff', 'text missing'],
  ['text', '\u2800', 'text missing'],
  ['text', 0, '0'],
  ['text', -12.5, '-12.5'],
  ['text', 1e21, '1e+21'],
  ['text', true, 'text not-text'],
  ['text', ['水压低'], 'text not-text'],
  ['text', { words: '水压低' }, 'text not-text'],
  ['text', null, 'text missing'],
  ['text', undefined, 'text missing'],
  ['text', '长'.repeat(18_000), '长'.repeat(18_000)],
  ['text', `  ${'长'.repeat(18_000)}  `, '长'.repeat(18_000)],
  ['text', '长'.repeat(18_001), 'text too-long'],
  ['subject', '题'.repeat(200), '题'.repeat(200)],
  ['subject', '题'.repeat(201), 'subject too-long'],
  ['subject', '', null],
  ['subject', ' \t ', null],
  ['subject', '<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['address', '幸福路12号', '幸福路12号'],
  ['address', '路'.repeat(301), 'address too-long'],
  ['address', 12, '12'],
  ['category', '水务告警', '水务告警'],
  ['category', '类'.repeat(101), 'category too-long'],
  ['category', false, 'category not-text'],
  ['reporterName', '欧阳·娜娜', '欧阳·娜娜'],
  ['reporterName', '名'.repeat(51), 'reporterName too-long'],
  ['reporterPhone', 13800138000, '13800138000'],
  ['reporterPhone', '+86 (532) 8888-6666', '+86 (532) 8888-6666'],
  ['reporterPhone', '138****8000', 'reporterPhone not-text'],
  ['reporterPhone', '１３８００１３８０００', 'reporterPhone not-text'],
  ['reporterPhone', '1'.repeat(30), '1'.repeat(30)],
  ['reporterPhone', '1'.repeat(31), 'reporterPhone too-long'],
  ['reporterPhone', '', null],
  ['externalId', 7, '7'],
  ['externalId', '0007', '0007'],
  ['externalId', ' A-7 ', 'A-7'],
  ['externalId', '号'.repeat(200), '号'.repeat(200)],
  ['externalId', '号'.repeat(201), 'externalId too-long'],
  ['externalId', '', 'externalId missing'],
  ['externalId', '\u200b', 'externalId missing'],
  ['externalId', null, 'externalId missing'],
  ['externalId', { id: 7 }, 'externalId not-text'],
  ['longitude', 121.5, 121.5],
  ['longitude', '121.5', 121.5],
  ['longitude', ' 121.5 ', 121.5],
  ['longitude', -180, -180],
  ['longitude', 180, 180],
  ['longitude', 180.000001, 'longitude out-of-range'],
  ['longitude', '-180.1', 'longitude out-of-range'],
  ['longitude', '121,5', 'longitude not-number'],
  ['longitude', '121°30′', 'longitude not-number'],
  ['longitude', 'NaN', 'longitude not-number'],
  ['longitude', 'Infinity', 'longitude not-number'],
  ['longitude', true, 'longitude not-number'],
  ['longitude', [121], 'longitude not-number'],
  ['longitude', null, 'longitude missing'],
  ['latitude', -90, -90],
  ['latitude', '90', 90],
  ['latitude', 90.01, 'latitude out-of-range'],
  ['latitude', '１', 'latitude not-number'],
  ['latitude', '', 'latitude missing'],
  ['latitude', {}, 'latitude not-number'],
]
for (const [field, sent, kept] of values)
  test(`${field}: ${JSON.stringify(sent)?.slice(0, 40)}`, () => assert.deepEqual(one(field, sent), kept))

const texts = incomingFields.filter(field => field !== 'longitude' && field !== 'latitude')

test('what only looks sealed is a text like others in every field, also behind blanks and signs that are taken away', () => {
  const pasted = [
    'sealed:1:AAAA',
    ' sealed:1:AAAA',
    '\u0000sealed:1:AAAA',
    'sealed:j:{}',
    '\ufeffsealed:1:x',
    'se\u0000aled:1:x',
  ]
  for (const field of texts.filter(one => one !== 'reporterPhone'))
    for (const text of pasted) {
      const kept = one(field, text)
      assert.ok(typeof kept === 'string' && kept.startsWith('sealed: '), `${field} ${JSON.stringify(kept)}`)
      assert.ok(!isSealed(kept), field)
    }
  assert.equal(
    one('externalId', 'ALARM sealed:1:AAAA'),
    'ALARM sealed:1:AAAA',
    'further inside it opens nothing',
  )
})

test('two ids stay two: what is changed in a text that looks sealed does not make one of both', () => {
  const ids = ['sealed:1:A', 'sealed:1:B', 'sealed:2:A', '1:A', 'A'].map(id => one('externalId', id))
  assert.equal(new Set(ids).size, ids.length)
})

test('whatever text is sent, what is kept can be stored, is shown and is within its limit', () => {
  const limits = {
    text: 18_000,
    subject: 200,
    address: 300,
    category: 100,
    reporterName: 50,
    externalId: 200,
  }
  const unit = fc.constantFrom(
    'sealed:',
    '1:',
    'j:',
    ' ',
    '\u0000',
    '\ud83d',
    '\ude00',
    '\u200b',
    '路',
    'a',
    ':',
    '\n',
  )
  const property = fc.property(fc.string({ unit, maxLength: 60 }), text => {
    for (const [field, limit] of Object.entries(limits) as [keyof typeof limits, number][]) {
      const kept = one(field, text)
      if (kept === null || kept === `${field} missing` || kept === `${field} too-long`) continue
      assert.ok(typeof kept === 'string' && kept.length <= limit)
      assert.ok(kept.isWellFormed() && !kept.includes('\u0000') && kept === kept.trim() && !isSealed(kept))
      assert.equal(
        one(field, kept),
        kept,
        'read once more it is the same: a repeated post is the same matter',
      )
    }
  })
  fc.assert(property, { numRuns: 400, seed: 4 })
})

const nested = {
  data: {
    items: [{ text: '零' }, { text: '一', 'a.b': { c: [[1, 2], [3]] } }],
    值: '中',
    _x: 1,
    'a-b': 2,
    '': 9,
  },
  length: 5,
  '0': 'zero',
}
const paths: [path: string, value: unknown][] = [
  ['data.items[0].text', '零'],
  ['data.items[1].text', '一'],
  ['data.items[2].text', undefined],
  ['data.items[1]["a.b"].c[0][1]', 2],
  ['data.items[1]["a.b"].c[1][0]', 3],
  ['data.items[1]["a.b"].c[1][1]', undefined],
  ['data["items"][0]["text"]', '零'],
  ['$.data.值', '中'],
  ['$data.值', '中'],
  ['data._x', 1],
  ['data.a-b', 2],
  ['length', 5],
  ['[0]', 'zero'],
  ['data.items.length', 2],
  ['data.items[0].text.length', undefined],
  ['data.items[0].text[0]', undefined],
  ['toString', undefined],
  ['data.hasOwnProperty', undefined],
  ['__proto__', undefined],
  ['data.items.map', undefined],
  ['data["__proto__"]["x"]', undefined],
]
for (const [path, value] of paths)
  test(`path ${path}`, () => {
    assert.ok(incomingMapping.safeParse({ text: { path } }).success, 'it can be entered')
    assert.deepEqual(valueAt(nested, path), value)
  })

const refused = [
  '',
  ' ',
  '.',
  '$.',
  'a.',
  '.a',
  'a..b',
  'a[-1]',
  'a[12345]',
  'a[1',
  'a["x]',
  'a[""]',
  'a b',
  'a["q\\""]',
  'a[*]',
  '1a',
  `${'a.'.repeat(100)}b`,
]
for (const path of refused)
  test(`no path: ${path.slice(0, 20)}`, () =>
    assert.ok(!incomingMapping.safeParse({ text: { path } }).success))

test('a name in JSON that objects are born with is read as JSON has it', () => {
  const mapping = incomingMapping.parse({ text: { path: '__proto__.text' } })
  assert.equal(mapText(mapping, '{"__proto__":{"text":"水"}}').case?.text, '水')
  assert.deepEqual(mapText(mapping, '{}').faults, [{ field: 'text', fault: 'missing' }])
  assert.equal(({} as { text?: string }).text, undefined, 'and nothing else has become of it')
})

test('bodies that are no object, and bodies cut off', () => {
  const mapping = incomingMapping.parse({ text: { path: 'v' } })
  for (const body of ['null', '7', '"v"', '[]', 'true', '{"v":null}', '{"V":"x"}'])
    assert.deepEqual(mapText(mapping, body).faults, [{ field: 'text', fault: 'missing' }], body)
  for (const body of ['', '{', '{"v":"x"', "{'v':1}", '{"v":NaN}', '\u0000', '{"v":1}x', '<v>1</v>'])
    assert.deepEqual(mapText(mapping, body).faults, [{ field: 'body', fault: 'not-json' }], body)
  assert.equal(mapText(mapping, '{"v":"一","v":"二"}').case?.text, '二', 'of two of one name the last counts')
})
