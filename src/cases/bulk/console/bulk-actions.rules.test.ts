import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CaseState } from '#cases/case-words.contract.ts'
import { between, bulkActionsFor, deskOfMost, emptyForm, missingOf, wantedOf } from './bulk-actions.rules.ts'

const one = (caseId: string, state: CaseState, departmentId: string | null = null) => ({
  caseId,
  state,
  departmentId,
})
const all = ['cases:dispatch', 'cases:assign', 'cases:close']

test('an action is offered when one of the cases and the person allow it', () => {
  const mixed = [one('a', 'reported'), one('b', 'handling', 'x'), one('c', 'verifying', 'x')]
  assert.deepEqual(bulkActionsFor(mixed, all), ['dispatch', 'assign', 'close'])
  assert.deepEqual(bulkActionsFor(mixed, ['cases:assign']), ['assign'])
  assert.deepEqual(bulkActionsFor([one('a', 'accepted')], all), ['dispatch'])
  assert.deepEqual(bulkActionsFor([one('a', 'dispatched')], all), ['assign'])
  assert.deepEqual(bulkActionsFor([one('a', 'closed')], all), [])
  assert.deepEqual(bulkActionsFor([], all), [])
})

test('people are looked up where most of the cases are', () => {
  const cases = [
    one('a', 'handling', 'x'),
    one('b', 'dispatched', 'y'),
    one('c', 'dispatched', 'y'),
    one('d', 'closed', 'x'),
    one('e', 'closed', 'x'),
    one('f', 'reported'),
  ]
  assert.equal(deskOfMost(cases), 'y')
  assert.equal(deskOfMost([one('f', 'reported')]), null)
})

test('what a form still lacks, and what is sent', () => {
  assert.equal(missingOf('dispatch', emptyForm), null)
  assert.equal(missingOf('dispatch', { ...emptyForm, byAdvice: false }), 'departmentId')
  assert.equal(missingOf('dispatch', { ...emptyForm, byAdvice: false, departmentId: 'x' }), null)
  assert.equal(missingOf('assign', emptyForm), 'personId')
  assert.equal(missingOf('close', emptyForm), null)
  const full = { byAdvice: false, departmentId: 'x', dutyId: null, personId: 'p', note: ' ' }
  assert.deepEqual(wantedOf('dispatch', full), { action: 'dispatch', departmentId: 'x', dutyId: null })
  assert.deepEqual(wantedOf('dispatch', { ...full, byAdvice: true }), {
    action: 'dispatch',
    departmentId: null,
  })
  assert.deepEqual(wantedOf('assign', { ...full, note: 'why' }), {
    action: 'assign',
    personId: 'p',
    note: 'why',
  })
  assert.deepEqual(wantedOf('close', full), { action: 'close' })
})

test('the rows between two', () => {
  const rows = ['a', 'b', 'c', 'd'].map(caseId => ({ caseId }))
  const ids = (from: string | null, to: string) => between(rows, from, to).map(row => row.caseId)
  assert.deepEqual(ids('b', 'd'), ['b', 'c', 'd'])
  assert.deepEqual(ids('d', 'b'), ['b', 'c', 'd'])
  assert.deepEqual(ids('c', 'c'), ['c'])
  assert.deepEqual(ids('gone', 'c'), ['c'])
  assert.deepEqual(ids(null, 'gone'), [])
})
