import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseGuardLine } from './guard-line.rules.ts'

test('a row is read as it is, to its last space: places in it are counted by its characters', () => {
  assert.deepEqual(parseGuardLine('{"id":7,"text":" 138 \\n"}', 1), { id: 7, text: ' 138 \n' })
  assert.deepEqual(parseGuardLine('{"id":"a","text":""}', 1), { id: 'a', text: '' })
  assert.deepEqual(parseGuardLine('{"text":"水"}', 12), { id: 'line-12', text: '水' })
  assert.deepEqual(parseGuardLine('{"id":null,"text":"水"}', 3), { id: 'line-3', text: '水' })
})

test('a line that holds no row says why', () => {
  assert.deepEqual(parseGuardLine('{', 1), { fault: 'not-json' })
  for (const line of ['[]', 'null', '"a"', '3'])
    assert.deepEqual(parseGuardLine(line, 1), { fault: 'not-an-object' }, line)
  for (const line of ['{}', '{"text":3}', '{"text":null}', '{"text":["a"]}'])
    assert.deepEqual(parseGuardLine(line, 1), { fault: 'no-text' }, line)
})
