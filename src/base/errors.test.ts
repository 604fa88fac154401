import assert from 'node:assert/strict'
import { test } from 'node:test'
import { baseError } from './base.errors.ts'
import { CatalogueError, defineErrors, fillSentence, isCode } from './errors.ts'
import { asCatalogueError, asProblem } from './problem.ts'

test('sentences take details by name and leave out what is missing', () => {
  assert.equal(fillSentence('第 {{row}} 行：{{reason}}。', { row: 3 }), '第 3 行：。')
})

test('an error knows its code, entry and details', () => {
  const error = baseError('base.payload-too-large', { limit: '256 KB' })
  assert.ok(error instanceof CatalogueError)
  assert.equal(error.entry.status, 413)
  assert.match(error.message, /at most 256 KB/)
  assert.ok(isCode(error, 'base.payload-too-large'))
  assert.ok(!isCode(error, 'base.internal'))
  assert.ok(!isCode(new Error('base.payload-too-large'), 'base.payload-too-large'))
})

const given: [string, unknown, string][] = [
  ['a lost connection', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'base.database-unreachable'],
  ['a stopping server', Object.assign(new Error('x'), { code: '57P01' }), 'base.database-unreachable'],
  ['an exhausted pool', new Error('timeout exceeded when trying to connect'), 'base.database-unreachable'],
  ['U+0000 in JSON', Object.assign(new Error('x'), { code: '22P05' }), 'base.invalid-input'],
  [
    'a body over the limit',
    Object.assign(new Error('x'), { code: 'FST_ERR_CTP_BODY_TOO_LARGE' }),
    'base.payload-too-large',
  ],
  ['an unknown media type', Object.assign(new Error('x'), { statusCode: 415 }), 'base.unsupported-media'],
  [
    'a client fault of the framework',
    Object.assign(new Error('x'), { statusCode: 400 }),
    'base.invalid-input',
  ],
  ['a full disk', Object.assign(new Error('x'), { code: 'ENOSPC' }), 'base.disk-full'],
  ['a full disk of the database', Object.assign(new Error('x'), { code: '53100' }), 'base.disk-full'],
  ['anything else', new TypeError('x'), 'base.internal'],
  ['what is not even an error', 'x', 'base.internal'],
]
for (const [name, error, code] of given) {
  test(`${name} becomes ${code}`, () => assert.equal(asCatalogueError(error).code, code))
}

test('validation faults name their fields', () => {
  const error = Object.assign(new Error('x'), {
    validation: [{ instancePath: '/reporter/phone', message: 'too long' }],
  })
  const problem = asProblem(asCatalogueError(error), 'en')
  assert.deepEqual(problem.errors, [{ path: 'reporter.phone', message: 'too long' }])
  assert.equal(problem.status, 400)
})

test('a problem speaks the language asked for and never the advice', () => {
  const error = baseError('base.too-many-requests', { seconds: 5 })
  assert.match(asProblem(error, 'zh').title, /5 秒/)
  assert.match(asProblem(error, 'en').title, /5 seconds/)
  assert.ok(!JSON.stringify(asProblem(error, 'en')).includes(error.entry.advice))
  assert.deepEqual(asProblem(error, 'en').details, { seconds: 5 })
})

test('a name of the code is read as a word of the person, and given to clients as it is', () => {
  const make = defineErrors({
    'base.test': {
      status: 409,
      zh: '“{{action}}”：{{count}}、{{action}}',
      en: '"{{action}}": {{count}}, {{action}}',
      advice: 'None.',
      words: { action: { close: { zh: '办结', en: 'Close' } } },
    },
  })
  const error = make('base.test', { action: 'close', count: 3 })
  assert.equal(asProblem(error, 'zh').title, '“办结”：3、办结')
  assert.equal(asProblem(error, 'en').title, '"Close": 3, Close')
  assert.deepEqual(asProblem(error, 'zh').details, { action: 'close', count: 3 })
  for (const action of ['no such action', 'constructor'])
    assert.equal(asProblem(make('base.test', { action, count: 1 }), 'zh').title, `“${action}”：1、${action}`)
  assert.equal(asProblem(make('base.test'), 'zh').title, '“”：、')
})
