import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildSnapshot, type CityParts } from '#city/index.ts'
import { plainValue, valueReader, wrongValue } from './values.rules.ts'

const department = (id: string, name: string, parentId: string | null = null) => ({
  ...{ id, name, nameEnglish: `Department ${id}`, parentId, kind: 'bureau', regionId: 'city' },
  ...{ phone: null, address: null, email: null, active: true, version: 1 },
})
const category = (id: string, name: string, parentId: string | null = null) => ({
  ...{ id, name, nameEnglish: `Category ${id}`, parentId, level: parentId ? 2 : 1, position: 1 },
  ...{ version: 1, validTo: null, successorId: null },
})
const city = buildSnapshot({
  version: '1',
  regions: [],
  departments: [
    department('urban', '城管局'),
    department('a-1', '一科', 'urban'),
    department('b-1', '一科', 'a-1'),
  ],
  categories: [category('road', '道路'), category('lamp', '路灯', 'road'), category('lamp-2', '路灯')],
  duties: [],
  calendar: {} as CityParts['calendar'],
})

test('a value is an id, a name that one thing has, or a path to it', () => {
  const read = valueReader(city, {})
  assert.deepEqual(read('department', 'urban'), { id: 'urban' })
  assert.deepEqual(read('department', ' 城管局 '), { id: 'urban' })
  assert.deepEqual(read('department', 'department URBAN'), { id: 'urban' })
  assert.equal(read('department', '一科'), 'unknown', 'two have this name')
  assert.deepEqual(read('department', '城管局>一科'), { id: 'a-1' })
  assert.deepEqual(read('department', '城管局一科'), { id: 'a-1' })
  assert.deepEqual(read('category', '道路 — 路灯'), { id: 'lamp' })
  assert.equal(read('department', '水务局'), 'unknown')
  assert.equal(read('department', ' '), 'empty')
})

test('words of the contract have their usual names', () => {
  const read = valueReader(city, {})
  assert.deepEqual(read('nature', '投诉'), { id: 'complaint' })
  assert.deepEqual(read('nature', 'HELP'), { id: 'help' })
  assert.deepEqual(read('channel', '微信公众号'), { id: 'wechat' })
  assert.deepEqual(read('urgency', '特急'), { id: 'emergency' })
  assert.equal(read('nature', '其他'), 'unknown')
})

test('what a person mapped goes before names and ids', () => {
  const values = { department: { 市容局: 'urban', 城管局: 'a-1', 无: '' } }
  const read = valueReader(city, values)
  assert.deepEqual(read('department', '市容局'), { id: 'urban' })
  assert.deepEqual(read('department', '城管局'), { id: 'a-1' })
  assert.equal(read('department', '无'), 'empty')
  assert.equal(read('category', '无'), 'unknown')
})

test('a mapping to what the city does not have is wrong', () => {
  assert.equal(wrongValue(city, { department: { 甲: 'urban', 乙: '' }, nature: { 甲: 'praise' } }), undefined)
  assert.deepEqual(wrongValue(city, { department: { 甲: 'gone' } }), { field: 'department', value: 'gone' })
  assert.deepEqual(wrongValue(city, { nature: { 甲: 'toString' } }), { field: 'nature', value: 'toString' })
  for (const field of ['category', 'duty', 'region', 'channel', 'urgency'] as const)
    assert.deepEqual(wrongValue(city, { [field]: { 甲: 'gone' } }), { field, value: 'gone' })
})

test('values are compared without width, case, spaces and the signs of paths', () => {
  assert.equal(plainValue('Ａ b＞c—d'), 'ab/c/d')
})

test('an id is taken as it stands, and before a name that is the same', () => {
  const twins = buildSnapshot({
    version: '1',
    regions: [],
    departments: [department('water', '城管局'), department('urban', 'water')],
    categories: [],
    duties: [],
    calendar: {} as CityParts['calendar'],
  })
  const read = valueReader(twins, {})
  assert.deepEqual(read('department', 'water'), { id: 'water' })
  assert.deepEqual(read('department', ' WATER '), { id: 'urban' }, 'an id is written in one way alone')
})

test('departments that are each other’s parents are found by their names and end no process', () => {
  const loop = buildSnapshot({
    version: '1',
    regions: [],
    departments: [department('a', '甲', 'b'), department('b', '乙', 'a'), department('c', '丙', 'gone')],
    categories: [],
    duties: [],
    calendar: {} as CityParts['calendar'],
  })
  const read = valueReader(loop, {})
  assert.deepEqual([read('department', '甲'), read('department', '乙/甲')], [{ id: 'a' }, { id: 'a' }])
  assert.deepEqual([read('department', '丙'), read('department', 'gone/丙')], [{ id: 'c' }, 'unknown'])
})

test('words that every object has mean nothing, in files and in mappings', () => {
  const read = valueReader(city, { nature: { 其他: 'help' } })
  for (const word of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
    for (const field of ['nature', 'channel', 'urgency', 'department', 'category'] as const)
      assert.equal(read(field, word), 'unknown', `${field} ${word}`)
  assert.deepEqual(read('nature', ' 其他 '), { id: 'help' })
  for (const word of ['constructor', '__proto__'])
    assert.deepEqual(wrongValue(city, { urgency: { 急: word } }), { field: 'urgency', value: word })
})

test('a column of ever new values is read on without being kept', () => {
  const read = valueReader(city, {})
  for (let row = 0; row < 12_000; row++) assert.equal(read('department', `第${row}科`), 'unknown')
  assert.deepEqual(read('department', '城管局'), { id: 'urban' })
})
