import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spansOf, withoutSpans } from './spans.rules.ts'

const texts = (text: string, marks: Parameters<typeof spansOf>[1]) =>
  spansOf(text, marks).map(one => one.text)

test('pieces between two marks, in order, with them', () => {
  const marks = { open: '<a', close: '</a>', longest: 20 }
  assert.deepEqual(texts('x<a>1</a>y<a b>2</a>', marks), ['<a>1</a>', '<a b>2</a>'])
  assert.deepEqual(texts('<a>1', marks), [])
  assert.deepEqual(texts('', marks), [])
  // The end of one is not the end of the next.
  assert.deepEqual(texts('<a></a></a><a>3</a>', marks), ['<a></a>', '<a>3</a>'])
})

test('a piece that is too long is given up, the shorter one inside it is found; no more than asked for', () => {
  const marks = { open: '<a', close: '</a>', longest: 12 }
  assert.deepEqual(texts(`<a>${'x'.repeat(30)}<a>1</a>`, marks), ['<a>1</a>'])
  assert.deepEqual(texts('<a>1</a><a>2</a><a>3</a>', { ...marks, most: 2 }), ['<a>1</a>', '<a>2</a>'])
})

test('a hundred thousand openings without an end are walked over once', () => {
  const marks = { open: '<a', close: '</a>', longest: 1_000_000 }
  assert.deepEqual(texts('<a'.repeat(200_000), marks), [])
  assert.equal(texts(`${'<a'.repeat(200_000)}</a>`, { ...marks, longest: 10 }).length, 1)
})

test('a text without its pieces', () => {
  const text = 'x<a>1</a>y<a>2</a>z'
  assert.equal(withoutSpans(text, spansOf(text, { open: '<a', close: '</a>', longest: 20 })), 'xyz')
  assert.equal(withoutSpans(text, []), text)
})
