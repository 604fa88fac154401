import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dueOf, lateText, momentText, relativeText, spanOf } from './time.rules.ts'

const now = Date.parse('2026-11-20T08:00:00Z')
const hour = 3_600_000

test('a span has the largest unit that says enough', () => {
  assert.deepEqual(spanOf(59 * 60_000), { value: 59, unit: 'minute' })
  assert.deepEqual(spanOf(hour), { value: 1, unit: 'hour' })
  assert.deepEqual(spanOf(-47 * hour), { value: -47, unit: 'hour' })
  assert.deepEqual(spanOf(-48 * hour), { value: -2, unit: 'day' })
})

test('a deadline is calm, soon or late; a closed case presses no more', () => {
  const at = (milliseconds: number) => new Date(now + milliseconds).toISOString()
  assert.equal(dueOf(at(9 * hour), now, false), 'calm')
  assert.equal(dueOf(at(7 * hour), now, false), 'soon')
  assert.equal(dueOf(at(-1), now, false), 'late')
  assert.equal(dueOf(at(-1), now, true), 'none')
  assert.equal(dueOf(null, now, false), 'none')
})

test('the year is shown only when it is another', () => {
  assert.doesNotMatch(momentText('2026-03-04T05:06:00Z', 'zh-CN', now), /2026/)
  assert.match(momentText('2025-03-04T05:06:00Z', 'zh-CN', now), /2025/)
})

test('spans read as people say them', () => {
  assert.equal(relativeText('2026-11-20T11:30:00Z', 'en', now), 'in 3 hours')
  assert.equal(relativeText('2026-11-17T08:00:00Z', 'zh-CN', now), '3天前')
  assert.equal(lateText('2026-11-17T08:00:00Z', 'zh-CN', now), '3天')
  assert.equal(lateText('2026-11-20T06:30:00Z', 'en', now), '1 hour')
})
