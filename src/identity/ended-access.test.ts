import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { hearNotices, inTransaction } from '#base/index.ts'
import { testIdentity, testPassword, type Visit } from '../../test/test-identity.ts'
import { codeOf } from '../../test/totp-code.ts'
import { accessChanged } from './authenticate.ts'
import { deleteSessions } from './credential.store.ts'
import { noteTokenUse } from './token.store.ts'

const signInPath = '/api/auth/sign-in/username'

test('what a person loses is lost at once, everywhere', async t => {
  const base = await testIdentity(t)
  const { person, signIn, visit, server } = base
  await person('guard', ['security-administrator'])
  const guard = await signIn('guard')
  const begun = await guard.call('POST', '/api/auth/two-factor/enable', { password: testPassword })
  await guard.call('POST', '/api/auth/two-factor/verify-totp', { code: codeOf(begun.body.totpUri) })
  const tokenOf = async (browser: Visit, actions: string[]) =>
    (await browser.call('POST', '/api/tokens', { name: 'mine', actions })).body.secret as string
  const byToken = async (secret: string, url: string) =>
    (await server.inject({ method: 'GET', url, headers: { authorization: `Bearer ${secret}` } })).statusCode
  const change = async (personId: string, wanted: object) => {
    const { body } = await guard.call('GET', `/api/people/${personId}`)
    return await guard.call('PATCH', `/api/people/${personId}`, {
      version: (body.person ?? body).version,
      ...wanted,
    })
  }
  const signedIn = async (browser: Visit) => (await browser.call('GET', '/api/session')).body.signedIn

  await t.test('who is deactivated: three browsers and two tokens end with the next request', async () => {
    const wang = await person('wang', ['dispatcher'])
    const browsers = [await signIn('wang'), await signIn('wang'), await signIn('wang')]
    const secrets = [await tokenOf(browsers[0]!, ['cases:read']), await tokenOf(browsers[1]!, ['city:read'])]
    // Each was used just now, so that an answer from memory would show.
    for (const browser of browsers) assert.equal(await signedIn(browser), true)
    for (const secret of secrets) assert.equal(await byToken(secret, '/api/session'), 200)
    assert.equal((await change(wang.id, { active: false })).status, 200)
    for (const browser of browsers) assert.equal(await signedIn(browser), false)
    for (const secret of secrets) assert.equal(await byToken(secret, '/api/session'), 401)
    const back = await visit().call('POST', signInPath, { username: 'wang', password: testPassword })
    assert.equal(back.body.code, 'identity.wrong-credentials', 'and the answer does not tell why')
    await change(wang.id, { active: true })
    for (const browser of browsers)
      assert.equal(await signedIn(browser), false, 'coming back revives nothing')
    for (const secret of secrets) assert.equal(await byToken(secret, '/api/session'), 401)
  })

  await t.test(
    'a role that is taken away is gone with the next request, in sessions and tokens',
    async () => {
      const li = await person('li', ['dispatcher', 'data-steward'])
      const browser = await signIn('li')
      const secret = await tokenOf(browser, ['city:edit', 'cases:read'])
      const may = async (by: (url: string) => Promise<string[]>) => await by('/api/session')
      const ofSession = async () => await may(async url => (await browser.call('GET', url)).body.actions)
      const ofToken = async () =>
        await may(
          async url =>
            (
              await server.inject({ method: 'GET', url, headers: { authorization: `Bearer ${secret}` } })
            ).json().actions,
        )
      assert.ok((await ofSession()).includes('city:edit'))
      assert.deepEqual((await ofToken()).toSorted(), ['cases:read', 'city:edit'])
      await change(li.id, { roles: ['dispatcher'] })
      assert.ok(!(await ofSession()).includes('city:edit'))
      assert.deepEqual(await ofToken(), ['cases:read'])
      await change(li.id, { roles: [] })
      assert.deepEqual(await ofToken(), [])
      assert.equal(await signedIn(browser), true, 'without a role one is somebody, and may nothing')
    },
  )

  await t.test('a lower clearance holds with the next request', async () => {
    const he = await person('he', ['seat'])
    const browser = await signIn('he')
    assert.equal((await browser.call('GET', '/api/session')).body.level, 'L3')
    await change(he.id, { level: 'L1' })
    assert.equal((await browser.call('GET', '/api/session')).body.level, 'L1')
  })

  await t.test('a changed password ends the other sessions and the old password', async () => {
    await person('zhou', ['seat'])
    const [here, there] = [await signIn('zhou'), await signIn('zhou')]
    const next = 'another-olive-83-gate'
    const changed = await here.call('POST', '/api/session/password', { current: testPassword, next })
    assert.equal(changed.status, 200, JSON.stringify(changed.body))
    assert.deepEqual([await signedIn(here), await signedIn(there)], [true, false])
    const old = await visit().call('POST', signInPath, { username: 'zhou', password: testPassword })
    assert.equal(old.status, 401)
    await signIn('zhou', next)
  })

  await t.test('a security administrator cannot lock himself out', async () => {
    const state = await guard.call('GET', '/api/session')
    assert.equal(state.body.signedIn, true)
    const own = await change(state.body.personId, { active: false })
    assert.equal(own.body.code, 'identity.own-roles', 'nobody locks himself out')
  })

  await t.test(
    'a person cannot be given an administrator role beside another, nor places that are not',
    async () => {
      const qi = await person('qi', ['seat'])
      const both = await change(qi.id, { roles: ['seat', 'audit-administrator'] })
      assert.equal(both.body.code, 'identity.roles-conflict')
      const walker = await change(qi.id, { roles: ['grid-member', 'handler'] })
      assert.equal(walker.body.code, 'identity.roles-conflict')
      const stale = await guard.call('PATCH', `/api/people/${qi.id}`, { version: 99, roles: [] })
      assert.equal(stale.body.code, 'identity.stale-person')
    },
  )
})

test('nothing about an account can be told from how it is refused', async t => {
  const { person, visit } = await testIdentity(t)
  await person('wang.fang', ['seat'])
  const attempt = (username: string, password = 'wrong-wrong-wrong') =>
    visit().call('POST', signInPath, { username, password })
  const shape = ({ status, body, setCookies, headers }: Awaited<ReturnType<typeof attempt>>) => ({
    status,
    body,
    cookies: setCookies.length,
    names: Object.keys(headers).filter(name => name !== 'date'),
  })

  await t.test('somebody’s and nobody’s account: the same answers until and after the lock', async () => {
    const known = []
    const unknown = []
    for (let time = 0; time < 7; time++) {
      known.push(shape(await attempt('wang.fang')))
      unknown.push(shape(await attempt('wang.fanh')))
    }
    assert.deepEqual(known, unknown)
    assert.equal(known.at(-1)!.body.code, 'identity.account-locked')
    const right = shape(await attempt('wang.fang', testPassword))
    assert.deepEqual(right, unknown.at(-1), 'the right password is refused like any other while it is locked')
  })

  await t.test('the count is one for all ways to write the account', async () => {
    await person('li.na', ['seat'])
    const ways = ['li.na', 'LI.NA', ' Li.Na ', 'ｌｉ.ｎａ', 'li.NA\u3000']
    const codes = []
    for (const way of ways) codes.push((await attempt(way)).body.code)
    assert.equal(codes.at(-1), 'identity.account-locked')
    assert.equal((await attempt('li.na', testPassword)).body.code, 'identity.account-locked')
  })

  await t.test('two people cannot have accounts that are written alike', async () => {
    await person('zhao', ['seat'])
    for (const way of ['ZHAO', ' zhao', 'ｚｈａｏ']) await assert.rejects(person(way, ['seat']))
  })
})

test('the database tells other processes what ends or changes access, and not that somebody used it', async t => {
  const { person, signIn, database, connections } = await testIdentity(t)
  const heard = { notices: -1 }
  const stop = hearNotices({
    connection: connections.application,
    channel: accessChanged,
    hear: () => heard.notices++,
  })
  t.after(stop)
  const after = async (act: () => Promise<unknown>) => {
    const before = heard.notices
    await act()
    await pause(200)
    return heard.notices > before
  }
  await after(async () => undefined)
  const zhao = await person('zhao', ['dispatcher'])
  const browser = await signIn('zhao')
  const made = await browser.call('POST', '/api/tokens', { name: 'mine', actions: ['cases:read'] })
  await pause(200)
  const used = () => noteTokenUse(database, made.body.token.id, new Date())
  assert.equal(await after(used), false, 'the use of a token')
  assert.equal(await after(() => browser.call('GET', '/api/session')), false, 'a request')
  const revoke = () => browser.call('DELETE', `/api/tokens/${made.body.token.id}`)
  assert.equal(await after(revoke), true, 'a token revoked')
  const endSessions = () => inTransaction(database, tx => deleteSessions(tx, zhao.id))
  assert.equal(await after(endSessions), true, 'sessions ended')
  const rename = () => sql`update identity.person set name = '赵' where id = ${zhao.id}`.execute(database)
  assert.equal(await after(rename), true, 'a person changed')
})
