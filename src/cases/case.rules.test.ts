import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type CaseAction, caseActions, caseStates, type Disposition } from './case.contract.ts'
import { acceptsFirst, allowedActions, canBeRated, isPossible, machine, type Standing } from './case.rules.ts'

const standing = (state: Standing['state'], more: Partial<Standing> = {}): Standing => ({
  state,
  disposition: state === 'closed' ? 'resolved' : null,
  rating: null,
  ...more,
})

// Written out by hand, not derived from the machine: this is what was agreed.
const agreed: Record<Standing['state'], CaseAction[]> = {
  reported: ['accept', 'answer', 'decline', 'hand-over', 'dispatch', 'comment'],
  accepted: ['answer', 'decline', 'hand-over', 'dispatch', 'comment'],
  dispatched: ['hand-over', 'dispatch', 'return', 'handle', 'comment'],
  handling: ['hand-over', 'return', 'reply', 'comment'],
  verifying: ['send-back', 'close', 'comment'],
  closed: ['reopen', 'rate', 'comment'],
}

for (const state of caseStates) {
  test(`what can be done to a case that is ${state}`, () => {
    const possible = caseActions.filter(action => isPossible(action, standing(state)))
    assert.deepEqual(possible.toSorted(), agreed[state].toSorted())
  })
}

const reached: [CaseAction, string | null, Disposition | undefined][] = [
  ['accept', 'accepted', undefined],
  ['answer', 'closed', 'answered'],
  ['decline', 'closed', 'declined'],
  ['hand-over', 'closed', 'handed-over'],
  ['dispatch', 'dispatched', undefined],
  ['return', 'accepted', undefined],
  ['handle', 'handling', undefined],
  ['reply', 'verifying', undefined],
  ['send-back', 'handling', undefined],
  ['close', 'closed', 'resolved'],
  ['reopen', 'accepted', undefined],
  ['rate', null, undefined],
  ['comment', null, undefined],
]

test('where each action leads and how it ends', () => {
  assert.equal(reached.length, caseActions.length)
  for (const [action, to, disposition] of reached) {
    assert.equal(machine[action].to, to, action)
    assert.equal(machine[action].disposition, disposition, action)
  }
})

test('a closed state always has a disposition and no other state has one', () => {
  for (const step of Object.values(machine))
    assert.equal(step.to === 'closed', step.disposition !== undefined, step.event)
})

test('each action has an event of its own', () => {
  const events = Object.values(machine).map(step => step.event)
  assert.equal(new Set(events).size, caseActions.length)
})

test('only what was handled is rated, and once', () => {
  assert.equal(canBeRated(standing('closed')), true)
  assert.equal(canBeRated(standing('closed', { disposition: 'answered' })), true)
  assert.equal(canBeRated(standing('closed', { disposition: 'declined' })), false)
  assert.equal(canBeRated(standing('closed', { disposition: 'handed-over' })), false)
  assert.equal(canBeRated(standing('closed', { rating: 3 })), false)
  assert.equal(canBeRated(standing('verifying')), false)
  assert.equal(isPossible('rate', standing('closed', { rating: 3 })), false)
})

test('allowed actions are those both possible and permitted', () => {
  const verifier = new Set(['cases:verify', 'cases:close', 'cases:accept'])
  assert.deepEqual(
    allowedActions(standing('verifying'), permission => verifier.has(permission)),
    ['send-back', 'close'],
  )
  assert.deepEqual(
    allowedActions(standing('reported'), () => false),
    [],
  )
})

test('sending on and answering accept a reported case on the way; declining and danger do not', () => {
  assert.equal(acceptsFirst('dispatch', 'reported'), true)
  assert.equal(acceptsFirst('answer', 'reported'), true)
  assert.equal(acceptsFirst('dispatch', 'accepted'), false)
  assert.equal(acceptsFirst('decline', 'reported'), false)
  assert.equal(acceptsFirst('hand-over', 'reported'), false)
})
