import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testIdentity, type Visit } from '../../test/test-identity.ts'
import type { Role } from './identity.contract.ts'
import { roles } from './identity.contract.ts'
import { isAdministrator } from './person.rules.ts'

const unknown = '0190a000-0000-7000-8000-000000000000'
const everybody = [...roles]

/** Every route of this room with who gets past its permission; `visitor` where nobody need be signed in. */
const expected: Record<string, readonly (Role | 'visitor')[]> = {
  'GET /api/session': [...everybody, 'visitor'],
  'POST /api/session/password': everybody,
  'GET /api/people': ['security-administrator', 'audit-administrator'],
  'GET /api/people/:personId': ['security-administrator', 'audit-administrator'],
  'GET /api/people/:personId/record': ['audit-administrator'],
  'GET /api/people/:personId/tokens': ['security-administrator'],
  'POST /api/people': ['security-administrator'],
  'PATCH /api/people/:personId': ['security-administrator'],
  'POST /api/people/:personId/password': ['security-administrator'],
  'DELETE /api/people/:personId/second-factor': ['security-administrator'],
  'GET /api/tokens': everybody,
  'POST /api/tokens': everybody,
  'DELETE /api/tokens/:tokenId': everybody,
}

test('each route lets in whom it should: every role, no role, nobody', async t => {
  const house = await testIdentity(t)
  const { identity } = house
  assert.deepEqual(
    identity.routes.map(route => `${route.method} ${route.path}`).toSorted(),
    Object.keys(expected).toSorted(),
  )
  const visits = new Map<string, Visit>([['visitor', house.visit()]])
  for (const role of roles) {
    const { id } = await house.person(`a.${role}`, [role])
    visits.set(role, await house.signIn(`a.${role}`))
    if (!isAdministrator([role])) continue
    await sql`update identity.sign_in_user set "twoFactorEnabled" = true where id = ${id}`.execute(
      house.owner,
    )
  }
  await house.person('a.nobody', [])
  visits.set('no role', await house.signIn('a.nobody'))
  identity.forget()
  const refusals = new Set(['identity.sign-in-required', 'identity.not-permitted'])
  let asked = 0
  for (const [name, allowed] of Object.entries(expected)) {
    const [method, path] = name.split(' ') as ['GET' | 'POST' | 'PATCH' | 'DELETE', string]
    for (const [who, browser] of visits) {
      // An empty body is never valid: who is let in gets no further than its check.
      const body = method === 'POST' || method === 'PATCH' ? {} : undefined
      const answer = await browser.call(method, path.replace(/:\w+/, unknown), body)
      const own = allowed === everybody && who === 'no role'
      const inside = own || (allowed as readonly string[]).includes(who) || allowed.includes('visitor')
      assert.equal(
        !refusals.has(answer.body.code),
        inside,
        `${name} as ${who}: ${JSON.stringify(answer.body)}`,
      )
      if (!inside) assert.equal(answer.status, who === 'visitor' ? 401 : 403)
      assert.ok(answer.status < 500, `${name} as ${who}: ${answer.status}`)
      asked++
    }
  }
  assert.equal(asked, Object.keys(expected).length * (roles.length + 2))
})

test('a refusal is told in the language of the caller and without a cache', async t => {
  const { visit } = await testIdentity(t)
  const english = await visit().call('GET', '/api/people', undefined, { 'accept-language': 'en' })
  assert.equal(english.body.title, 'Please sign in first.')
  assert.equal((await visit().call('GET', '/api/people')).body.title, '请先登录。')
  assert.match(String(english.headers['content-type']), /application\/problem\+json/)
  const session = await visit().call('GET', '/api/session')
  assert.equal(session.headers['cache-control'], 'no-store')
})

test('when the database is away nobody is let in, and the answer says so', async t => {
  const house = await testIdentity(t)
  await house.person('wang', ['seat'])
  const browser = await house.signIn('wang')
  assert.equal((await browser.call('GET', '/api/tokens')).status, 200)
  house.identity.forget()
  await sql`alter table identity.person rename to away`.execute(house.owner)
  const answer = await browser.call('GET', '/api/tokens')
  assert.ok(answer.status >= 500, String(answer.status))
  const signIn = await house
    .visit()
    .call('POST', '/api/auth/sign-in/username', { username: 'wang', password: 'x' })
  assert.notEqual(signIn.status, 200)
  await sql`alter table identity.away rename to person`.execute(house.owner)
  assert.equal((await browser.call('GET', '/api/tokens')).status, 200)
})
