import assert from 'node:assert/strict'
import { test } from 'node:test'
import { safeError } from './safe-error.rules.ts'

const duplicate = {
  type: 'DatabaseError',
  message: 'duplicate key value violates unique constraint "person_account_key"',
  stack: 'error: duplicate key value violates unique constraint "person_account_key"\n    at x',
  code: '23505',
  constraint: 'person_account_key',
  detail: 'Key (account)=(王小明) already exists.',
  where: 'COPY person, line 1: "王小明"',
}

test('rows that PostgreSQL quotes are not kept; names and codes are', () => {
  const safe = safeError(duplicate)
  assert.ok(!JSON.stringify(safe).includes('王小明'))
  assert.deepEqual(
    [safe.code, safe.constraint, safe.message],
    ['23505', 'person_account_key', duplicate.message],
  )
})

test('a value that cannot be is left out of message and stack', () => {
  const message = 'invalid input syntax for type uuid: "王小明"'
  const safe = safeError({
    type: 'DatabaseError',
    code: '22P02',
    message,
    stack: `error: ${message}\n    at y`,
  })
  assert.equal(safe.message, 'invalid input syntax for type uuid: "…"')
  assert.equal(safe.stack, 'error: invalid input syntax for type uuid: "…"\n    at y')
})

test('what caused an error is made safe too; other errors stay as they are', () => {
  const outer = { type: 'Error', message: 'Migration "x" failed', stack: 's' }
  const safe = safeError(outer, duplicate)
  assert.equal(safe.message, outer.message)
  assert.equal((safe.cause as typeof duplicate).code, '23505')
  assert.ok(!JSON.stringify(safe).includes('王小明'))
  assert.deepEqual(safeError(outer), outer)
})

const said = (value: string) => `invalid input syntax for type uuid: "${value}"`
const cannotBe = (message: string, stack = `error: ${message}\n    at parse ("pg-protocol/parser.js":1:2)`) =>
  safeError({ type: 'DatabaseError', code: '22P02', message, stack })

for (const value of [
  '王小明',
  '" 王小明',
  '王"小明',
  '"王小明"',
  '甲\n"乙" 王小明',
  '$& 王小明',
  '“王小明”',
  'a"b"c 王小明',
])
  test(`no sign of a value that cannot be: ${JSON.stringify(value)}`, () => {
    const safe = cannotBe(said(value))
    assert.equal(safe.message, 'invalid input syntax for type uuid: "…"')
    assert.equal(
      safe.stack,
      'error: invalid input syntax for type uuid: "…"\n    at parse ("pg-protocol/parser.js":1:2)',
      'where it happened stays',
    )
  })

test('a stack that does not hold the message is made safe by itself; an empty message is no reason to tear it up', () => {
  const other = cannotBe(said('甲'), 'error: value "王小明" of another\n    at x')
  assert.equal(other.stack, 'error: value "…" of another\n    at x')
  assert.equal(cannotBe('', 'error\n    at x').stack, 'error\n    at x')
})

test('of every field of PostgreSQL only codes, names and places stay', () => {
  const names = {
    ...{ severity: 'ERROR', schema: 'cases', table: 'case_content', column: 'detail', dataType: 'text' },
    ...{ file: 'execMain.c', line: '2060', routine: 'ExecConstraints', position: '15', length: 300 },
  }
  const quoted = Object.fromEntries(
    [
      'detail',
      'where',
      'hint',
      'internalQuery',
      'query',
      'parameters',
      'cause',
      'aggregateErrors',
      'raw',
    ].map(field => [field, '王小明 13800138000']),
  )
  const error = { type: 'DatabaseError', code: '23514', message: 'm', stack: 's' }
  assert.deepEqual(safeError({ ...error, ...names, ...quoted }), { ...error, ...names })
})

test('other classes keep their message: it names a constraint, a relation or a function', () => {
  for (const code of ['23505', '23514', '42P01', '42883', '40001', '57014', undefined, 22, '2'])
    assert.equal(
      safeError({ type: 'E', code, message: 'relation "x" is gone', stack: 's' }).message,
      'relation "x" is gone',
    )
  for (const code of ['22001', '22003', '22008', '22P02', '22P05', '22023'])
    assert.equal(safeError({ type: 'E', code, message: 'a "x" b', stack: 's' }).message, 'a "…" b')
})
