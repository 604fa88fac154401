import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testIdentity, testPassword, type Visit } from '../../test/test-identity.ts'
import { codeOf } from '../../test/totp-code.ts'
import { removeEnded } from './remove-ended.ts'

const verify = '/api/auth/two-factor/verify-totp'
const backup = '/api/auth/two-factor/verify-backup-code'

test('what was seen over a shoulder opens nothing a second time', async t => {
  const { person, signIn, visit, owner, identity } = await testIdentity(t)
  await person('zhao', ['audit-administrator'])
  await person('wang', ['seat'])
  const first = await signIn('zhao')
  const begun = await first.call('POST', '/api/auth/two-factor/enable', { password: testPassword })
  const { totpUri, backupCodes } = begun.body as { totpUri: string; backupCodes: string[] }
  // What was used is forgotten between the tests, so that none waits for the next half minute.
  const freshCode = async () => {
    await sql`delete from identity.used_code`.execute(owner)
    return codeOf(totpUri)
  }
  const half = async () => {
    const browser = visit()
    const answer = await browser.call('POST', '/api/auth/sign-in/username', {
      username: 'zhao',
      password: testPassword,
    })
    assert.deepEqual(answer.body, { signedIn: false, secondFactor: true })
    return browser
  }
  const enrolled = codeOf(totpUri)
  assert.equal((await first.call('POST', verify, { code: enrolled })).status, 200)

  await t.test('the code of the enrolment does not sign in as well', async () => {
    const answer = await (await half()).call('POST', verify, { code: enrolled })
    assert.equal(answer.body.code, 'identity.wrong-code')
  })

  await t.test('a code signs in once', async () => {
    const shown = await freshCode()
    assert.equal((await (await half()).call('POST', verify, { code: shown })).status, 200)
    const thief = await half()
    const again = await thief.call('POST', verify, { code: shown })
    assert.deepEqual([again.status, again.body.code], [401, 'identity.wrong-code'])
    assert.equal((await thief.call('GET', '/api/session')).body.signedIn, false)
  })

  await t.test('of two browsers with one code at the same moment one is let in', async () => {
    const shown = await freshCode()
    const both = [await half(), await half()]
    const answers = await Promise.all(both.map(browser => browser.call('POST', verify, { code: shown })))
    assert.deepEqual(answers.map(answer => answer.status).toSorted(), [200, 401])
    const signedIn = await Promise.all(
      both.map(async browser => (await browser.call('GET', '/api/session')).body.signedIn),
    )
    assert.equal(signedIn.filter(Boolean).length, 1, 'the other has no session either')
  })

  await t.test('a backup code is used once, also at the same moment, and each of them works', async () => {
    const both = [await half(), await half()]
    const answers = await Promise.all(
      both.map(browser => browser.call('POST', backup, { code: backupCodes[0]! })),
    )
    assert.equal(answers.filter(answer => answer.status === 200).length, 1)
    assert.equal((await (await half()).call('POST', backup, { code: backupCodes[1]! })).status, 200)
    const last = await (await half()).call('POST', backup, { code: backupCodes[1]! })
    assert.equal(last.body.code, 'identity.wrong-code')
  })

  await t.test('a half sign-in of one person is no step of another', async () => {
    const browser = await half()
    const wang = await signIn('wang')
    for (const [name, value] of browser.cookies) if (!wang.cookies.has(name)) wang.cookies.set(name, value)
    await wang.call('POST', verify, { code: '000000' })
    assert.equal((await wang.call('GET', '/api/session')).body.account, 'wang')
  })

  await t.test(
    'a session put into somebody’s browser beforehand is not the one that is signed in',
    async () => {
      const attacker = await signIn('wang')
      const [name, fixed] = [...attacker.cookies].find(([key]) => key.includes('session_token'))!
      const victim: Visit = visit()
      victim.cookies.set(name, fixed)
      await person('li', ['seat'])
      const answer = await victim.call('POST', '/api/auth/sign-in/username', {
        username: 'li',
        password: testPassword,
      })
      assert.equal(answer.status, 200)
      assert.notEqual(victim.cookies.get(name), fixed)
      assert.equal((await victim.call('GET', '/api/session')).body.account, 'li')
      assert.equal((await attacker.call('GET', '/api/session')).body.account, 'wang')
    },
  )

  await t.test(
    'each sign-in has a session of its own; the token lies in no answer and is not guessable',
    async () => {
      const tokens = new Set<string>()
      for (let time = 0; time < 5; time++) {
        const browser = await signIn('wang')
        const [, value] = [...browser.cookies].find(([key]) => key.includes('session_token'))!
        tokens.add(value)
        const session = await browser.call('GET', '/api/session')
        assert.ok(!JSON.stringify(session.body).includes(decodeURIComponent(value).split('.')[0]!))
      }
      assert.equal(tokens.size, 5)
      for (const value of tokens) assert.ok(decodeURIComponent(value).split('.')[0]!.length >= 32)
      const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from identity.sign_in_session session
        join identity.sign_in_user who on who.id = session."userId" where who.username = 'wang'`.execute(
        owner,
      )
      assert.ok(rows[0]!.count >= 5)
      identity.forget()
    },
  )
})

test('housekeeping forgets codes and challenges that have expired, and only those', async t => {
  const { person, owner, database } = await testIdentity(t)
  const { id } = await person('zhao', ['audit-administrator'])
  await sql`insert into identity.used_code values
    (${id}::uuid, '111111', now() - interval '5 minutes'), (${id}::uuid, '222222', now())`.execute(owner)
  const challenge = (name: string, age: string) =>
    sql`insert into identity.sign_in_verification values
      (${name}, ${name}, 'x', now() + ${age}::interval, now(), now())`.execute(owner)
  await challenge('over', '-1 minute')
  await challenge('open', '1 minute')
  await removeEnded(database)
  const codes = await sql`select code from identity.used_code`.execute(owner)
  assert.deepEqual(codes.rows, [{ code: '222222' }])
  const challenges = await sql`select id from identity.sign_in_verification`.execute(owner)
  assert.deepEqual(challenges.rows, [{ id: 'open' }])
})
