import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backTo, changeSearch, parseSearch, stringifySearch } from './search.rules.ts'

test('a phone number in the address stays text', () => {
  assert.deepEqual(parseSearch('phone=13800000000&state='), { phone: '13800000000' })
})

test('what is empty is not written', () => {
  assert.equal(
    stringifySearch({ state: 'reported', phone: '', name: undefined, words: null }),
    '?state=reported',
  )
  assert.equal(stringifySearch({}), '')
})

test('words survive the way there and back', () => {
  const search = { words: '路灯 & 井盖?=', name: '李' }
  assert.deepEqual(parseSearch(stringifySearch(search).slice(1)), search)
})

test('a changed filter forgets the place in the list', () => {
  const changed = changeSearch({ state: 'reported', after: 'x' }, { urgency: 'urgent', state: undefined })
  assert.deepEqual(changed, { urgency: 'urgent' })
  assert.deepEqual(changeSearch({ state: 'reported' }, { after: 'y' }), { state: 'reported', after: 'y' })
})

test('sign-in goes back only into the console', () => {
  assert.equal(backTo('/cases/1?x=2'), '/cases/1?x=2')
  assert.equal(backTo('//evil.example'), '/')
  assert.equal(backTo('/\\evil.example'), '/')
  assert.equal(backTo('https://evil.example'), '/')
  assert.equal(backTo('/sign-in'), '/')
  assert.equal(backTo(undefined), '/')
})
