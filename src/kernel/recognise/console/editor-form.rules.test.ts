import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownRecogniser, type RecogniserView } from '../own/own-recogniser.contract.ts'
import { type EditorForm, emptyForm, faultsOf, formOf, recogniserOf } from './editor-form.rules.ts'

const filled: EditorForm = {
  ...emptyForm,
  key: 'gas-account',
  titleZh: ' 燃气户号 ',
  titleEn: 'Gas account',
  pattern: 'RQ\\d{8}',
  words: '燃气\n\n 户号 \n燃气',
  examples: '燃气户号RQ12345678',
  counterExamples: 'RQ1\nRQ22',
}

test('a form becomes what the server takes, lines as lists without blanks or repeats, and back', () => {
  const sent = recogniserOf(filled)
  assert.deepEqual(ownRecogniser.strict().parse(sent), sent)
  assert.equal(sent.titleZh, '燃气户号')
  assert.deepEqual(sent.words, ['燃气', '户号'])
  assert.deepEqual(sent.counterExamples, ['RQ1', 'RQ22'])
  const view: RecogniserView = {
    ...sent,
    key: 'gas-account',
    version: 2,
    changedBy: 'p',
    changedAt: '2026-01-01T00:00:00.000Z',
  }
  const again = formOf(view)
  assert.deepEqual(recogniserOf(again), sent)
  assert.equal(again.key, 'gas-account')
})

test('each field that is missing is named, and a good form has no faults', () => {
  assert.deepEqual(faultsOf(filled), {})
  assert.deepEqual(Object.keys(faultsOf(emptyForm)).sort(), [
    'examples',
    'key',
    'pattern',
    'titleEn',
    'titleZh',
  ])
  assert.deepEqual(Object.keys(faultsOf({ ...filled, words: ' ', wordsRequired: true })), ['words'])
  assert.deepEqual(Object.keys(faultsOf({ ...filled, words: '' })), [])
  for (const key of ['a', 'Gas', '1gas', 'gas_a', `g${'a'.repeat(40)}`])
    assert.deepEqual(Object.keys(faultsOf({ ...filled, key })), ['key'], key)
})
