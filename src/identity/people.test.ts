import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { type TestIdentity, testIdentity, testPassword, type Visit } from '../../test/test-identity.ts'
import { commandLineActor } from './actors.ts'
import { createPeople } from './create-people.ts'
import type { CityPort } from './scope.rules.ts'

const newPerson = { account: 'chen.jie', name: '陈洁', roles: ['handler'], departmentId: 'd1' }

// Enrolled straight in the database: the way there has its own tests.
async function administrator(
  house: TestIdentity,
  account: string,
  role: 'security' | 'audit' | 'system',
): Promise<Visit> {
  const { id } = await house.person(account, [`${role}-administrator`])
  const browser = await house.signIn(account)
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true where id = ${id}`.execute(house.owner)
  house.identity.forget()
  return browser
}

test('the security administrator makes a person, who must change the first password', async t => {
  const house = await testIdentity(t)
  const security = await administrator(house, 'zhao', 'security')
  const made = await security.call('POST', '/api/people', newPerson)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  assert.equal(made.body.person.mustChangePassword, true)
  assert.deepEqual(made.body.person.roles, ['handler'])

  const chen = await house.signIn('chen.jie', made.body.password)
  assert.equal((await chen.call('GET', '/api/session')).body.mustChangePassword, true)
  assert.equal((await chen.call('GET', '/api/tokens')).body.code, 'identity.first-change-password')
  const change = (body: object) => chen.call('POST', '/api/session/password', body)
  const current = made.body.password
  assert.equal(
    (await change({ current: 'wrong-wrong-wrong', next: testPassword })).body.code,
    'identity.wrong-credentials',
  )
  assert.equal((await change({ current, next: current })).body.code, 'identity.password-unchanged')
  const weak = await change({ current, next: 'chen.jie-chen.jie-9' })
  assert.equal(weak.body.code, 'identity.password-refused')
  assert.equal(weak.body.details.fault, 'contains-account')
  const done = await change({ current, next: testPassword })
  assert.equal(done.status, 200)
  assert.equal(done.body.mustChangePassword, false)
  assert.ok(done.body.actions.includes('cases:handle'))
  assert.equal((await chen.call('GET', '/api/tokens')).status, 200)
  assert.equal((await house.signIn('chen.jie')).cookies.size > 0, true)
  const kinds = (await readEntries(house.database, made.body.person.id)).map(entry => entry.kind)
  assert.deepEqual(kinds, ['person.created', 'session.started', 'person.password-changed', 'session.started'])
})

test('changing the password signs out the other sessions and keeps this one', async t => {
  const { person, signIn } = await testIdentity(t)
  await person('wang', ['seat'])
  const [here, elsewhere] = [await signIn('wang'), await signIn('wang')]
  const body = { current: testPassword, next: 'maple-window-37-rain' }
  assert.equal((await here.call('POST', '/api/session/password', body)).status, 200)
  assert.equal((await here.call('GET', '/api/session')).body.signedIn, true)
  assert.equal((await elsewhere.call('GET', '/api/session')).body.signedIn, false)
})

test('guessing the present password from an open screen closes the account', async t => {
  const { person, signIn } = await testIdentity(t)
  await person('wang', ['seat'])
  const browser = await signIn('wang')
  const guess = () =>
    browser.call('POST', '/api/session/password', { current: 'no-no-no-no-no', next: testPassword })
  for (let i = 0; i < 5; i++) assert.equal((await guess()).body.code, 'identity.wrong-credentials')
  assert.equal((await guess()).body.code, 'identity.account-locked')
})

test('roles change at once, are recorded, and a stale screen loses nothing', async t => {
  const house = await testIdentity(t)
  const security = await administrator(house, 'zhao', 'security')
  const wang = await house.person('wang', ['seat'])
  const browser = await house.signIn('wang')
  assert.ok((await browser.call('GET', '/api/session')).body.actions.includes('cases:accept'))
  const url = `/api/people/${wang.id}`
  const changed = await security.call('PATCH', url, { version: wang.version, roles: ['analyst'] })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  const { actions } = (await browser.call('GET', '/api/session')).body
  assert.equal(actions.includes('cases:accept'), false)
  assert.equal(actions.includes('cases:export'), true)
  const stale = await security.call('PATCH', url, { version: wang.version, name: '别名' })
  assert.equal(stale.status, 409)
  assert.deepEqual([stale.body.code, stale.body.details.version], ['identity.stale-person', 2])
  const entry = (await readEntries(house.database, wang.id)).find(one => one.kind === 'person.changed')
  const body = entry?.body as { by: string; roles: object; nameChanged: boolean }
  assert.deepEqual(body.roles, { before: ['seat'], after: ['analyst'] })
  assert.equal(body.nameChanged, false)
  assert.notEqual(body.by, wang.id)
})

test('who is deactivated is out at once, with every session', async t => {
  const house = await testIdentity(t)
  const security = await administrator(house, 'zhao', 'security')
  const wang = await house.person('wang', ['seat'])
  const browser = await house.signIn('wang')
  await security.call('PATCH', `/api/people/${wang.id}`, { version: 1, active: false })
  assert.equal((await browser.call('GET', '/api/session')).body.signedIn, false)
  const again = await house
    .visit()
    .call('POST', '/api/auth/sign-in/username', { username: 'wang', password: testPassword })
  assert.equal(again.body.code, 'identity.wrong-credentials')
})

test('a reset password ends the sessions and has to be changed', async t => {
  const house = await testIdentity(t)
  const security = await administrator(house, 'zhao', 'security')
  const wang = await house.person('wang', ['seat'])
  const browser = await house.signIn('wang')
  const reset = await security.call('POST', `/api/people/${wang.id}/password`, {})
  assert.equal(reset.status, 200, JSON.stringify(reset.body))
  assert.equal((await browser.call('GET', '/api/session')).body.signedIn, false)
  const anew = await house.signIn('wang', reset.body.password)
  assert.equal((await anew.call('GET', '/api/session')).body.mustChangePassword, true)
  assert.equal((await security.call('DELETE', `/api/people/${wang.id}/second-factor`)).status, 200)
  const record = await (await administrator(house, 'li', 'audit')).call(
    'GET',
    `/api/people/${wang.id}/record`,
  )
  const kinds = record.body.entries.map((entry: { kind: string }) => entry.kind)
  assert.ok(kinds.includes('person.password-reset') && kinds.includes('person.second-factor-reset'))
  assert.ok(record.body.entries.every((entry: { intact: boolean }) => entry.intact))
})

test('nobody rises by himself: own roles, own password reset, administrators with a second role', async t => {
  const house = await testIdentity(t)
  const security = await administrator(house, 'zhao', 'security')
  const me = (await security.call('GET', '/api/session')).body.personId
  const own = await security.call('PATCH', `/api/people/${me}`, {
    version: 1,
    roles: ['system-administrator'],
  })
  assert.deepEqual([own.status, own.body.code], [403, 'identity.own-roles'])
  assert.equal(
    (await security.call('POST', `/api/people/${me}/password`, {})).body.code,
    'identity.own-roles',
  )
  assert.equal(
    (await security.call('DELETE', `/api/people/${me}/second-factor`)).body.code,
    'identity.own-roles',
  )
  const wang = await house.person('wang', ['seat'])
  for (const roles of [
    ['security-administrator', 'audit-administrator'],
    ['system-administrator', 'seat'],
  ]) {
    const answer = await security.call('PATCH', `/api/people/${wang.id}`, { version: 1, roles })
    assert.deepEqual([answer.status, answer.body.code], [409, 'identity.roles-conflict'])
    const made = await security.call('POST', '/api/people', { ...newPerson, roles })
    assert.equal(made.body.code, 'identity.roles-conflict')
  }
  for (const [account, role] of [
    ['sun', 'system'],
    ['li', 'audit'],
  ] as const) {
    const other = await administrator(house, account, role)
    const rise = { version: 1, roles: ['security-administrator'] }
    assert.equal(
      (await other.call('PATCH', `/api/people/${wang.id}`, rise)).body.code,
      'identity.not-permitted',
    )
    assert.equal((await other.call('POST', '/api/people', newPerson)).status, 403)
  }
  const seat = await house.signIn('wang')
  assert.equal(
    (await seat.call('PATCH', `/api/people/${wang.id}`, { version: 1, roles: ['dispatcher'] })).status,
    403,
  )
  assert.equal((await seat.call('GET', '/api/people')).status, 403)
  assert.equal((await house.visit().call('GET', '/api/people')).body.code, 'identity.sign-in-required')
})

test('bad input is refused with its reason', async t => {
  const city: CityPort = {
    departmentSubtree: ids => ids.filter(id => id === 'd1'),
    regionSubtree: ids => ids.filter(id => id === 'r1'),
  }
  const house = await testIdentity(t, { city })
  const security = await administrator(house, 'zhao', 'security')
  const post = async (change: object) =>
    (await security.call('POST', '/api/people', { ...newPerson, ...change })).body.code
  assert.equal(await post({}), undefined)
  assert.equal(await post({ account: 'CHEN.jie' }), 'identity.account-taken')
  assert.equal(await post({ account: 'a b' }), 'identity.invalid-account')
  assert.equal(await post({ account: 'new', departmentId: 'gone' }), 'identity.unknown-place')
  assert.equal(await post({ account: 'new', regionIds: ['r1', 'r9'] }), 'identity.unknown-place')
  assert.equal(await post({ account: 'new', roles: ['king'] }), 'base.invalid-input')
  assert.equal(await post({ account: 'new', name: ' ' }), 'base.invalid-input')
  const unknown = '0190a000-0000-7000-8000-000000000000'
  assert.equal((await security.call('GET', `/api/people/${unknown}`)).body.code, 'identity.unknown-person')
  assert.equal((await security.call('GET', '/api/people/not-an-id')).status, 400)
})

test('people are listed in order, found by parts of name and account, in pages', async t => {
  const house = await testIdentity(t)
  const security = await administrator(house, 'zhao', 'security')
  await inTransaction(house.database, tx =>
    createPeople(
      tx,
      {
        people: ['anna', 'ben', 'carl_x', 'carlax'].map(account => ({
          account,
          name: `名 ${account}`,
          roles: ['citizen'],
          departmentId: null,
          regionIds: [],
          level: 'L3',
        })),
        password: testPassword,
        mustChangePassword: false,
        fictional: true,
      },
      commandLineActor,
    ),
  )
  const list = async (query: string) => (await security.call('GET', `/api/people?${query}`)).body
  const accounts = async (query: string) =>
    (await list(query)).people.map((one: { account: string }) => one.account)
  assert.deepEqual(await accounts('limit=2'), ['anna', 'ben'])
  assert.equal((await list('limit=2')).next, 'ben')
  assert.deepEqual(await accounts('limit=10&after=ben'), ['carl_x', 'carlax', 'zhao'])
  assert.equal((await list('limit=10&after=ben')).next, null)
  assert.deepEqual(await accounts('search=L_X'), ['carl_x'])
  assert.deepEqual(await accounts('role=security-administrator'), ['zhao'])
  assert.deepEqual(await accounts('active=false'), [])
  assert.deepEqual(await accounts(`search=${encodeURIComponent('名 B')}`), ['ben'])
})

test('a person and the record commit together or not at all', async t => {
  const { database, person } = await testIdentity(t)
  await person('wang', ['seat'])
  const twice = ['li.na', 'wang'].map(account => ({
    account,
    name: account,
    roles: [],
    departmentId: null,
    regionIds: [],
    level: 'L3' as const,
  }))
  const attempt = inTransaction(database, tx =>
    createPeople(tx, { people: twice, password: testPassword, mustChangePassword: false }, commandLineActor),
  )
  await assert.rejects(attempt, /identity.account-taken/)
  const { rows } = await sql`select (select count(*) from identity.person) as people,
    (select count(*) from ledger.entry) as entries, (select count(*) from identity.sign_in_user) as users`.execute(
    database,
  )
  assert.deepEqual(rows, [{ people: 1, entries: 1, users: 1 }])
})
