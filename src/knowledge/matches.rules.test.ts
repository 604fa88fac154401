import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchedSpans } from './matches.rules.ts'

const query = '小区路灯不亮了，路灯坏了'
const weighed = (start: number, end: number, weight: number) => ({
  token: { term: 'any', start, end, kind: 'bigram' as const },
  weight,
})

test('tokens that overlap become one stretch with their weights together', () => {
  assert.deepEqual(matchedSpans(query, [weighed(4, 6, 0.5), weighed(2, 4, 2), weighed(3, 5, 1)]), [
    { term: '路灯不亮', start: 2, end: 6, weight: 3.5 },
  ])
})

test('tokens that only touch stay apart, heaviest first', () => {
  const spans = matchedSpans(query, [weighed(0, 2, 1), weighed(2, 4, 2), weighed(8, 10, 1)])
  assert.deepEqual(
    spans.map(span => span.term),
    ['路灯', '小区', '路灯'],
  )
  assert.deepEqual(
    spans.map(span => span.start),
    [2, 0, 8],
  )
})

test('a token within another adds its weight only', () => {
  assert.deepEqual(matchedSpans(query, [weighed(2, 6, 1), weighed(3, 4, 1)]), [
    { term: '路灯不亮', start: 2, end: 6, weight: 2 },
  ])
})

test('no tokens, no spans', () => {
  assert.deepEqual(matchedSpans(query, []), [])
})
