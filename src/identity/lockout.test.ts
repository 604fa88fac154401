import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { testIdentity, testPassword } from '../../test/test-identity.ts'
import { commandLineActor } from './actors.ts'
import { createFailureLimit } from './failure-limit.ts'
import { removeEnded } from './remove-ended.ts'
import { setPassword } from './set-password.ts'

const path = '/api/auth/sign-in/username'
const wrong = { username: 'wang', password: 'wrong-wrong-wrong' }
const right = { username: 'wang', password: testPassword }

test('five wrong passwords close an account for fifteen minutes, to the right password too', async t => {
  const { person, visit, later, database } = await testIdentity(t)
  const wang = await person('wang', ['seat'])
  await person('li.na', ['seat'])
  for (let attempt = 1; attempt <= 4; attempt++) {
    assert.equal((await visit().call('POST', path, wrong)).body.code, 'identity.wrong-credentials')
  }
  const fifth = await visit().call('POST', path, wrong)
  assert.equal(fifth.status, 429)
  assert.equal(fifth.body.code, 'identity.account-locked')
  assert.equal(fifth.body.details.minutes, 15)
  assert.equal((await visit().call('POST', path, right)).body.code, 'identity.account-locked')
  assert.equal(
    (await visit().call('POST', path, { ...right, username: ' WANG ' })).body.code,
    'identity.account-locked',
  )
  assert.equal((await visit().call('POST', path, { ...right, username: 'li.na' })).status, 200)
  const kinds = (await readEntries(database, wang.id)).map(entry => entry.kind)
  assert.deepEqual(kinds, ['person.created', 'session.locked'])
  later(16)
  assert.equal((await visit().call('POST', path, right)).status, 200)
})

test('a right password forgets the wrong ones before it', async t => {
  const { person, visit } = await testIdentity(t)
  await person('wang', ['seat'])
  for (let round = 0; round < 3; round++) {
    for (let attempt = 0; attempt < 4; attempt++) await visit().call('POST', path, wrong)
    assert.equal((await visit().call('POST', path, right)).status, 200)
  }
})

test('attempts sent at once do not get past the count', async t => {
  const { person, visit, database } = await testIdentity(t)
  await person('wang', ['seat'])
  const answers = await Promise.all(Array.from({ length: 12 }, () => visit().call('POST', path, wrong)))
  assert.equal(answers.filter(answer => answer.body.code === 'identity.wrong-credentials').length, 4)
  assert.equal(answers.filter(answer => answer.body.code === 'identity.account-locked').length, 8)
  const { rows } = await sql`select failures from identity.sign_in_failure`.execute(database)
  assert.deepEqual(rows, [{ failures: 5 }])
})

test('an account that nobody has is closed the same way', async t => {
  const { visit } = await testIdentity(t)
  const body = { ...wrong, username: 'nobody' }
  for (let attempt = 1; attempt <= 4; attempt++) await visit().call('POST', path, body)
  assert.equal((await visit().call('POST', path, body)).body.code, 'identity.account-locked')
})

test('a reset password opens the account', async t => {
  const { person, visit, database } = await testIdentity(t)
  const wang = await person('wang', ['seat'])
  for (let attempt = 1; attempt <= 5; attempt++) await visit().call('POST', path, wrong)
  const password = 'maple-window-37-rain'
  await inTransaction(database, tx => setPassword(tx, { personId: wang.id, password }, commandLineActor))
  assert.equal((await visit().call('POST', path, { username: 'wang', password })).status, 200)
})

test('one address may fail fifty times over all accounts; successes do not count', async t => {
  const { person, visit, later } = await testIdentity(t)
  await person('wang', ['seat'])
  for (let attempt = 0; attempt < 50; attempt++) {
    const answer = await visit().call('POST', path, { username: `not an account ${attempt}`, password: 'x' })
    assert.equal(answer.status, 401)
  }
  const refused = await visit().call('POST', path, right)
  assert.equal(refused.status, 429)
  assert.equal(refused.body.code, 'base.too-many-requests')
  later(15)
  assert.equal((await visit().call('POST', path, right)).status, 200)
})

test('the limit by address keeps addresses apart and forgets with time', () => {
  let now = 0
  const limit = createFailureLimit({ limit: 2, windowMilliseconds: 1000, now: () => now })
  limit.count('a')
  limit.check('a')
  limit.count('a')
  assert.throws(() => limit.check('a'), /base.too-many-requests/)
  limit.check('b')
  now = 1000
  limit.check('a')
  for (let i = 0; i < 10_100; i++) limit.count(`flood ${i}`)
  limit.count('b')
  limit.check('b')
})

test('housekeeping removes ended sessions and old counts, nothing else', async t => {
  const { person, visit, signIn, database, owner } = await testIdentity(t)
  await person('wang', ['seat'])
  await person('li.na', ['seat'])
  await signIn('wang')
  await sql`update identity.sign_in_session set "expiresAt" = now() - interval '1 minute'`.execute(owner)
  const kept = await signIn('li.na')
  await visit().call('POST', path, wrong)
  await sql`insert into identity.sign_in_failure values ('old', 3, null, now() - interval '1 day')`.execute(
    owner,
  )
  assert.equal(await removeEnded(database), 1)
  assert.equal((await kept.call('GET', '/api/session')).body.signedIn, true)
  const { rows } = await sql`select account from identity.sign_in_failure`.execute(database)
  assert.deepEqual(rows, [{ account: 'wang' }])
})
