import assert from 'node:assert/strict'
import { test } from 'node:test'
import { acceptsFirst, allowedActions, canBeRated, isPossible, machine, type Standing } from './case.rules.ts'
import { type CaseAction, caseActions, caseStates, type Disposition } from './case-words.contract.ts'

const standing = (state: Standing['state'], more: Partial<Standing> = {}): Standing => ({
  state,
  disposition: state === 'closed' ? 'resolved' : null,
  rating: null,
  ...more,
})

// Written out by hand, not derived from the machine: this is what was agreed.
const agreed: Record<Standing['state'], CaseAction[]> = {
  reported: [
    'accept',
    'answer',
    'decline',
    'hand-over',
    'dispatch',
    'comment',
    'transfer',
    'withdraw',
    'merge',
  ],
  accepted: ['answer', 'decline', 'hand-over', 'dispatch', 'comment', 'transfer', 'withdraw', 'merge'],
  dispatched: [
    'hand-over',
    'dispatch',
    'return',
    'handle',
    'comment',
    'hold',
    'ask-citizen',
    'object',
    'assign',
    'transfer',
    'withdraw',
    'merge',
  ],
  handling: [
    'hand-over',
    'return',
    'reply',
    'comment',
    'hold',
    'ask-citizen',
    'declare-impossible',
    'object',
    'assign',
    'transfer',
    'withdraw',
    'merge',
  ],
  verifying: ['send-back', 'close', 'comment', 'withdraw', 'call-back'],
  closed: ['reopen', 'rate', 'comment', 'call-back'],
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
  ['merge', null, undefined],
  ['unmerge', null, undefined],
  ['adapt-reply', null, undefined],
  ['hold', null, undefined],
  ['resume', null, undefined],
  ['ask-citizen', null, undefined],
  ['answer-question', null, undefined],
  ['ask-extension', null, undefined],
  ['grant-extension', null, undefined],
  ['refuse-extension', null, undefined],
  ['declare-impossible', 'verifying', undefined],
  ['confirm-impossible', 'closed', 'not-possible'],
  ['transfer', 'closed', 'transferred'],
  ['withdraw', 'closed', 'withdrawn'],
  ['call-back', null, undefined],
  ['reveal', null, undefined],
  ['object', null, undefined],
  ['uphold-objection', 'dispatched', undefined],
  ['refuse-objection', null, undefined],
  ['assign', null, undefined],
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
  for (const disposition of ['withdrawn', 'transferred'] as const)
    assert.equal(canBeRated(standing('closed', { disposition })), false)
  assert.equal(canBeRated(standing('closed', { disposition: 'not-possible' })), true)
  assert.equal(canBeRated(standing('closed', { rating: 3 })), false)
  assert.equal(canBeRated(standing('verifying')), false)
  assert.equal(isPossible('rate', standing('closed', { rating: 3 })), false)
  for (const action of caseActions)
    assert.equal(isPossible(action, standing('closed', { erased: true, merged: true })), false, action)
  assert.deepEqual(
    allowedActions(standing('closed', { erased: true }), () => true),
    [],
  )
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

const possible = (more: Partial<Standing>, state: Standing['state'] = 'handling') =>
  caseActions.filter(action => isPossible(action, standing(state, more))).toSorted()

test('a case that stands still goes on, ends, is given back or is spoken of; nothing else', () => {
  const still: CaseAction[] = ['comment', 'hand-over', 'resume', 'return', 'transfer', 'withdraw']
  for (const state of ['dispatched', 'handling'] as const) {
    assert.deepEqual(
      possible({ pause: 'hold' }, state).filter(action => mine.has(action)),
      still,
    )
    assert.deepEqual(
      possible({ pause: 'citizen' }, state).filter(action => mine.has(action)),
      ['answer-question', ...still],
    )
  }
})

test('an extension is asked for once, where there is a deadline, and ruled on while it is asked for', () => {
  const about = (more: Partial<Standing>) => possible(more).filter(action => action.includes('extension'))
  assert.deepEqual(about({}), [])
  assert.deepEqual(about({ hasDeadline: true }), ['ask-extension'])
  const ruling: CaseAction[] = ['grant-extension', 'refuse-extension']
  assert.deepEqual(about({ hasDeadline: true, asked: 'extension' }), ruling)
  assert.deepEqual(about({ hasDeadline: true, asked: 'extension', pause: 'hold' }), ruling)
})

test('only who is kept hidden is revealed', () => {
  for (const state of caseStates) {
    assert.equal(isPossible('reveal', standing(state)), false)
    assert.equal(isPossible('reveal', standing(state, { confidential: true })), true)
  }
})

test('an objection is raised once and ruled on while it is open, whatever else waits', () => {
  const about = (more: Partial<Standing>, state: Standing['state'] = 'handling') =>
    possible(more, state).filter(action => action.includes('object'))
  for (const pause of [null, 'hold', 'citizen'] as const)
    for (const state of ['dispatched', 'handling'] as const) {
      assert.deepEqual(about({ pause }, state), ['object'])
      assert.deepEqual(about({ pause, disputed: true }, state), ['refuse-objection', 'uphold-objection'])
    }
  for (const state of ['reported', 'accepted', 'verifying', 'closed'] as const)
    assert.deepEqual(about({ disputed: true }, state), [])
})

test('who gave the matter up while it was merged is not brought back; who waits elsewhere may still be called', () => {
  const merged = (more: Partial<Standing>) => possible({ merged: true, ...more }, 'closed')
  assert.ok(merged({ disposition: 'resolved' }).includes('unmerge'))
  assert.ok(!merged({ disposition: 'withdrawn' }).includes('unmerge'))
  assert.ok(merged({ disposition: 'resolved', confidential: true }).includes('reveal'))
})

test('what was declared impossible is confirmed or sent back, not closed as resolved', () => {
  const verdicts = (more: Partial<Standing>) =>
    possible(more, 'verifying').filter(action =>
      ['close', 'confirm-impossible', 'send-back'].includes(action),
    )
  assert.deepEqual(verdicts({ asked: 'not-possible' }), ['confirm-impossible', 'send-back'])
  assert.deepEqual(verdicts({}), ['close', 'send-back'])
})

const mine = new Set<CaseAction>([
  ...(['comment', 'hand-over', 'return', 'reply', 'handle', 'dispatch', 'hold', 'resume'] as const),
  ...([
    'ask-citizen',
    'answer-question',
    'ask-extension',
    'declare-impossible',
    'transfer',
    'withdraw',
  ] as const),
])

test("a case merged into another does what is its own reporter's, or is taken out again", () => {
  const own: Record<Standing['state'], CaseAction[]> = {
    reported: ['comment', 'unmerge', 'withdraw'],
    accepted: ['comment', 'unmerge', 'withdraw'],
    dispatched: ['comment', 'unmerge', 'withdraw'],
    handling: ['comment', 'unmerge', 'withdraw'],
    verifying: ['adapt-reply', 'call-back', 'comment', 'unmerge', 'withdraw'],
    closed: ['adapt-reply', 'call-back', 'comment', 'rate', 'unmerge'],
  }
  for (const state of caseStates) assert.deepEqual(possible({ merged: true }, state), own[state], state)
  for (const state of caseStates)
    assert.ok(!possible({}, state).some(action => action === 'unmerge' || action === 'adapt-reply'))
})
