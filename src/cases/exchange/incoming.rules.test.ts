import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type IncomingMapping, incomingMapping } from './incoming.contract.ts'
import { mapBody, mapText, valueAt } from './incoming.rules.ts'

const body = {
  alarm: { id: 77, words: ['水压异常', 'x'], 'a.b': 'dot', at: { lon: '121.5', lat: 31.2 }, note: null },
  caller: { name: ' 王小明 ', phone: '138-0013-8000' },
}
const mappingOf = (changes: Record<string, unknown> = {}): IncomingMapping =>
  incomingMapping.parse({ text: { path: 'alarm.words[0]' }, externalId: { path: 'alarm.id' }, ...changes })

test('a path leads to what the JSON holds, and to nothing else', () => {
  assert.equal(valueAt(body, 'alarm.words[0]'), '水压异常')
  assert.equal(valueAt(body, '$.alarm.at.lat'), 31.2)
  assert.equal(valueAt(body, 'alarm["a.b"]'), 'dot')
  assert.equal(valueAt([{ 值: 1 }], '$[0].值'), 1)
  for (const path of [
    'alarm.none.more',
    'alarm.words[9]',
    'alarm.id.x',
    'constructor',
    'alarm.__proto__',
    'alarm.words.length.x',
  ])
    assert.equal(valueAt(body, path), undefined, path)
  for (const nothing of [null, undefined, 7, 'text']) assert.equal(valueAt(nothing, 'a'), undefined)
})

test('a path that is none is refused when it is entered', () => {
  for (const path of ['', '..a', 'a..b', 'a[x]', 'a[', 'a b', "a['b']", '*', 'a[*]', '$'])
    assert.ok(!incomingMapping.safeParse({ text: { path } }).success, path)
  assert.ok(!incomingMapping.safeParse({}).success)
  assert.ok(!incomingMapping.safeParse({ text: { constant: ' ' } }).success)
})

test('fields are read where they are, constants are what they are, numbers may be words', () => {
  const mapping = mappingOf({
    subject: { constant: '水务告警' },
    longitude: { path: 'alarm.at.lon' },
    latitude: { path: 'alarm.at.lat' },
    reporterName: { path: 'caller.name' },
    reporterPhone: { path: 'caller.phone' },
    address: { path: 'alarm.note' },
  })
  assert.deepEqual(mapBody(mapping, body).case, {
    text: '水压异常',
    subject: '水务告警',
    address: null,
    longitude: 121.5,
    latitude: 31.2,
    category: null,
    reporterName: '王小明',
    reporterPhone: '138-0013-8000',
    externalId: '77',
  })
})

test('all that is wrong is named', () => {
  const faults = (changes: Record<string, unknown>, given: unknown = body) =>
    mapBody(mappingOf(changes), given).faults
  assert.deepEqual(faults({}, {}), [
    { field: 'text', fault: 'missing' },
    { field: 'externalId', fault: 'missing' },
  ])
  assert.deepEqual(faults({ text: { path: 'alarm' } }), [{ field: 'text', fault: 'not-text' }])
  assert.deepEqual(faults({ text: { path: 'long' } }, { alarm: { id: 1 }, long: 'x'.repeat(18_001) }), [
    { field: 'text', fault: 'too-long' },
  ])
  assert.deepEqual(faults({ longitude: { path: 'alarm.at.lon' } }), [{ field: 'latitude', fault: 'missing' }])
  const point = (lon: unknown, lat: unknown) =>
    faults(
      { text: { constant: 'x' }, externalId: null, longitude: { path: 'lon' }, latitude: { path: 'lat' } },
      { lon, lat },
    )
  assert.deepEqual(point(181, -91), [
    { field: 'longitude', fault: 'out-of-range' },
    { field: 'latitude', fault: 'out-of-range' },
  ])
  assert.deepEqual(
    point('east', true).map(one => one.fault),
    ['not-number', 'not-number'],
  )
  assert.deepEqual(point('', ''), [])
  assert.deepEqual(point(0, 0), [])
  assert.deepEqual(point(' ', 0)[0], { field: 'longitude', fault: 'not-number' })
  assert.deepEqual(faults({ reporterPhone: { path: 'caller.name' } }), [
    { field: 'reporterPhone', fault: 'not-text' },
  ])
  assert.deepEqual(faults({ text: { path: 'blank' } }, { blank: ' \u0000', alarm: { id: 1 } }), [
    { field: 'text', fault: 'missing' },
  ])
  assert.deepEqual(mapText(mappingOf(), '{"a":').faults, [{ field: 'body', fault: 'not-json' }])
  assert.equal(mapText(mappingOf(), JSON.stringify(body)).case?.externalId, '77')
})

test('no JSON throws', () => {
  fc.assert(
    fc.property(fc.json(), text => {
      const { case: read, faults } = mapText(mappingOf({ externalId: null }), text)
      assert.equal(read === null, faults.length > 0)
    }),
  )
})
