import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ImportField, importFields, importMapping } from '../imports.contract.ts'
import { isHistory, type RowReading, readRow } from './row.rules.ts'

const fields = importFields
const reading = (rest: Partial<RowReading> = {}): RowReading => ({
  places: new Map(fields.map((field, place) => [field, place])),
  mapping: importMapping.parse({ columns: {} }),
  meaning: (_, value) => (value === '?' ? 'unknown' : value === '-' ? 'empty' : { id: value }),
  instantOf: ({ date, milliseconds }) => Date.parse(`${date}T00:00:00Z`) + milliseconds,
  latest: Date.UTC(2026, 0, 1),
  damaged: false,
  ...rest,
})
const cellsOf = (values: Partial<Record<ImportField, string>>) =>
  fields.map(field => ({ detail: '路灯不亮', ...values })[field] ?? '')
const read = (values: Partial<Record<ImportField, string>>, rest: Partial<RowReading> = {}) =>
  readRow(cellsOf(values), reading(rest))
const rowOf = (values: Partial<Record<ImportField, string>>, rest: Partial<RowReading> = {}) => {
  const result = read(values, rest)
  if ('reasons' in result) assert.fail(JSON.stringify(result.reasons))
  return result.row
}
const codesOf = (values: Partial<Record<ImportField, string>>, rest: Partial<RowReading> = {}) => {
  const result = read(values, rest)
  return 'reasons' in result ? result.reasons.map(reason => `${reason.code} ${reason.field}`) : []
}

test('a full row becomes texts, numbers, moments and ids', () => {
  const row = rowOf({
    ...{
      externalId: ' 7 ',
      subject: '路灯',
      detail: ' <b>路灯</b>\u0000不亮😀 ',
      reportedAt: '2020/1/6 12:09:38',
    },
    ...{
      reporterName: '王小明',
      reporterPhone: '138-0013-8000',
      address: '幸福路',
      longitude: '120.5',
      latitude: '36',
    },
    ...{
      region: 'aaa',
      category: 'c',
      department: 'd',
      duty: 'u',
      nature: 'help',
      channel: 'web',
      urgency: 'urgent',
    },
    ...{ reply: '已修', closedAt: '2020/1/7', rating: '非常满意' },
  })
  assert.equal(row.externalId, '7')
  assert.equal(
    row.detail,
    '<b>路灯</b>不亮😀',
    'what was said stays as it was said, but for what cannot be stored',
  )
  assert.equal(row.reportedAt?.toISOString(), '2020-01-06T12:09:38.000Z')
  assert.deepEqual([row.longitude, row.latitude, row.rating], [120.5, 36, 5])
  assert.deepEqual([row.region, row.category, row.department, row.duty], ['aaa', 'c', 'd', 'u'])
  assert.deepEqual([row.nature, row.channel, row.urgency], ['help', 'web', 'urgent'])
})

test('what a row does not say is null or the default', () => {
  const row = rowOf({})
  assert.deepEqual(
    [row.externalId, row.subject, row.reportedAt, row.region, row.rating],
    [null, '', null, null, null],
  )
  assert.deepEqual([row.nature, row.channel, row.urgency], ['complaint', 'import', 'normal'])
  assert.deepEqual(row.unknown, {})
})

test('all the reasons against a row are given', () => {
  assert.deepEqual(
    codesOf({ detail: ' ', reportedAt: '昨天', longitude: '200', latitude: 'x', rating: '9' }),
    [
      'bad-date reportedAt',
      'detail-missing detail',
      'bad-number longitude',
      'bad-number latitude',
      'bad-rating rating',
    ],
  )
  assert.deepEqual(codesOf({ detail: '长'.repeat(20_001) }), ['text-too-long detail'])
  assert.deepEqual(codesOf({ reporterPhone: '幸福路12号' }), ['bad-phone reporterPhone'])
  assert.deepEqual(codesOf({ reportedAt: '2026/2/1' }), ['bad-date reportedAt'], 'what lies ahead')
  assert.deepEqual(codesOf({ reportedAt: '2020/1/7', closedAt: '2020/1/6' }), [
    'closed-before-reported closedAt',
  ])
  assert.deepEqual(codesOf({ reportedAt: '2020/1/6', closedAt: '2020/1/6' }), [])
})

test('a value without a meaning is left empty and kept, or rejects the row, as was chosen', () => {
  const row = rowOf({ department: '?', nature: '?', category: '-' })
  assert.deepEqual([row.department, row.nature, row.category], [null, 'complaint', null])
  assert.deepEqual(row.unknown, { department: '?', nature: '?' })
  const mapping = importMapping.parse({ columns: {}, unknownValues: 'reject' })
  assert.deepEqual(codesOf({ department: '?', category: '-' }, { mapping }), ['unknown-value department'])
})

test('telephone numbers as files have them', () => {
  const phone = (text: string) => rowOf({ reporterPhone: text }).reporterPhone
  assert.equal(phone('１３８００１３８０００'), '13800138000')
  assert.equal(phone('0532—8888 6666'), '0532-8888 6666')
  assert.equal(phone('13800138000、13900139000'), '13800138000')
  assert.equal(phone('138****8000'), null, 'a masked number can be neither called nor compared')
})

test('somebody without a name is anonymous', () => {
  const { reporterName, anonymous } = rowOf({ reporterName: '匿名' })
  assert.deepEqual([reporterName, anonymous], [null, true])
  assert.equal(rowOf({ reporterName: '王' }).anonymous, false)
})

test('ratings in words and figures', () => {
  const rating = (text: string) => rowOf({ rating: text }).rating
  assert.deepEqual(['不满意', '基本满意', '满意', '4', '5分', '3星', ''].map(rating), [
    2,
    3,
    4,
    4,
    5,
    3,
    null,
  ])
})

test('in a damaged file a row with lost characters is rejected', () => {
  assert.deepEqual(codesOf({ detail: '路\uFFFD不亮' }), [], 'in a whole file the character was meant')
  assert.deepEqual(codesOf({ detail: '路\uFFFD不亮' }, { damaged: true }), ['unreadable-characters detail'])
})

test('a matter is past when its department, reply or end is known', () => {
  const none = { department: null, reply: null, closedAt: null }
  assert.equal(isHistory(none), false)
  assert.equal(isHistory({ ...none, department: 'd' }), true)
  assert.equal(isHistory({ ...none, reply: '已修' }), true)
  assert.equal(isHistory({ ...none, closedAt: new Date() }), true)
})

test('cells that an old system filled with U+0000 are what stands before it', () => {
  const padded = {
    department: '\u0000\u0000',
    reporterPhone: '13800138000\u0000',
    reportedAt: '2020/1/6\u0000\u0000',
  }
  const row = rowOf({
    ...padded,
    externalId: '7\u0000',
    latitude: '\u0000',
    rating: '5\u0000',
    nature: 'help\u0000',
  })
  assert.deepEqual([row.department, row.unknown, row.latitude], [null, {}, null])
  assert.deepEqual([row.externalId, row.reporterPhone, row.rating], ['7', '13800138000', 5])
  assert.equal(row.reportedAt?.toISOString(), '2020-01-06T00:00:00.000Z')
  assert.equal(row.nature, 'help')
  assert.deepEqual(codesOf({ detail: '\u0000' }), ['detail-missing detail'])
})

test('telephone numbers, coordinates and ratings as files garble them', () => {
  const table: [ImportField, string, unknown][] = [
    ['reporterPhone', ' （0532）8888 6666 ', '(0532)8888 6666'],
    ['reporterPhone', '+86 138 0013 8000', '+86 138 0013 8000'],
    ['reporterPhone', '13800138000;分机3', '13800138000'],
    ['reporterPhone', 'xxxx', 'bad-phone reporterPhone'],
    ['reporterPhone', '138xxxx8000', null],
    ['reporterPhone', '***', 'bad-phone reporterPhone'],
    ['reporterPhone', '1'.repeat(31), 'bad-phone reporterPhone'],
    ['reporterPhone', '１.38E+10', 'bad-phone reporterPhone'],
    ['longitude', ' -180 ', -180],
    ['longitude', '180.0001', 'bad-number longitude'],
    ['longitude', 'Infinity', 'bad-number longitude'],
    ['latitude', '90', 90],
    ['latitude', '-90.5', 'bad-number latitude'],
    ['latitude', '36°12′', 'bad-number latitude'],
    ['rating', '５ 分', 5],
    ['rating', '很不满意', 1],
    ['rating', '0', 'bad-rating rating'],
    ['rating', '4.5', 'bad-rating rating'],
    ['rating', '未评价', 'bad-rating rating'],
    ['reporterName', ' ANONYMOUS ', null],
    ['reporterName', '长'.repeat(51), 'text-too-long reporterName'],
    ['externalId', 'x'.repeat(201), 'text-too-long externalId'],
    ['reply', '长'.repeat(5001), 'text-too-long reply'],
    ['address', '幸'.repeat(300), '幸'.repeat(300)],
  ]
  for (const [field, text, expected] of table) {
    const codes = codesOf({ [field]: text })
    if (codes.length > 0) assert.deepEqual(codes, [expected], `${field} ${text}`)
    else assert.equal(rowOf({ [field]: text })[field], expected, `${field} ${text}`)
  }
})

test('a column that is not mapped, or a cell that is not there, says nothing', () => {
  const places = new Map<ImportField, number>([
    ['detail', 0],
    ['department', 7],
    ['reportedAt', -1],
  ])
  const result = readRow(['路灯不亮', '城管局'], reading({ places }))
  assert.ok('row' in result)
  assert.deepEqual([result.row.department, result.row.reportedAt, result.row.rating], [null, null, null])
})

test('the last moment that counts is the one the reading names', () => {
  const latest = Date.UTC(2025, 11, 31, 12)
  assert.deepEqual(codesOf({ reportedAt: '2025/12/31 12:00' }, { latest }), [])
  assert.deepEqual(codesOf({ closedAt: '2025/12/31 12:00:01' }, { latest }), ['bad-date closedAt'])
  const result = read({ reportedAt: '昨天', closedAt: '2020/1/6' })
  assert.ok('reasons' in result, 'an end before a beginning that cannot be read is one fault, not two')
  assert.deepEqual(result.reasons, [{ code: 'bad-date', field: 'reportedAt', value: '昨天' }])
})
