import assert from 'node:assert/strict'
import { test } from 'node:test'
import { showOf, targetOf } from './inbox.rules.ts'

test('the unread ones are shown unless the address asks for others', () => {
  assert.equal(showOf(undefined), 'unread')
  assert.equal(showOf('nonsense'), 'unread')
  assert.equal(showOf('read'), 'read')
  assert.equal(showOf('all'), 'all')
})

test('a message leads to what it is about, or nowhere', () => {
  const none = { template: 'dispatched.department', caseId: null, importId: null }
  assert.equal(targetOf(none), null)
  assert.equal(targetOf({ ...none, caseId: 'c' }), '/cases/c')
  assert.equal(targetOf({ ...none, importId: 'i' }), '/imports/i')
  assert.equal(targetOf({ ...none, template: 'deadlines-many' }), '/reminders')
})
