import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyForm, formOf, mappingOf } from './incoming-form.rules.ts'

test('what is typed is a path, or a constant behind an equals sign, and reads back the same', () => {
  const form = { ...emptyForm, text: ' alarm.words[0] ', category: '= 水务告警', externalId: 'alarm["id"]' }
  const mapping = mappingOf(form)
  assert.ok(!Array.isArray(mapping))
  assert.deepEqual(mapping.text, { path: 'alarm.words[0]' })
  assert.deepEqual(mapping.category, { constant: '水务告警' })
  assert.equal(mapping.subject, null)
  assert.deepEqual(formOf(mapping), { ...form, text: 'alarm.words[0]', category: '=水务告警' })
})

test('fields that cannot be read are named, in their order', () => {
  assert.deepEqual(mappingOf(emptyForm), ['text'])
  assert.deepEqual(mappingOf({ ...emptyForm, text: 'a', subject: 'a b', address: '=', latitude: '..' }), [
    'subject',
    'address',
    'latitude',
  ])
})
