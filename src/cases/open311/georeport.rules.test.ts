import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  attributesOf,
  dayTimes,
  detailOf,
  nameOf,
  noteOf,
  readDegrees,
  readTime,
  roundedTime,
  spanOf,
  statusOf,
  subjectOf,
  updateStatusOf,
  w3cTime,
  wholeDays,
  wholeHours,
} from './georeport.rules.ts'

// On a machine in UTC a time without an offset would pass for one in UTC whatever is done with it.
process.env.TZ = 'Asia/Shanghai'

test('states in the words of GeoReport and of its extension', () => {
  assert.equal(statusOf('closed'), 'closed')
  for (const state of ['reported', 'accepted', 'dispatched', 'handling', 'verifying'])
    assert.equal(statusOf(state), 'open')
  assert.equal(updateStatusOf('dispatched', null), 'open')
  assert.equal(updateStatusOf('handling', null), 'in_progress')
  assert.equal(updateStatusOf('closed', 'resolved'), 'fixed')
  assert.equal(updateStatusOf('closed', 'declined'), 'no_further_action')
  assert.equal(updateStatusOf('closed', 'answered'), 'closed')
  // A disposition of before, on a case that was reopened.
  assert.equal(updateStatusOf('accepted', 'resolved'), 'open')
})

test('where a case stands is said in both languages, and of an unknown end that it is one', () => {
  assert.equal(noteOf('handling', null, 'zh'), '承办单位正在办理。')
  assert.equal(noteOf('closed', 'resolved', 'en'), 'Done.')
  assert.equal(noteOf('closed', 'something new', 'en'), 'Closed.')
  assert.equal(noteOf('closed', 'something new', 'zh'), '已办结。')
  assert.equal(noteOf('something new', null, 'zh'), '')
})

test('times are written in whole seconds, those of others to the hour', () => {
  const at = new Date('2026-11-22T08:09:10.987Z')
  assert.equal(w3cTime(at), '2026-11-22T08:09:10Z')
  assert.equal(w3cTime(null), null)
  assert.equal(w3cTime(new Date(Number.POSITIVE_INFINITY)), null)
  assert.equal(roundedTime(at), '2026-11-22T08:00:00Z')
  assert.equal(roundedTime(null), null)
  assert.equal(roundedTime(new Date(Number.POSITIVE_INFINITY)), null, 'a deadline that never comes')
})

test('times are read as clients write them', () => {
  const same = [
    '2026-11-22T00:30:00Z',
    '2026-11-22T08:30:00+08:00',
    '2026-11-22T08:30:00 08:00',
    '2026-11-22T08:30+0800',
    '2026-11-22T00:30:00',
    '2026-11-22T00:30:00.000Z',
  ]
  for (const text of same) assert.equal(readTime(text)?.toISOString(), '2026-11-22T00:30:00.000Z', text)
  assert.equal(readTime('2026-11-22')?.toISOString(), '2026-11-22T00:00:00.000Z')
  for (const text of [
    '',
    'yesterday',
    '2026-13-01',
    '2026-11-22T25:00:00Z',
    '22.11.2026',
    '2026',
    '1700000000',
  ])
    assert.equal(readTime(text), null, text)
})

test('a span is at most 90 days, and the last 90 unless said otherwise', () => {
  const now = new Date('2026-11-22T00:00:00Z')
  const day = (text: string) => new Date(`${text}T00:00:00Z`)
  assert.deepEqual(spanOf(null, null, now), { from: day('2026-08-24'), to: now })
  assert.deepEqual(spanOf(day('2026-01-01'), null, now), { from: day('2026-01-01'), to: day('2026-04-01') })
  assert.deepEqual(spanOf(day('2026-11-01'), null, now), { from: day('2026-11-01'), to: now })
  assert.deepEqual(spanOf(null, day('2026-04-01'), now), { from: day('2026-01-01'), to: day('2026-04-01') })
  assert.deepEqual(spanOf(day('2026-01-01'), day('2026-04-01'), now), {
    from: day('2026-01-01'),
    to: day('2026-04-01'),
  })
  assert.equal(spanOf(day('2026-01-01'), day('2026-04-02'), now), null)
  assert.equal(spanOf(day('2026-04-02'), day('2026-04-01'), now), null)
})

test('a span of whole hours holds every moment of the hours it touches, and no other', () => {
  const hours = (from: string, to: string) => {
    const span = wholeHours({ from: new Date(`2026-11-22T${from}Z`), to: new Date(`2026-11-22T${to}Z`) })
    return [span.from.toISOString().slice(11, 23), span.to.toISOString().slice(11, 23)]
  }
  assert.deepEqual(hours('08:17:23', '08:17:23'), ['08:00:00.000', '08:59:59.999'])
  assert.deepEqual(hours('08:00:00', '08:00:00'), ['08:00:00.000', '08:59:59.999'])
  assert.deepEqual(hours('08:59:59.999', '09:00:00'), ['08:00:00.000', '09:59:59.999'])
  const old = wholeHours({ from: new Date('1969-12-31T23:30:00Z'), to: new Date('1969-12-31T23:30:00Z') })
  assert.equal(old.from.toISOString(), '1969-12-31T23:00:00.000Z')
})

test('degrees are decimals within their bounds', () => {
  const read: [string, number, number | null][] = [
    ['31.2001', 90, 31.2001],
    ['-90', 90, -90],
    ['+90.0', 90, 90],
    ['90.01', 90, null],
    ['-180.01', 180, null],
    ['180', 180, 180],
    ['0', 90, 0],
    ['', 90, null],
    ['.5', 90, null],
    ['5.', 90, null],
    ['1e1', 90, null],
    ['0x10', 90, null],
    ['31,2', 90, null],
    ['31 ', 90, null],
    ['3 1', 90, null],
    ['Infinity', 90, null],
  ]
  for (const [text, most, value] of read) assert.equal(readDegrees(text, most), value, text)
})

test('names in the order of their language', () => {
  assert.equal(nameOf('Ann', 'Lee'), 'Ann Lee')
  assert.equal(nameOf('小明', '王'), '王小明')
  assert.equal(nameOf('王小明', '-'), '王小明')
  assert.equal(nameOf(' ', '-'), '')
})

test('a subject is the first line of what was said', () => {
  assert.equal(subjectOf('\n  路灯不亮 \n三天了', '路灯'), '路灯不亮')
  assert.equal(subjectOf('title: Lamp is broken\n\ndetail: dark', 'x'), 'Lamp is broken')
  assert.equal(subjectOf('', '路灯故障'), '路灯故障')
  assert.equal(subjectOf('路'.repeat(60), ''), '路'.repeat(60))
  assert.equal(subjectOf('😀'.repeat(61), ''), `${'😀'.repeat(59)}…`)
})

test('attributes are found by their names, empty ones left out', () => {
  assert.deepEqual(
    attributesOf({
      'attribute[colour]': 'red',
      'attribute[kinds][]': ['a', '', 'b'],
      'attribute[empty]': ' ',
      attribute: 'x',
      'attribute[]': 'x',
      xattribute: 'x',
    }),
    [
      { name: 'colour', values: ['red'] },
      { name: 'kinds', values: ['a', 'b'] },
    ],
  )
})

test('what else came stands beneath what was said', () => {
  const lines = [
    { label: '颜色', text: '红' },
    { label: '图片', text: 'https://a.example/1' },
  ]
  assert.equal(detailOf(' 灯不亮\n', lines), '灯不亮\n\n颜色：红\n图片：https://a.example/1')
  assert.equal(detailOf('灯不亮', []), '灯不亮')
  assert.equal(detailOf('', lines.slice(0, 1)), '颜色：红')
})

test('a day is that of the city, whole, and written as its midnight', () => {
  const at = (text: string) => new Date(text)
  const shanghai = dayTimes('Asia/Shanghai')
  assert.equal(shanghai(at('2026-03-04T15:59:59Z')), '2026-03-03T16:00:00Z')
  assert.equal(shanghai(at('2026-03-04T00:00:01Z')), '2026-03-03T16:00:00Z', 'the same day a second time')
  assert.equal(shanghai(at('2026-03-04T16:00:00Z')), '2026-03-04T16:00:00Z')
  assert.equal(shanghai(null), null)
  assert.equal(shanghai(at('nothing')), null)
  // A day of 25 hours.
  const london = dayTimes('Europe/London')
  assert.equal(london(at('2026-10-25T23:59:59Z')), '2026-10-24T23:00:00Z')
  const span = { from: at('2026-10-25T05:17:23Z'), to: at('2026-10-25T05:17:23Z') }
  assert.deepEqual(wholeDays(span, 'Europe/London'), {
    from: at('2026-10-24T23:00:00Z'),
    to: at('2026-10-25T23:59:59.999Z'),
  })
  assert.deepEqual(wholeDays(span, 'Asia/Shanghai'), {
    from: at('2026-10-24T16:00:00Z'),
    to: at('2026-10-25T15:59:59.999Z'),
  })
})
