import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fieldMessages, isConflict, toProblem, unexpectedAnswer } from './problem.rules.ts'

test('a problem of ours is read as it is', () => {
  const body = {
    type: '/docs/errors.md#casesstale',
    title: 'Somebody was faster.',
    status: 409,
    code: 'cases.stale',
    details: { version: 3 },
  }
  assert.deepEqual(toProblem(409, body), body)
})

test("the sign-in library's answer becomes a problem", () => {
  const found = toProblem(401, { code: 'INVALID_USERNAME_OR_PASSWORD', message: 'Invalid' })
  assert.equal(found.code, 'INVALID_USERNAME_OR_PASSWORD')
  assert.equal(found.title, 'Invalid')
  assert.equal(found.status, 401)
})

test('what is no object has the code of an unexpected answer', () => {
  for (const body of [null, '<html>', 7, undefined, {}])
    assert.deepEqual(toProblem(502, body), {
      type: 'about:blank',
      title: '',
      status: 502,
      code: unexpectedAnswer,
    })
})

test('messages come to their fields, several at one', () => {
  const found = fieldMessages({
    type: '',
    title: '',
    status: 400,
    code: 'base.invalid-input',
    errors: [
      { path: 'reporter.phone', message: 'a' },
      { path: 'detail', message: 'b' },
      { path: 'reporter.phone', message: 'c' },
    ],
  })
  assert.deepEqual(found, [
    { name: ['reporter', 'phone'], errors: ['a', 'c'] },
    { name: ['detail'], errors: ['b'] },
  ])
})

test('only 409 is a conflict', () => {
  assert.equal(isConflict({ status: 409 }), true)
  assert.equal(isConflict({ status: 412 }), false)
})
