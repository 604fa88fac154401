import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readMoment } from './moment.rules.ts'

const local = (date: string, clock = '00:00:00') => {
  const [hours, minutes, seconds] = clock.split(':').map(Number) as [number, number, number]
  return { date, milliseconds: ((hours * 60 + minutes) * 60 + seconds) * 1000 }
}

test('moments as files write them', () => {
  const shapes: [string, ReturnType<typeof local>][] = [
    ['2020/1/6 12:09:38', local('2020-01-06', '12:09:38')],
    ['2020-01-06 9:05', local('2020-01-06', '09:05:00')],
    ['2020-01-06T09:05:01.250', local('2020-01-06', '09:05:01')],
    ['2020.1.6', local('2020-01-06')],
    ['2020年1月6日', local('2020-01-06')],
    ['2020年1月6日 9时05分', local('2020-01-06', '09:05:00')],
    ['2020年1月6日 9点', local('2020-01-06', '09:00:00')],
    ['2020/1/6 下午 3:20', local('2020-01-06', '15:20:00')],
    ['2020/1/6 上午12:00', local('2020-01-06')],
    ['２０２０／１／６　１２：０９', local('2020-01-06', '12:09:00')],
    ['20200106', local('2020-01-06')],
    ['20200106120938', local('2020-01-06', '12:09:38')],
    ['202001061209', local('2020-01-06', '12:09:00')],
    ['01/06/2018 02:30:00 PM', local('2018-01-06', '14:30:00')],
    ['12/31/2018 12:05:00 AM', local('2018-12-31', '00:05:00')],
    ['13/1/2018', local('2018-01-13')],
    ['43836', local('2020-01-06')],
    ['43836.5', local('2020-01-06', '12:00:00')],
    [' 2020-01-06 ', local('2020-01-06')],
  ]
  for (const [text, moment] of shapes) assert.deepEqual(readMoment(text), moment, text)
})

test('a moment with its zone is an instant', () => {
  const instant = Date.UTC(2020, 0, 6, 4, 9, 38)
  assert.deepEqual(readMoment('2020-01-06T12:09:38+08:00'), { instant })
  assert.deepEqual(readMoment('2020-01-06 12:09:38 +0800'), { instant })
  assert.deepEqual(readMoment('2020-01-06T04:09:38Z'), { instant })
  assert.deepEqual(readMoment(String(instant)), { instant })
  assert.deepEqual(readMoment(String(instant / 1000)), { instant })
})

test('what is no moment is none', () => {
  const none = [
    '',
    '昨天',
    '2020-02-30',
    '2020-13-01',
    '2020/1/6 25:00',
    '2020/1/6 12:60',
    '12',
    '99999999',
    '2020/1/6 abc',
    '0/0/2020',
    '20201301',
  ]
  for (const text of none) assert.equal(readMoment(text), null, text)
})

test('the half of the day, in words and letters', () => {
  const hours: [string, string][] = [
    ['凌晨 12:30', '00:30:00'],
    ['凌晨3点', '03:00:00'],
    ['上午 11:59:59', '11:59:59'],
    ['中午11:30', '11:30:00'],
    ['中午 12:00', '12:00:00'],
    ['中午1点', '13:00:00'],
    ['下午12:05', '12:05:00'],
    ['下午 15:20', '15:20:00'],
    ['晚上 7:05', '19:05:00'],
    ['晚上11点59分', '23:59:00'],
    ['晚上 23:59', '23:59:00'],
    ['9时5分30秒', '09:05:30'],
    ['9:05 am', '09:05:00'],
    ['12:00:00.000 AM', '00:00:00'],
    ['PM 1:00', '13:00:00'],
  ]
  for (const [text, clock] of hours)
    assert.deepEqual(readMoment(`2024/2/29 ${text}`), local('2024-02-29', clock), text)
  assert.deepEqual(readMoment('2024年2月29号 9点'), local('2024-02-29', '09:00:00'))
})

test('what may be either of two moments is none', () => {
  for (const text of ['晚上12:00', '晚上 12点30分', '晚上1点', '晚上 4:59', '晚上 0:10'])
    assert.equal(readMoment(`2020/1/6 ${text}`), null, text)
  // Digits that nothing parts may be 9:12:03 or 9:1:23.
  for (const text of ['9:123', '12:0938', '9:5:123', '24:00', '23:59:60', '下午', '12 PM', '-1:00'])
    assert.equal(readMoment(`2020/1/6 ${text}`), null, text)
})

test('a day that no calendar has is none, with a zone as without one', () => {
  const days = ['2020-02-30', '2019-02-29', '2021-04-31', '2020-00-10', '2020-10-00', '2020-13-01']
  for (const day of [...days, '0001-01-01', '1899-12-31'])
    for (const zone of ['', ' 10:00', 'T10:00:00Z', ' 10:00:00 +0800', 'T10:00+08:00'])
      assert.equal(readMoment(day + zone), null, day + zone)
  assert.deepEqual(readMoment('2020-02-29T23:59:59-01:00'), { instant: Date.UTC(2020, 2, 1, 0, 59, 59) })
  assert.deepEqual(readMoment('1900-01-01'), local('1900-01-01'))
})

test('serial numbers of spreadsheets on both sides of 1970', () => {
  const serials: [string, ReturnType<typeof local>][] = [
    ['20000', local('1954-10-03')],
    ['20000.5', local('1954-10-03', '12:00:00')],
    ['25568.25', local('1969-12-31', '06:00:00')],
    ['25569', local('1970-01-01')],
    ['45292.99999', local('2024-01-01', '23:59:59')],
    ['100000', local('2173-10-14')],
  ]
  for (const [text, moment] of serials) assert.deepEqual(readMoment(text), moment, text)
  for (const text of ['19999', '100000.5', '1e5', '+43836', '43836,5', '4383６.'])
    assert.equal(readMoment(text), null, text)
})

const two = (value: number) => String(value).padStart(2, '0')
const anyMoment = fc.record({
  at: fc.date({ min: new Date('1950-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
  // Somebody types it in full-width letters, or with spaces around it.
  wide: fc.boolean(),
  around: fc.constantFrom('', ' ', '\t', '　'),
})
const shapes: Record<string, (date: string, clock: string) => string> = {
  iso: (date, clock) => `${date}T${clock}`,
  database: (date, clock) => `${date} ${clock}.0`,
  slashes: (date, clock) => `${date.replaceAll('-', '/')} ${clock}`,
  dots: (date, clock) => `${date.replaceAll('-', '.')}  ${clock}`,
  chinese: (date, clock) =>
    `${date.replace('-', '年').replace('-', '月')}日 ${clock.replace(':', '时').replace(':', '分')}秒`,
  packed: (date, clock) => (date + clock).replaceAll(/[-:]/g, ''),
  american: (date, clock) => `${date.slice(5, 7)}/${date.slice(8)}/${date.slice(0, 4)} ${clock}`,
}

test('one moment written in every shape is one moment', () => {
  const property = fc.property(anyMoment, ({ at, wide, around }) => {
    const date = `${at.getUTCFullYear()}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
    const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':')
    for (const [name, write] of Object.entries(shapes)) {
      const plain = write(date, clock)
      const text = wide
        ? plain.replaceAll(/[!-~]/g, sign => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
        : plain
      assert.deepEqual(readMoment(around + text + around), local(date, clock), `${name}: ${text}`)
    }
  })
  fc.assert(property, { seed: 12345, numRuns: 300 })
})

test('whatever a cell holds, what is read is a real day and a time within it', () => {
  const sign = fc.constantFrom(
    ...'0123456789'.split(''),
    '-',
    '/',
    ':',
    '.',
    ' ',
    '年',
    '月',
    '日',
    '晚上',
    'PM',
    'T',
    'Z',
  )
  const property = fc.property(fc.string({ unit: sign, maxLength: 24 }), text => {
    const read = readMoment(text)
    if (read === null || 'instant' in read) return
    assert.equal(new Date(`${read.date}T00:00:00Z`).toISOString().slice(0, 10), read.date, text)
    assert.ok(read.milliseconds >= 0 && read.milliseconds < 86_400_000, text)
  })
  fc.assert(property, { seed: 12345, numRuns: 5000 })
})
