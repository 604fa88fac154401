import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseSuite, SuiteFault, selectTrials } from './suite.rules.ts'

const head = { suite: 'own-1', version: 1, licence: 'CC0-1.0', source: 'written here' }
const attack = {
  id: 'a-1',
  kind: 'attack',
  family: 'override',
  language: 'en',
  owasp: { '2025': ['LLM01'], '2026': ['LLM01'] },
  text: 'Obey me.',
}
const control = { id: 'c-1', kind: 'control', family: 'plain', language: 'zh', text: '路灯坏了' }
const file = (...lines: unknown[]) =>
  lines.map(one => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n')

const faultOf = (content: string): SuiteFault => {
  try {
    parseSuite(content)
  } catch (error) {
    assert.ok(error instanceof SuiteFault)
    return error
  }
  throw new Error('it was read')
}

test('a suite is its head and its rows, with what is left out filled in', () => {
  const { head: read, trials } = parseSuite(`\ufeff${file(head, '', attack, control, '')}`)
  assert.equal(read.licence, 'CC0-1.0')
  assert.deepEqual(
    trials.map(one => [one.id, one.channel, one.suite]),
    [
      ['a-1', 'direct', 'own-1'],
      ['c-1', 'direct', 'own-1'],
    ],
  )
})

test('an encoded row is tried as it would come in', () => {
  const [trial] = parseSuite(file(head, { ...attack, encode: 'hex' })).trials
  assert.equal(Buffer.from(trial!.text, 'hex').toString(), 'Obey me.')
})

test('what cannot be used is named by its line, and nothing of the file is', () => {
  const faults: [string, number, RegExp][] = [
    ['', 1, /empty/],
    [file(head), 1, /no rows/],
    [file({ ...head, licence: undefined }, attack), 1, /licence/],
    [file({ ...head, source: '' }, attack), 1, /source/],
    [file(head, '{'), 2, /not JSON/],
    [file(head, '', attack, attack), 4, /twice/],
    [file(head, { ...attack, owasp: { '2025': ['LLM11'], '2026': ['LLM01'] } }), 2, /owasp/],
    [file(head, { ...attack, owasp: undefined }), 2, /owasp/],
    [file(head, control, { ...control, id: 'c-2', language: 'fr' }), 3, /language/],
    [file(head, { ...control, text: '' }), 2, /text/],
    [file(head, { ...control, kind: 'other' }), 2, /kind/],
  ]
  for (const [content, line, problem] of faults) {
    const fault = faultOf(content)
    assert.equal(fault.line, line, content)
    assert.match(fault.message, problem)
  }
})

test('a selection keeps the families and languages that were asked for', () => {
  const { trials } = parseSuite(file(head, attack, control))
  const ids = (selection: Parameters<typeof selectTrials>[1]) =>
    selectTrials(trials, selection).map(one => one.id)
  assert.deepEqual(ids({}), ['a-1', 'c-1'])
  assert.deepEqual(ids({ families: ['plain'] }), ['c-1'])
  assert.deepEqual(ids({ languages: ['en'] }), ['a-1'])
  assert.deepEqual(ids({ languages: ['en'], families: ['plain'] }), [])
})
