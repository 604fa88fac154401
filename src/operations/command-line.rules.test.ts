import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCode } from '#base/index.ts'
import { helpText, readCommand, required, usageOf, verbs } from './command-line.rules.ts'

test('a verb is read with its words and options', () => {
  const command = readCommand(['train', 'cases.classify', '--in', 'rows.jsonl', '--activate', '--json'])
  assert.deepEqual(command, {
    verb: 'train',
    words: ['cases.classify'],
    options: { in: 'rows.jsonl', activate: true },
    json: true,
    help: false,
  })
})

test('an unknown verb is refused with the list of verbs', () => {
  for (const verb of ['', 'destroy', 'toString', '__proto__']) {
    assert.throws(
      () => readCommand([verb]),
      error => isCode(error, 'operations.unknown-verb') && String(error).includes('migrate'),
    )
  }
})

test('wrong options and missing or surplus words are refused with the usage', () => {
  for (const line of [['import'], ['import', 'a', 'b'], ['start', '--port', '1'], ['train', 'x', '--in']]) {
    assert.throws(
      () => readCommand(line),
      error => isCode(error, 'operations.wrong-arguments') && String(error).includes(`chengshu ${line[0]}`),
    )
  }
})

test('a word that may be left out may be left out, and is one word', () => {
  assert.deepEqual(readCommand(['keys']).words, [])
  assert.deepEqual(readCommand(['keys', 'rewrap', '--to', 'kms']).words, ['rewrap'])
  assert.throws(
    () => readCommand(['keys', 'a', 'b']),
    error => isCode(error, 'operations.wrong-arguments'),
  )
})

test('help needs no words', () => {
  assert.equal(readCommand(['import', '--help']).help, true)
  assert.match(helpText('import'), /--dry-run/)
  for (const verb of Object.keys(verbs)) assert.ok(helpText().includes(verb))
})

test('a required option that is missing or empty is named', () => {
  assert.equal(required(readCommand(['predict', 't', '--in', 'a']), 'in'), 'a')
  for (const line of [
    ['predict', 't'],
    ['predict', 't', '--in', ''],
  ]) {
    assert.throws(
      () => required(readCommand(line), 'in'),
      error => isCode(error, 'operations.wrong-arguments') && /--in is missing/.test(String(error)),
    )
  }
  assert.match(usageOf('predict'), /chengshu predict TASK/)
})
