import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { testIdentity } from '../../test/test-identity.ts'
import { commandLineActor } from './actors.ts'
import { changePerson } from './change-person.ts'
import { setPassword } from './set-password.ts'

const wanted = { name: '数据同步', actions: ['cases:read', 'cases:report'] }
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })

test('a token is shown once, works as its person within its actions, and is kept as a hash', async t => {
  const { person, signIn, visit, owner, database } = await testIdentity(t)
  const wang = await person('wang', ['seat'], { departmentId: 'd1' })
  const made = await (await signIn('wang')).call('POST', '/api/tokens', wanted)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { secret, token } = made.body
  const { body } = await visit().call('GET', '/api/session', undefined, bearer(secret))
  assert.equal(body.personId, wang.id)
  assert.deepEqual(body.actions, ['cases:report', 'cases:read'])
  const { rows } = await sql<{ row: string }>`select t::text as row from identity.token t`.execute(owner)
  assert.equal(rows[0]?.row.includes(secret.slice(10)), false)
  const list = (await (await signIn('wang')).call('GET', '/api/tokens')).body.tokens
  assert.equal(list.length, 1)
  assert.equal(list[0].prefix, secret.slice(0, 10))
  assert.notEqual(list[0].lastUsedAt, null)
  assert.equal(JSON.stringify(list).includes(secret), false)
  assert.deepEqual(
    (await readEntries(database, token.id)).map(entry => entry.kind),
    ['token.created'],
  )
})

test('wrong, changed, expired and revoked tokens are refused, on public routes too', async t => {
  const { person, signIn, visit, owner, identity, later } = await testIdentity(t)
  await person('wang', ['seat'])
  const browser = await signIn('wang')
  const make = async () => (await browser.call('POST', '/api/tokens', { ...wanted, days: 1 })).body
  const ask = async (secret: string) => await visit().call('GET', '/api/session', undefined, bearer(secret))
  const refused = async (secret: string) => {
    const answer = await ask(secret)
    assert.deepEqual([answer.status, answer.body.code], [401, 'identity.token-not-valid'])
  }
  const { secret, token } = await make()
  assert.equal((await ask(secret)).status, 200)
  await refused('')
  await refused('x')
  await refused(`${secret}a`)
  await refused(secret.slice(0, -1) + (secret.endsWith('A') ? 'B' : 'A'))
  assert.equal((await browser.call('DELETE', `/api/tokens/${token.id}`)).status, 200)
  await refused(secret)
  assert.equal(
    (await browser.call('DELETE', `/api/tokens/${token.id}`)).status,
    200,
    'ending it twice is no error',
  )

  const second = await make()
  await sql`update identity.token set expires_at = now() where id = ${second.token.id}`.execute(owner)
  identity.forget()
  await refused(second.secret)
  const third = await make()
  assert.equal((await ask(third.secret)).status, 200)
  later(24 * 60 + 1)
  await refused(third.secret)
})

test('another person’s token can be neither seen nor ended; the security administrator ends it', async t => {
  const { person, signIn, visit, owner, identity } = await testIdentity(t)
  const wang = await person('wang', ['seat'])
  await person('li.na', ['seat'])
  const zhao = await person('zhao', ['security-administrator'])
  const { secret, token } = (await (await signIn('wang')).call('POST', '/api/tokens', wanted)).body
  const li = await signIn('li.na')
  assert.deepEqual((await li.call('GET', '/api/tokens')).body.tokens, [])
  const other = await li.call('DELETE', `/api/tokens/${token.id}`)
  assert.deepEqual([other.status, other.body.code], [404, 'identity.unknown-token'])
  assert.equal((await li.call('GET', `/api/people/${wang.id}/tokens`)).status, 403)
  assert.equal((await visit().call('GET', '/api/session', undefined, bearer(secret))).status, 200)
  const security = await signIn('zhao')
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true where id = ${zhao.id}`.execute(owner)
  identity.forget()
  assert.equal((await security.call('GET', `/api/people/${wang.id}/tokens`)).body.tokens.length, 1)
  assert.equal((await security.call('DELETE', `/api/tokens/${token.id}`)).status, 200)
  assert.equal((await visit().call('GET', '/api/session', undefined, bearer(secret))).status, 401)
})

test('a token cannot be made for more than its person may do, nor make tokens or passwords', async t => {
  const { person, signIn, visit } = await testIdentity(t)
  await person('wang', ['handler'], { departmentId: 'd1' })
  const browser = await signIn('wang')
  const refusedFor = async (actions: string[]) =>
    (await browser.call('POST', '/api/tokens', { ...wanted, actions })).body
  const more = await refusedFor(['cases:read', 'cases:dispatch'])
  assert.equal(more.code, 'identity.token-action-refused')
  assert.equal(more.details.actions, 'cases:dispatch')
  assert.equal((await refusedFor(['tokens:own'])).code, 'identity.token-action-refused')
  assert.equal((await refusedFor(['sessions:own'])).code, 'identity.token-action-refused')
  assert.equal((await refusedFor([])).code, 'base.invalid-input')
  const { secret } = (await browser.call('POST', '/api/tokens', { name: 'x', actions: ['cases:read'] })).body
  const program = visit()
  assert.equal((await program.call('POST', '/api/tokens', wanted, bearer(secret))).status, 403)
  assert.equal(
    (await program.call('POST', '/api/session/password', { current: 'a', next: 'b' }, bearer(secret))).status,
    403,
  )
  const enable = await program.call('POST', '/api/auth/two-factor/enable', { password: 'a' }, bearer(secret))
  assert.equal(enable.body.code, 'identity.sign-in-required')
})

test('a token loses what its person loses: roles, activity, a known password', async t => {
  const { person, signIn, visit, database, identity } = await testIdentity(t)
  const wang = await person('wang', ['seat'])
  const { secret } = (await (await signIn('wang')).call('POST', '/api/tokens', wanted)).body
  const ask = async () => {
    identity.forget()
    return await visit().call('GET', '/api/session', undefined, bearer(secret))
  }
  const change = (rest: object) => async (version: number) =>
    await inTransaction(database, tx =>
      changePerson(tx, { personId: wang.id, change: { version, ...rest } }, commandLineActor),
    )
  const { version } = await change({ roles: ['analyst'] })(1)
  assert.deepEqual((await ask()).body.actions, ['cases:read'])
  await inTransaction(database, tx =>
    setPassword(tx, { personId: wang.id, password: 'maple-window-37-rain' }, commandLineActor),
  )
  assert.deepEqual((await ask()).body.actions, [])
  await change({ active: false })(version + 1)
  assert.equal((await ask()).status, 401)
})
