import assert from 'node:assert/strict'
import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import { testIdentity, testPassword } from '../../test/test-identity.ts'

const client = { client: 'chengshu', secret: 'provider-secret' }
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A small OpenID provider: discovery, keys, tokens. `name` is who has signed in there. */
async function startProvider(t: TestContext) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const state = { name: 'wang', nonces: new Map<string, string>(), signWith: privateKey }
  const server = createServer((request, response) => {
    const answer = (value: object) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
    const path = request.url ?? ''
    if (path === '/.well-known/openid-configuration')
      return answer({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        id_token_signing_alg_values_supported: ['RS256'],
      })
    if (path === '/keys')
      return answer({
        keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }],
      })
    let body = ''
    request.on('data', part => {
      body += part
    })
    request.on('end', () => {
      const nonce = state.nonces.get(new URLSearchParams(body).get('code') ?? '')
      const now = Math.floor(Date.now() / 1000)
      const claims = {
        iss: issuer,
        aud: client.client,
        sub: `subject of ${state.name}`,
        iat: now,
        exp: now + 60,
        nonce,
        preferred_username: state.name,
        name: '王芳',
        email: `${state.name}@elsewhere.example`,
      }
      const head = `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}`
      const signature = createSign('sha256').update(head).sign(state.signWith).toString('base64url')
      answer({ access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: `${head}.${signature}` })
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.after(() => server.close())
  return { issuer, state }
}

async function arrange(t: TestContext) {
  const provider = await startProvider(t)
  const house = await testIdentity(t, { singleSignOn: { issuer: provider.issuer, ...client } })
  // The way of a browser: to the provider and back with a code.
  const signInThere = async (name: string) => {
    provider.state.name = name
    const browser = house.visit()
    const begun = await browser.call('POST', '/api/auth/sign-in/social', {})
    assert.equal(begun.status, 200, JSON.stringify(begun.body))
    const there = new URL(begun.body.url)
    assert.equal(there.origin, provider.issuer)
    const code = randomBytes(8).toString('hex')
    provider.state.nonces.set(code, there.searchParams.get('nonce') ?? '')
    const back = `/api/auth/callback/sso?code=${code}&state=${there.searchParams.get('state')}`
    const answer = await browser.call('GET', back)
    const session = (await browser.call('GET', '/api/session')).body
    return { browser, answer, session, back }
  }
  return { ...house, provider, signInThere }
}

test('somebody with a person here signs in by the provider’s name for the account', async t => {
  const { person, signInThere, database } = await arrange(t)
  const wang = await person('wang', ['seat'])
  const { session, answer, browser, back } = await signInThere('Wang')
  assert.equal(answer.status, 302)
  assert.equal(answer.headers.location, '/')
  assert.equal(session.personId, wang.id)
  assert.equal(session.singleSignOn, true)
  assert.deepEqual(
    (await readEntries(database, wang.id)).map(entry => entry.kind),
    ['person.created', 'session.started'],
  )
  assert.equal((await signInThere('wang')).session.personId, wang.id, 'and again')
  browser.cookies.clear()
  await browser.call('GET', back)
  assert.equal(
    (await browser.call('GET', '/api/session')).body.signedIn,
    false,
    'a used code is worth nothing',
  )
})

test('the provider makes nobody known: no person, no session, nothing registered', async t => {
  const { signInThere, database, person, owner } = await arrange(t)
  const left = await person('left', ['seat'])
  await sql`update identity.person set active = false where id = ${left.id}`.execute(owner)
  for (const name of ['stranger', '', 'left']) {
    const { session, answer } = await signInThere(name)
    assert.equal(session.signedIn, false, name)
    assert.equal(answer.headers.location, '/sign-in?error=identity.single-sign-on-refused')
  }
  const { rows } = await sql<{ count: number }>`select count(*) as count from identity.sign_in_user`.execute(
    database,
  )
  assert.equal(rows[0]?.count, 1)
})

test('a first password that was given out is worth nothing once somebody came from the provider', async t => {
  const { person, signInThere, visit } = await arrange(t)
  await person('wang', ['seat'], { mustChangePassword: true })
  const { session } = await signInThere('wang')
  assert.equal(session.mustChangePassword, false)
  assert.ok(session.actions.includes('cases:accept'))
  const body = { username: 'wang', password: testPassword }
  const answer = await visit().call('POST', '/api/auth/sign-in/username', body)
  assert.equal(answer.body.code, 'identity.wrong-credentials')
})

test('administrators cannot go round their second factor by the provider', async t => {
  const { signInThere, person } = await arrange(t)
  await person('zhao', ['security-administrator'])
  const { session, answer } = await signInThere('zhao')
  assert.equal(session.signedIn, false)
  assert.equal(answer.headers.location, '/sign-in?error=identity.administrator-needs-password')
})

test('a token signed by somebody else is refused', async t => {
  const { signInThere, person, provider } = await arrange(t)
  await person('wang', ['seat'])
  provider.state.signWith = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  assert.equal((await signInThere('wang')).session.signedIn, false)
})

test('a provider that does not answer leaves the password', async t => {
  const { person, visit, signIn } = await testIdentity(t, {
    singleSignOn: { issuer: 'http://127.0.0.1:9', ...client },
  })
  await person('wang', ['seat'])
  const answer = await visit().call('POST', '/api/auth/sign-in/social', {})
  assert.deepEqual([answer.status, answer.body.code], [502, 'identity.single-sign-on-failed'])
  assert.equal((await (await signIn('wang')).call('GET', '/api/session')).body.signedIn, true)
})
