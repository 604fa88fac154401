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
