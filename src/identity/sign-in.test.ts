import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testIdentity, testPassword } from '../../test/test-identity.ts'

const signInPath = '/api/auth/sign-in/username'

test('a person signs in, is known, and signs out', async t => {
  const { person, visit, signIn } = await testIdentity(t)
  const wang = await person('wang.fang', ['seat'], { departmentId: 'd1' })
  const stranger = await visit().call('GET', '/api/session')
  assert.equal(stranger.body.signedIn, false)
  assert.deepEqual(stranger.body.actions, ['cases:report', 'cases:rate', 'cases:follow'])
  const browser = await signIn(' WANG.Fang ')
  const { body } = await browser.call('GET', '/api/session')
  assert.equal(body.personId, wang.id)
  assert.deepEqual([body.account, body.roles, body.departmentId], ['wang.fang', ['seat'], 'd1'])
  assert.ok(body.actions.includes('cases:dispatch'))
  assert.equal(body.mustChangePassword, false)
  const kept = [...browser.cookies]
  assert.equal((await browser.call('POST', '/api/auth/sign-out', {})).status, 200)
  assert.equal((await browser.call('GET', '/api/session')).body.signedIn, false)
  for (const [name, value] of kept) browser.cookies.set(name, value)
  assert.equal(
    (await browser.call('GET', '/api/session')).body.signedIn,
    false,
    'a copied cookie ends with its session',
  )
})

test('the cookie is out of reach of scripts and of other sites, ends with the browser, and the token is not in the answer', async t => {
  const { person, visit } = await testIdentity(t)
  await person('wang', ['seat'])
  const answer = await visit().call('POST', signInPath, { username: 'wang', password: testPassword })
  assert.deepEqual(answer.body, { signedIn: true, secondFactor: false })
  const cookie = answer.setCookies.find(line => line.startsWith('chengshu.session_token='))
  assert.ok(cookie)
  assert.match(cookie, /HttpOnly/i)
  assert.match(cookie, /SameSite=Lax/i)
  assert.doesNotMatch(cookie, /Max-Age|Secure/i)
})

test('under https the cookie is for https alone', async t => {
  const { person, visit } = await testIdentity(t, { publicUrl: 'https://chengshu.example' })
  await person('wang', ['seat'])
  const answer = await visit().call(
    'POST',
    signInPath,
    { username: 'wang', password: testPassword },
    { host: 'chengshu.example' },
  )
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  const cookie = answer.setCookies.find(line => line.startsWith('__Secure-chengshu.session_token='))
  assert.match(cookie ?? '', /Secure/i)
})

test('unknown accounts, wrong passwords and people who left are answered alike', async t => {
  const { person, owner, visit } = await testIdentity(t)
  await person('wang', ['seat'])
  await person('left', ['seat'])
  await sql`update identity.person set active = false where account = 'left'`.execute(owner)
  const answers = await Promise.all(
    [
      { username: 'nobody', password: testPassword },
      { username: 'wang', password: 'not-the-password' },
      { username: 'left', password: testPassword },
      { username: 'not an account!', password: testPassword },
      { username: 'wang', password: 'x'.repeat(900) },
    ].map(body => visit().call('POST', signInPath, body)),
  )
  for (const { status, body, setCookies } of answers) {
    assert.equal(status, 401)
    assert.equal(body.code, 'identity.wrong-credentials')
    assert.deepEqual(
      setCookies.filter(line => /session_token=[^;]/.test(line)),
      [],
    )
  }
})

test('nobody can register, and no other endpoint of the library answers', async t => {
  const { visit, person, signIn, database } = await testIdentity(t)
  await person('wang', ['seat'])
  const paths = [
    '/sign-up/email',
    '/sign-in/email',
    '/change-password',
    '/update-user',
    '/delete-user',
    '/reset-password',
    '/request-password-reset',
    '/two-factor/disable',
    '/two-factor/generate-backup-codes',
    '/change-email',
    '/sign-in/social',
    '/is-username-available',
    '/list-sessions',
    '/get-session',
    '/link-social',
    '/two-factor/send-otp',
    '/',
    '/sign-in/username/',
    '/__proto__',
  ]
  const browser = await signIn('wang')
  for (const path of paths) {
    for (const who of [visit(), browser]) {
      const body = {
        username: 'eve',
        email: 'eve@chengshu.invalid',
        name: 'eve',
        password: testPassword,
        provider: 'sso',
      }
      const posted = await who.call('POST', `/api/auth${path}`, body)
      assert.equal(posted.status, 404, path)
      assert.equal((await who.call('GET', `/api/auth${path}`)).status, 404, path)
    }
  }
  const { rows } = await sql<{ count: number }>`select count(*) as count from identity.sign_in_user`.execute(
    database,
  )
  assert.equal(rows[0]?.count, 1)
})

test('an idle session ends; a used one goes on', async t => {
  const { person, signIn, owner, later } = await testIdentity(t, { idleMinutes: 10 })
  await person('wang', ['seat'])
  const used = await signIn('wang')
  const ends = async () => {
    const { rows } = await sql<{ expiresAt: Date }>`select "expiresAt" from identity.sign_in_session`.execute(
      owner,
    )
    return rows[0]!.expiresAt.getTime()
  }
  const first = await ends()
  later(6)
  assert.equal((await used.call('GET', '/api/session')).body.signedIn, true)
  assert.ok((await ends()) >= first + 5.9 * 60_000, 'use moves the end on')
  later(6)
  assert.equal((await used.call('GET', '/api/session')).body.signedIn, true, 'twelve minutes, never ten idle')
  later(11)
  assert.equal((await used.call('GET', '/api/session')).body.signedIn, false)
})

test('the library itself refuses a session whose time has passed', async t => {
  const { person, signIn, owner, identity } = await testIdentity(t)
  await person('wang', ['seat'])
  const browser = await signIn('wang')
  await sql`update identity.sign_in_session set "expiresAt" = now() - interval '1 second'`.execute(owner)
  identity.forget()
  assert.equal((await browser.call('GET', '/api/session')).body.signedIn, false)
})

test('a cookie that was changed or made up is a visitor', async t => {
  const { person, signIn } = await testIdentity(t)
  await person('wang', ['seat'])
  const browser = await signIn('wang')
  const [name, value] = [...browser.cookies][0]!
  for (const forged of [value.replace(/^./, c => (c === 'a' ? 'b' : 'a')), value.split('.')[0]!, 'x', '']) {
    browser.cookies.set(name, forged)
    assert.equal((await browser.call('GET', '/api/session')).body.signedIn, false)
  }
})

test('broken bodies get a clear answer', async t => {
  const { server } = await testIdentity(t)
  const post = (payload: string, contentType = 'application/json') =>
    server.inject({ method: 'POST', url: signInPath, payload, headers: { 'content-type': contentType } })
  assert.equal((await post('{')).statusCode, 400)
  assert.equal((await post('[]')).statusCode, 400)
  assert.equal((await post('{"username":1,"password":"x"}')).statusCode, 400)
  assert.equal((await post('username=wang', 'application/x-www-form-urlencoded')).statusCode, 415)
  assert.equal((await post(`{"username":"${'x'.repeat(9000)}"}`)).statusCode, 413)
  assert.equal((await post('{"username":"a\\u0000b","password":"x"}')).statusCode, 401)
})

test('another site cannot sign somebody in or out', async t => {
  const { person, signIn, visit } = await testIdentity(t)
  await person('wang', ['seat'])
  const browser = await signIn('wang')
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }
  assert.ok((await browser.call('POST', '/api/auth/sign-out', {}, foreign)).status >= 403)
  for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:3001']) {
    // With a cookie the server itself refuses, before the sign-in is asked; without one the sign-in does.
    const answer = await browser.call('POST', '/api/auth/sign-out', {}, { origin })
    assert.equal(answer.body.code, 'base.not-found')
    const bare = await visit().call('POST', '/api/auth/sign-out', {}, { origin })
    assert.equal(bare.body.code, 'identity.foreign-origin')
  }
  assert.equal((await browser.call('GET', '/api/session')).body.signedIn, true)
  const body = { username: 'wang', password: testPassword }
  assert.equal((await visit().call('POST', signInPath, body, foreign)).status, 403)
  assert.equal(
    (await visit().call('POST', signInPath, body, { origin: 'http://127.0.0.1:3000' })).status,
    200,
  )
})
