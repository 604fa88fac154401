import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asProblem } from '#base/index.ts'
import { caseError } from './case.errors.ts'
import { caseActions, caseStates, pauses } from './case-words.contract.ts'
import chinese from './console/zh-CN.json' with { type: 'json' }

const others = ['report', 'import', 'search']

test('a refusal names what was refused in words of the person, never of the code', () => {
  for (const action of [...caseActions, ...others]) {
    const refused = caseError('cases.not-permitted', { action })
    assert.match(asProblem(refused, 'zh').title, /“\p{Script=Han}[^a-z]*”/u, action)
    assert.match(asProblem(refused, 'en').title, /"[A-Z][^"]+"/, action)
    assert.deepEqual(asProblem(refused, 'zh').details, { action })
  }
  for (const state of [...caseStates, ...pauses]) {
    const refused = caseError('cases.not-allowed-now', { action: 'send-back', state })
    assert.match(asProblem(refused, 'zh').title, /（\p{Script=Han}+）不能执行“退回重办”/u, state)
    assert.match(asProblem(refused, 'en').title, /^A case that is [a-z ]+ cannot be given "Send back"/, state)
  }
})

test('an action is called in a refusal what its button is called', () => {
  for (const action of caseActions)
    assert.ok(
      asProblem(caseError('cases.not-permitted', { action }), 'zh').title.includes(chinese.action[action]),
    )
})
