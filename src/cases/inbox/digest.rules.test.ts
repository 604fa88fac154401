import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BusinessCalendar } from '#city/index.ts'
import { digestDay, digestMail } from './digest.rules.ts'

const hours = [{ starts: 540, ends: 1020 }]
const calendar: BusinessCalendar = {
  timeZone: 'Asia/Shanghai',
  weekdays: [[], hours, hours, hours, hours, hours, [], []],
  exceptions: new Map(),
  announced: new Set([2026]),
}

test('a digest is due on workdays from eight until noon, by the clock of the city', () => {
  // 2026-11-23 is a Monday; the city is eight hours ahead of UTC.
  const table: [moment: string, day: string | null][] = [
    ['2026-11-22T23:59:59.999Z', null],
    ['2026-11-23T00:00:00.000Z', '2026-11-23'],
    ['2026-11-23T03:59:59.999Z', '2026-11-23'],
    ['2026-11-23T04:00:00.000Z', null],
    ['2026-11-22T01:00:00.000Z', null],
    ['2026-11-28T01:00:00.000Z', null],
    ['2026-11-27T01:00:00.000Z', '2026-11-27'],
  ]
  for (const [moment, day] of table) assert.equal(digestDay(new Date(moment), calendar), day, moment)
})

const link = 'https://12345.example/inbox'
const many = (count: number) => Array.from({ length: count }, (_, index) => `message ${index}`)

test('one message is its own subject, several are counted, those beyond thirty are said to be there', () => {
  const one = digestMail({ titles: ['新派工单\n 1'], more: false, link }, 'zh')
  assert.equal(one.subject, '新派工单 1')
  assert.equal(one.text, `- 新派工单 1\n\n${link}\n可在“消息”页更改或停止这些邮件。`)
  const three = digestMail({ titles: many(3), more: false, link: '' }, 'en')
  assert.equal(three.subject, '3 new messages')
  assert.ok(!three.text.includes('more in your inbox') && !three.text.includes('\n\n\n'))
  assert.equal(three.text.split('\n').length, 5, 'no empty place for a link that nobody knows')
  assert.equal(digestMail({ titles: many(1), more: true, link }, 'zh').subject, '1+ 条新消息')
  const full = digestMail({ titles: many(30), more: false, link }, 'en')
  assert.ok(!full.text.includes('more in your inbox'))
  for (const [titles, more] of [
    [many(31), false],
    [many(5), true],
  ] as const) {
    const { text } = digestMail({ titles, more, link }, 'en')
    assert.ok(text.includes('more in your inbox'))
    assert.ok(text.split('\n').filter(line => line.startsWith('- ')).length <= 30)
  }
})
