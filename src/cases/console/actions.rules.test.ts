import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionBodies } from '#cases/action.contract.ts'
import { isPossible, type Standing } from '#cases/case.rules.ts'
import { askings, caseActions, caseStates, dispositions, pauses } from '#cases/case-words.contract.ts'
import {
  type ActionValues,
  actionFields,
  actionKeys,
  actionName,
  barActions,
  bodyOf,
  emptyValues,
  mainAction,
  missingFields,
  orderActions,
  shownFields,
} from './actions.rules.ts'

const filled: ActionValues = {
  paragraph: '一段话',
  line: '《条例》第 3 条',
  department: 'lighting',
  duty: 'lamp',
  category: 'street',
  urgency: 'urgent',
  service: '119',
  score: 4,
  resolved: false,
  case: '00000000-0000-7000-8000-000000000001',
  'yes-no': true,
  person: '00000000-0000-7000-8000-000000000001',
  workdays: 3,
  reasons: ['too-slow'],
}

for (const action of caseActions) {
  test(`the form of ${action} has the fields of its contract`, () => {
    const shape = actionBodies[action].shape as Record<string, unknown>
    // The page itself knows the version and how the advice was used.
    const asked = Object.keys(shape).filter(
      name => name !== 'version' && name !== 'advice' && name !== 'dutyChange',
    )
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
  assert.deepEqual(missingFields('rate', { score: 4, resolved: false, note: '' }), [])
  assert.deepEqual(missingFields('rate', { score: 1, resolved: false, reasons: [] }), ['reasons'])
  assert.deepEqual(missingFields('rate', { score: 3, resolved: false, reasons: null }), ['reasons'])
  assert.deepEqual(missingFields('rate', { score: 3, resolved: false, reasons: ['other'] }), [])
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

test('reasons are asked for with a low score only, and not sent with a high one', () => {
  const shown = (score: number | null) => shownFields('rate', { score }).map(field => field.name)
  assert.ok(shown(3).includes('reasons') && shown(1).includes('reasons'))
  for (const score of [0, 4, 5, null]) assert.ok(!shown(score).includes('reasons'))
  assert.equal(bodyOf('rate', { score: 5, resolved: true, reasons: ['other'] }, 1).reasons, undefined)
  assert.deepEqual(bodyOf('rate', { score: 2, resolved: true, reasons: ['other'] }, 1).reasons, ['other'])
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

/** Wherever a case can stand, as far as the machine asks. */
function* standings(): Generator<Standing> {
  const yesNo = [false, true]
  for (const state of caseStates)
    for (const disposition of state === 'closed' ? dispositions : [null])
      for (const pause of [null, ...pauses])
        for (const asked of [null, ...askings])
          for (const disputed of yesNo)
            for (const merged of yesNo)
              for (const rating of [null, 4])
                yield {
                  ...{ state, disposition, pause, asked, disputed, merged, rating },
                  ...{ hasDeadline: true, confidential: true },
                }
}

test('no two actions that can meet share a letter, wherever the case stands', () => {
  for (const standing of standings()) {
    const actions = caseActions.filter(action => isPossible(action, standing))
    const letters = actions.map(action => actionKeys[action])
    assert.equal(new Set(letters).size, letters.length, `${actions} ${JSON.stringify(standing)}`)
  }
})

test('wherever the case stands each action is a button or an entry, once; a menu of one is none', () => {
  for (const standing of standings()) {
    const actions = caseActions.filter(action => isPossible(action, standing))
    const { shown, more } = barActions(actions, standing.state)
    assert.deepEqual([...shown, ...more].toSorted(), actions.toSorted())
    assert.ok(shown.length + (more.length > 0 ? 1 : 0) <= 6)
    assert.notEqual(more.length, 1)
    const main = mainAction(actions, standing.state)
    if (main) assert.equal(shown[0], main)
    assert.equal(shown.includes('hand-over'), actions.includes('hand-over'), 'danger is one press away')
  }
})

test('what each desk sees as buttons and behind the menu', () => {
  const of = (state: (typeof caseStates)[number], actions: string) =>
    barActions(actions.split(' ') as (typeof caseActions)[number][], state)
  assert.deepEqual(
    of('reported', 'accept answer decline hand-over dispatch comment transfer withdraw merge reveal'),
    {
      shown: ['dispatch', 'accept', 'answer', 'decline', 'hand-over'],
      more: ['comment', 'transfer', 'withdraw', 'merge', 'reveal'],
    },
  )
  assert.deepEqual(
    of('handling', 'return reply comment hold ask-citizen ask-extension declare-impossible object assign'),
    {
      shown: ['reply', 'return', 'comment', 'ask-citizen', 'assign'],
      more: ['hold', 'ask-extension', 'declare-impossible', 'object'],
    },
  )
  const six = 'send-back close comment withdraw call-back reveal'
  assert.deepEqual(of('verifying', six).more, [], 'six fit')
  assert.deepEqual(of('verifying', `${six} adapt-reply`).more, ['reveal', 'adapt-reply'])
})
