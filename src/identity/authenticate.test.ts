import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { flatCity, testIdentity } from '../../test/test-identity.ts'
import { commandLineActor } from './actors.ts'
import { createAuthenticator } from './authenticate.ts'
import { changePerson } from './change-person.ts'

const request = { headers: { cookie: 'chengshu.session_token=x' } }

async function arrange(t: Parameters<typeof testIdentity>[0]) {
  const house = await testIdentity(t)
  const wang = await house.person('wang', ['seat'])
  const clock = { at: Date.now() }
  let lookUps = 0
  const gate: { hold: Promise<void> } = { hold: Promise.resolve() }
  const authenticator = createAuthenticator({
    database: house.database,
    city: flatCity,
    idleMinutes: 30,
    now: () => new Date(clock.at),
    findSession: async () => {
      lookUps++
      const expiresAt = new Date(clock.at + 30 * 60_000)
      await gate.hold
      return { sessionId: 's', personId: wang.id, expiresAt }
    },
  })
  const change = (roles: ('seat' | 'analyst')[], version: number) =>
    inTransaction(house.database, tx =>
      changePerson(tx, { personId: wang.id, change: { version, roles } }, commandLineActor),
    )
  return { authenticator, clock, change, gate, lookUps: () => lookUps }
}

test('ten requests of a page cost one look-up; after five seconds there is another', async t => {
  const { authenticator, clock, lookUps, change } = await arrange(t)
  for (let i = 0; i < 10; i++) assert.deepEqual((await authenticator.authenticate(request)).roles, ['seat'])
  assert.equal(lookUps(), 1)
  await change(['analyst'], 1)
  clock.at += 4999
  assert.deepEqual((await authenticator.authenticate(request)).roles, ['seat'])
  clock.at += 1
  assert.deepEqual((await authenticator.authenticate(request)).roles, ['analyst'])
  assert.equal(lookUps(), 2)
})

test('a change is seen at once by who forgets, and a look-up from before it is not kept', async t => {
  const { authenticator, change, gate, lookUps } = await arrange(t)
  await authenticator.authenticate(request)
  await change(['analyst'], 1)
  authenticator.forget()
  assert.deepEqual((await authenticator.authenticate(request)).roles, ['analyst'])
  authenticator.forget()
  let open = () => {}
  gate.hold = new Promise(resolve => {
    open = resolve
  })
  const slow = authenticator.authenticate(request)
  authenticator.forget()
  open()
  await slow
  const before = lookUps()
  await authenticator.authenticate(request)
  assert.equal(lookUps(), before + 1)
})

test('no cookie costs nothing', async t => {
  const { authenticator, lookUps } = await arrange(t)
  assert.equal((await authenticator.authenticate({ headers: {} })).kind, 'visitor')
  assert.equal(
    (await authenticator.authenticate({ headers: { authorization: 'Basic YTpi' } })).kind,
    'visitor',
  )
  assert.equal(lookUps(), 0)
})
