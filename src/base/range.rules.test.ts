import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRange } from './range.rules.ts'

test('parts of a file of a hundred bytes', () => {
  const golden: [string | undefined, ReturnType<typeof readRange>][] = [
    [undefined, null],
    ['', null],
    ['bytes=-', null],
    ['bytes=a-b', null],
    ['items=0-1', null],
    ['bytes=0-1,5-6', null],
    ['bytes=0-0', { start: 0, end: 0 }],
    ['bytes=10-19', { start: 10, end: 19 }],
    ['bytes=10-', { start: 10, end: 99 }],
    ['bytes=-10', { start: 90, end: 99 }],
    ['bytes=-1000', { start: 0, end: 99 }],
    ['bytes=90-1000', { start: 90, end: 99 }],
    ['bytes=100-', 'beyond'],
    ['bytes=20-10', 'beyond'],
    ['bytes=-0', 'beyond'],
  ]
  for (const [header, expected] of golden) assert.deepEqual(readRange(header, 100), expected, header)
  assert.equal(readRange('bytes=0-', 0), 'beyond')
})
