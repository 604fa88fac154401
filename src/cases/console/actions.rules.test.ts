import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionBodies, caseActions } from '#cases/case.contract.ts'
import {
  actionFields,
  actionKeys,
  actionName,
  bodyOf,
  emptyValues,
  mainAction,
  missingFields,
  orderActions,
} from './actions.rules.ts'

const filled: Record<string, string | number | boolean> = {
  paragraph: '一段话',
  line: '《条例》第 3 条',
  department: 'lighting',
  duty: 'lamp',
  category: 'street',
  urgency: 'urgent',
  service: '119',
  score: 4,
  resolved: false,
}

for (const action of caseActions) {
  test(`the form of ${action} has the fields of its contract`, () => {
    const shape = actionBodies[action].shape as Record<string, unknown>
    // The page itself knows the version and how the advice was used.
    const asked = Object.keys(shape).filter(name => name !== 'version' && name !== 'advice')
    assert.deepEqual(actionFields[action].map(field => field.name).sort(), asked.sort())
  })

  test(`the contract takes the filled form of ${action}, and the one with needed fields only`, () => {
    const all = Object.fromEntries(actionFields[action].map(field => [field.name, filled[field.kind]!]))
    assert.deepEqual(missingFields(action, all), [])
    assert.ok(actionBodies[action].safeParse(bodyOf(action, all, 2)).success)
    const some = { ...emptyValues(action) }
    for (const field of actionFields[action]) if (field.needed) some[field.name] = filled[field.kind]!
    const read = actionBodies[action].safeParse(bodyOf(action, some, 2))
    assert.ok(read.success, JSON.stringify(read.error?.issues))
  })
}

test('a needed field that is empty or blank is named', () => {
  assert.deepEqual(missingFields('decline', { reason: '  ', legalBasis: '' }), ['reason', 'legalBasis'])
  assert.deepEqual(missingFields('rate', { score: 1, resolved: false, note: '' }), [])
  assert.deepEqual(missingFields('rate', emptyValues('rate')), ['score', 'resolved'])
})

test('words that cannot be seen are none, to the page and to the door', () => {
  for (const action of caseActions) {
    const said = actionFields[action].filter(field => field.needed && field.kind === 'paragraph')
    for (const text of ['\u200b', '\ufeff\u2060', ' \u200d\n', '\u3164']) {
      const values = Object.fromEntries(actionFields[action].map(field => [field.name, filled[field.kind]!]))
      for (const { name } of said) values[name] = text
      assert.deepEqual(
        missingFields(action, values),
        said.map(field => field.name),
      )
      assert.equal(actionBodies[action].safeParse(bodyOf(action, values, 2)).success, said.length === 0)
    }
  }
})

test('an id that is not chosen is null, an empty text is left out', () => {
  const body = bodyOf('dispatch', { ...emptyValues('dispatch'), departmentId: 'x' }, 7)
  assert.deepEqual(body, { version: 7, departmentId: 'x', dutyId: null, categoryId: null })
})

test('the action that takes the case further stands first', () => {
  const fresh = orderActions(['answer', 'decline', 'dispatch', 'comment'], 'accepted')
  assert.deepEqual(fresh, ['dispatch', 'answer', 'decline', 'comment'])
  assert.deepEqual(orderActions(['comment'], 'closed'), ['comment'])
  assert.equal(mainAction([], 'closed'), null)
})

test('sending a case elsewhere is another word and does not take it further', () => {
  assert.equal(mainAction(['dispatch', 'comment'], 'dispatched'), null)
  assert.equal(mainAction(['dispatch', 'handle'], 'dispatched'), 'handle')
  assert.equal(actionName('dispatch', 'dispatched'), 'cases:action.dispatch-again')
  assert.equal(actionName('dispatch', 'reported'), 'cases:action.dispatch')
  assert.equal(actionName('handle', 'dispatched'), 'cases:action.handle')
})

test('no two actions that can meet share a letter', () => {
  const together = [
    ['accept', 'answer', 'decline', 'hand-over', 'dispatch', 'comment'],
    ['return', 'handle', 'hand-over', 'dispatch', 'comment'],
    ['reply', 'return', 'comment'],
    ['send-back', 'close', 'comment'],
    ['reopen', 'rate', 'comment'],
  ] as const
  for (const actions of together) {
    const letters = actions.map(action => actionKeys[action])
    assert.equal(new Set(letters).size, letters.length, actions.join())
  }
})
