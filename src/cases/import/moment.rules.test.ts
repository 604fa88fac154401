import assert from 'node:assert/strict'
import { test } from 'node:test'
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
