import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  failedCheck,
  judgeDatabase,
  judgeDisk,
  judgeLedger,
  judgeMigrations,
  judgeQueue,
  judgeRoom,
  summarise,
} from './health.rules.ts'

const gibibyte = 1024 ** 3

test('the whole is as bad as its worst part', () => {
  const good = judgeDisk(100 * gibibyte)
  const warning = judgeDisk(2 * gibibyte)
  const bad = judgeDisk(1)
  assert.equal(summarise([good, good]).state, 'good')
  assert.equal(summarise([good, warning]).state, 'warning')
  assert.equal(summarise([warning, bad, good]).state, 'bad')
  assert.equal(summarise([]).state, 'good')
})

test('disk: 5 GiB and 1 GiB are the marks', () => {
  assert.deepEqual(
    [5, 4.9, 1, 0.9].map(n => judgeDisk(n * gibibyte).state),
    ['good', 'warning', 'warning', 'bad'],
  )
})

test('queue: failures warn, a job that nobody takes for five minutes is bad', () => {
  assert.equal(judgeQueue({ waiting: 9, failed: 0, oldestSeconds: 4 }).state, 'good')
  assert.equal(judgeQueue({ waiting: 0, failed: 1, oldestSeconds: 0 }).state, 'warning')
  const stuck = judgeQueue({ waiting: 1, failed: 0, oldestSeconds: 301 })
  assert.equal(stuck.state, 'bad')
  assert.match(stuck.advice, /worker/)
})

test('ledger: one altered entry is bad and named', () => {
  assert.equal(judgeLedger({ examined: 200, altered: [] }).state, 'good')
  const altered = judgeLedger({ examined: 200, altered: ['entry-7'] })
  assert.equal(altered.state, 'bad')
  assert.match(altered.advice, /entry-7/)
})

test('migrations, database and failed checks speak both languages and advise', () => {
  assert.equal(judgeMigrations([]).advice, '')
  assert.match(judgeMigrations(['cases 2']).advice, /migrate/)
  assert.equal(judgeDatabase({ version: '18.4', milliseconds: 201 }).state, 'warning')
  assert.equal(judgeDatabase({ version: '18.4', milliseconds: 1 }).state, 'good')
  const failed = failedCheck('queue', new Error('gone'))
  assert.deepEqual([failed.state, failed.key], ['bad', 'queue'])
  for (const one of [failed, judgeMigrations(['x']), judgeDisk(1)]) {
    assert.match(one.zh, /\p{Script=Han}/u)
    assert.doesNotMatch(one.en, /\p{Script=Han}/u)
  }
})

test('what a room found is told with number and examples, in the state that the room gave it', () => {
  const check = {
    key: 'k',
    state: 'warning' as const,
    good: { zh: '好', en: 'fine' },
    found: { zh: '{{count}} 个：{{examples}}', en: '{{count}}: {{examples}}' },
    advice: 'mend it',
  }
  const fine = judgeRoom(check, { count: 0, examples: [] })
  assert.deepEqual([fine.state, fine.zh, fine.en, fine.advice], ['good', '好', 'fine', ''])
  const told = judgeRoom(check, { count: 1, examples: ['a', 'b'] })
  assert.deepEqual(
    [told.state, told.zh, told.en, told.advice],
    ['warning', '1 个：a, b', '1: a, b', 'mend it'],
  )
})
