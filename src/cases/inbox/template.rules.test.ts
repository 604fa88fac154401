import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eventTypes } from '../case-words.contract.ts'
import { occasions } from './message-line.ts'
import { messageLines } from './message-lines.ts'
import { allowedIn, faultsOf, fillWords } from './template.rules.ts'

test('every message has a name of its own, an occasion, and words that can be filled in', () => {
  assert.ok(messageLines.length > 20)
  assert.equal(new Set(messageLines.map(line => line.key)).size, messageLines.length)
  const known: readonly string[] = [...eventTypes, ...occasions]
  for (const line of messageLines) {
    assert.ok(known.includes(line.on), line.on)
    for (const [title, text] of [line.zh, line.en])
      assert.deepEqual(faultsOf({ title, text }, allowedIn(line)), { unknown: [], broken: false }, line.key)
  }
})

test('what may be filled in depends on who reads it: a citizen and who lost the case get no words of others', () => {
  assert.ok(allowedIn({ to: 'department' }).includes('subject'))
  assert.ok(!allowedIn({ to: 'citizen' }).includes('subject'))
  assert.ok(allowedIn({ to: 'citizen' }).includes('followUpCode'))
  assert.ok(!allowedIn({ to: 'department' }).includes('followUpCode'))
  assert.deepEqual(allowedIn({ to: 'department', farewell: true }), ['code', 'city'])
  assert.ok(allowedIn({ to: 'department', with: ['score'] }).includes('score'))
})

test('unknown names, open braces and a title of two lines are found', () => {
  const faults = (title: string, text = '') => faultsOf({ title, text }, ['code'])
  assert.deepEqual(faults('{{code}} {{name}}', '{{name}} {{phone}}').unknown, ['name', 'phone'])
  assert.deepEqual(faults('{{code}}'), { unknown: [], broken: false })
  for (const text of ['{{code', 'code}}', '{{co de}}', '{{}}', '{{{{code}}}}'])
    assert.equal(faults(text).broken, true, text)
  assert.equal(faults('a\nb').broken, true)
  assert.equal(faults('a', 'b\nc').broken, false)
})

test('values are put in as they are, once; what is not known leaves its place empty', () => {
  const words = { title: '{{code}}  {{none}}', text: ' {{subject}}\n' }
  const filled = fillWords(words, { code: 'A', subject: '{{code}} $& \\' })
  assert.deepEqual(filled, { title: 'A', text: '{{code}} $& \\' })
  assert.equal(fillWords({ title: '{{subject}}', text: '' }, { subject: 'a\r\nb' }).title, 'a b')
})

test('names that every object has are filled with nothing, as if they were no names at all', () => {
  const names = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf', 'isPrototypeOf']
  for (const name of names) {
    assert.equal(fillWords({ title: `a {{${name}}} b`, text: `{{${name}}}` }, {}).title, 'a b', name)
    assert.equal(fillWords({ title: '', text: `{{${name}}}` }, { [name]: 'own' }).text, 'own')
    assert.deepEqual(faultsOf({ title: `{{${name}}}`, text: '' }, ['code']).unknown, [name])
  }
})

test('whatever is typed between braces is a known name, an unknown one or a fault, and never slips through', () => {
  const table: [string, 'good' | 'unknown' | 'broken'][] = [
    ['', 'good'],
    ['no braces', 'good'],
    ['{code}', 'good'],
    ['{ {code} }', 'good'],
    ['{{code}}', 'good'],
    ['{{code}}{{code}}', 'good'],
    ['{{Code}}', 'unknown'],
    ['{{CODE}}', 'unknown'],
    ['{{code1}}', 'unknown'],
    ['{{0}}', 'unknown'],
    ['{{_}}', 'unknown'],
    ['{{code }}', 'broken'],
    ['{{\tcode}}', 'broken'],
    ['{{code\n}}', 'broken'],
    ['{{co-de}}', 'broken'],
    ['{{code.length}}', 'broken'],
    ["{{code['x']}}", 'broken'],
    ['{{code}}}}', 'broken'],
    ['{{{{code}}', 'broken'],
    ['{{a{{code}}b}}', 'broken'],
    ['{{编号}}', 'broken'],
    ['｛｛code｝｝', 'good'],
  ]
  for (const [text, wanted] of table) {
    const { unknown, broken } = faultsOf({ title: 't', text }, ['code'])
    const found = broken ? 'broken' : unknown.length > 0 ? 'unknown' : 'good'
    assert.equal(found, wanted, text)
    if (found === 'good')
      assert.ok(!/\{\{|\}\}/.test(fillWords({ title: 't', text }, { code: 'A' }).text), text)
  }
})
