import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actionBodies } from './action.contract.ts'
import { bodies } from './action-bodies.fixture.ts'
import type { CaseAction } from './case-words.contract.ts'

test('the doors of the new steps take what they should and nothing else', () => {
  const blank = ['', ' ', '\n\t', '\u200b', '\u3164']
  const long = '长'.repeat(5001)
  const text = (field: string) => [...blank, long, null, 7, undefined].map(value => ({ [field]: value }))
  const refused: Partial<Record<CaseAction, object[]>> = {
    hold: text('reason'),
    'ask-citizen': text('question'),
    'answer-question': text('answer'),
    'refuse-extension': text('reason'),
    withdraw: text('reason'),
    reveal: [...text('purpose'), { purpose: '看' }, { purpose: '长'.repeat(501) }],
    'ask-extension': [
      ...[0, -1, 91, 1.5, '2', null, undefined, Number.NaN].map(workdays => ({ workdays })),
      ...text('reason'),
    ],
    'grant-extension': [0, 91, 2.5, '2', null].map(workdays => ({ workdays })),
    'declare-impossible': [
      ...text('reason'),
      ...blank.map(legalBasis => ({ legalBasis })),
      { legalBasis: '条' },
    ],
    transfer: [...text('note'), ...blank.map(recipient => ({ recipient })), { recipient: '市'.repeat(201) }],
    'call-back': [{ reached: 'yes' }, { reached: undefined }, { satisfied: 'no' }, { note: long }],
    resume: [{ note: long }, { note: 7 }],
  }
  for (const [action, changes] of Object.entries(refused) as [CaseAction, object[]][]) {
    const good = { ...bodies[action], version: 1 }
    assert.ok(actionBodies[action].safeParse(good).success, action)
    for (const change of [...changes, { version: 0 }, { version: 1.5 }, { version: undefined }])
      assert.ok(
        !actionBodies[action].safeParse({ ...good, ...change }).success,
        `${action} took ${JSON.stringify(change).slice(0, 60)}`,
      )
  }
  const edges: [CaseAction, object][] = [
    ['ask-extension', { workdays: 90 }],
    ['ask-extension', { workdays: 1 }],
    ['grant-extension', { workdays: undefined }],
    ['reveal', { purpose: '核实' }],
    ['hold', { reason: '长'.repeat(5000) }],
    ['transfer', { recipient: '市'.repeat(200) }],
    ['call-back', { satisfied: undefined, note: undefined }],
  ]
  for (const [action, change] of edges)
    assert.ok(actionBodies[action].safeParse({ ...bodies[action], version: 1, ...change }).success, action)
})
