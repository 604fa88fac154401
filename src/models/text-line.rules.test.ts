import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { longestText, parseTextLine } from './text-line.rules.ts'

test('a row with everything', () => {
  assert.deepEqual(parseTextLine('{"id":"7","text":" 路灯不亮 ","label":"lights"}', 1), {
    row: { id: '7', text: '路灯不亮', label: 'lights' },
    notices: [],
  })
})

const faults: [string, string][] = [
  ['路灯不亮', 'not-json'],
  ['{"id":1', 'not-json'],
  ['[1,2]', 'not-an-object'],
  ['null', 'not-an-object'],
  ['"text"', 'not-an-object'],
]
for (const [line, fault] of faults) {
  test(`${line} is left out: ${fault}`, () => assert.deepEqual(parseTextLine(line, 1), { fault }))
}

const empty: [string, string][] = [
  ['no text', '{"id":1,"label":"a"}'],
  ['an empty one', '{"id":1,"text":"","label":"a"}'],
  ['white space', '{"id":1,"text":" \\n\\u3000","label":"a"}'],
  ['a number', '{"id":1,"text":5,"label":"a"}'],
  ['nothing but U+0000', '{"id":1,"text":"\\u0000","label":"a"}'],
]
for (const [title, line] of empty) {
  test(`${title} as text keeps the row, empty, and says so`, () => {
    assert.deepEqual(parseTextLine(line, 1), { row: { id: 1, text: '', label: 'a' }, notices: ['no-text'] })
  })
}

test('ids keep their type; a row without one is named by its line', () => {
  const idOf = (line: string) => {
    const parsed = parseTextLine(line, 12)
    return 'row' in parsed ? parsed.row.id : undefined
  }
  assert.equal(idOf('{"id":5,"text":"a"}'), 5)
  assert.equal(idOf('{"id":"5","text":"a"}'), '5')
  assert.equal(idOf('{"text":"a"}'), 'line-12')
  assert.equal(idOf('{"id":null,"text":"a"}'), 'line-12')
})

test('a label may be a number; a missing one is noticed', () => {
  const numbered = parseTextLine('{"id":1,"text":"a","label":3}', 1)
  assert.ok('row' in numbered && numbered.row.label === '3' && numbered.notices.length === 0)
  const missing = parseTextLine('{"id":1,"text":"a"}', 1)
  assert.ok('row' in missing && !('label' in missing.row))
  assert.deepEqual('notices' in missing && missing.notices, ['no-label'])
})

test('a megabyte of text is cut, and said to be', () => {
  const parsed = parseTextLine(JSON.stringify({ id: 1, text: 'ab'.repeat(524_288), label: 'a' }), 1)
  assert.ok('row' in parsed)
  assert.equal(parsed.row.text.length, longestText)
  assert.deepEqual(parsed.notices, ['text-cut'])
})

test('whatever JSON is given, the text is one that PostgreSQL and UTF-8 can hold', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 50 }), text => {
      const parsed = parseTextLine(JSON.stringify({ text }), 1)
      assert.ok('row' in parsed)
      assert.ok(parsed.row.text.isWellFormed() && !parsed.row.text.includes('\u0000'))
    }),
  )
})
