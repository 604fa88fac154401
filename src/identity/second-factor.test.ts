import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inTransaction } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { testIdentity, testPassword, type Visit } from '../../test/test-identity.ts'
import { codeOf } from '../../test/totp-code.ts'
import { commandLineActor } from './actors.ts'
import { ensureAdministrators } from './ensure-administrators.ts'
import { resetSecondFactor } from './reset-second-factor.ts'

const verify = '/api/auth/two-factor/verify-totp'

async function enrol(browser: Visit): Promise<{ totpUri: string; backupCodes: string[] }> {
  const begun = await browser.call('POST', '/api/auth/two-factor/enable', { password: testPassword })
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  const done = await browser.call('POST', verify, { code: codeOf(begun.body.totpUri) })
  assert.equal(done.status, 200, JSON.stringify(done.body))
  return begun.body
}

test('an administrator may do nothing until the second factor is enrolled, then signs in with both', async t => {
  const { person, signIn, visit, database } = await testIdentity(t)
  const zhao = await person('zhao', ['security-administrator'])
  const browser = await signIn('zhao')
  const { body: before } = await browser.call('GET', '/api/session')
  assert.equal(before.mustEnrolSecondFactor, true)
  assert.deepEqual(before.actions, ['sessions:own'])
  assert.equal((await browser.call('GET', '/api/people')).body.code, 'identity.first-enrol-second-factor')

  const { totpUri } = await enrol(browser)
  assert.match(totpUri, /^otpauth:\/\/totp\/Chengshu:zhao\?/)
  const { body: after } = await browser.call('GET', '/api/session')
  assert.equal(after.mustEnrolSecondFactor, false)
  assert.deepEqual(after.actions.toSorted(), [
    'algorithms:switch',
    'city:read',
    'guard:edit',
    'guard:read',
    'guard:report',
    'incidents:handle',
    'incidents:read',
    'labels:check',
    'levels:edit',
    'partners:edit',
    'people:edit',
    'people:read',
    'redteam:run',
    'register:approve',
    'register:read',
    'register:write',
    'sessions:own',
    'tokens:any',
    'tokens:own',
    'use-cases:approve',
    'use-cases:read',
    'use-cases:review',
  ])
  assert.equal((await browser.call('GET', '/api/people')).status, 200)

  const next = visit()
  const half = await next.call('POST', '/api/auth/sign-in/username', {
    username: 'zhao',
    password: testPassword,
  })
  assert.deepEqual(half.body, { signedIn: false, secondFactor: true })
  assert.equal(
    (await next.call('GET', '/api/session')).body.signedIn,
    false,
    'half signed in is not signed in',
  )
  const wrong = await next.call('POST', verify, { code: '000000' })
  assert.equal(wrong.body.code, 'identity.wrong-code')
  const right = await next.call('POST', verify, {
    code: codeOf(totpUri, Date.now() + 30_000),
    trustDevice: true,
  })
  assert.deepEqual(right.body, { signedIn: true })
  assert.equal(
    right.setCookies.some(line => line.includes('trust_device')),
    false,
    'no device is trusted',
  )
  assert.equal((await next.call('GET', '/api/people')).status, 200)
  const kinds = (await readEntries(database, zhao.id)).map(entry => entry.kind)
  assert.deepEqual(kinds, [
    'person.created',
    'session.started',
    'person.second-factor-enrolled',
    'session.started',
  ])
})

test('an enrolled factor is not replaced by whoever has the password and an open screen', async t => {
  const { person, signIn } = await testIdentity(t)
  await person('zhao', ['audit-administrator'])
  const browser = await signIn('zhao')
  const wrong = await browser.call('POST', '/api/auth/two-factor/enable', { password: 'wrong-wrong-wrong' })
  assert.equal(wrong.body.code, 'identity.wrong-credentials')
  await enrol(browser)
  const again = await browser.call('POST', '/api/auth/two-factor/enable', { password: testPassword })
  assert.equal(again.status, 409)
  assert.equal(again.body.code, 'identity.second-factor-enrolled')
})

test('guessing codes closes the challenge and then the factor', async t => {
  const { person, signIn, visit } = await testIdentity(t)
  await person('zhao', ['system-administrator'])
  const { totpUri } = await enrol(await signIn('zhao'))
  const attacker = visit()
  await attacker.call('POST', '/api/auth/sign-in/username', { username: 'zhao', password: testPassword })
  const codes = []
  for (let guess = 0; guess < 7; guess++) {
    codes.push((await attacker.call('POST', verify, { code: `00000${guess}` })).body.code)
  }
  assert.deepEqual(new Set(codes.slice(0, 5)), new Set(['identity.wrong-code']))
  assert.notEqual(codes[6], 'identity.wrong-code')
  assert.notEqual((await attacker.call('POST', verify, { code: codeOf(totpUri) })).status, 200)
  const again = await signInHalf()
  assert.equal(
    (await again.call('POST', verify, { code: codeOf(totpUri) })).body.code,
    'identity.account-locked',
  )

  async function signInHalf() {
    const browser = visit()
    await browser.call('POST', '/api/auth/sign-in/username', { username: 'zhao', password: testPassword })
    return browser
  }
})

test('a code without a challenge or a session is nothing; a backup code works once', async t => {
  const { person, signIn, visit } = await testIdentity(t)
  await person('zhao', ['audit-administrator'])
  assert.equal(
    (await visit().call('POST', verify, { code: '123456' })).body.code,
    'identity.sign-in-required',
  )
  const stranger = await visit().call('POST', '/api/auth/two-factor/enable', { password: testPassword })
  assert.equal(stranger.body.code, 'identity.sign-in-required')
  const { backupCodes } = await enrol(await signIn('zhao'))
  const use = async () => {
    const browser = visit()
    await browser.call('POST', '/api/auth/sign-in/username', { username: 'zhao', password: testPassword })
    return await browser.call('POST', '/api/auth/two-factor/verify-backup-code', { code: backupCodes[0]! })
  }
  assert.equal((await use()).status, 200)
  assert.equal((await use()).body.code, 'identity.wrong-code')
})

test('a reset factor ends the sessions and is enrolled anew', async t => {
  const { person, signIn, database, identity } = await testIdentity(t)
  const zhao = await person('zhao', ['audit-administrator'])
  const browser = await signIn('zhao')
  await enrol(browser)
  await inTransaction(database, tx => resetSecondFactor(tx, zhao.id, commandLineActor))
  identity.forget()
  assert.equal((await browser.call('GET', '/api/session')).body.signedIn, false)
  const anew = await signIn('zhao')
  assert.equal((await anew.call('GET', '/api/session')).body.mustEnrolSecondFactor, true)
})

test('a first start makes the three administrators once, each with two things to do first', async t => {
  const { database, signIn } = await testIdentity(t)
  await assert.rejects(ensureAdministrators(database, 'password1234'), /identity.password-refused/)
  const made = await ensureAdministrators(database, undefined)
  assert.deepEqual(made?.accounts, ['system', 'security', 'audit'])
  assert.equal(await ensureAdministrators(database, undefined), undefined)
  for (const account of made.accounts) {
    const browser = await signIn(account, made.password)
    const { body } = await browser.call('GET', '/api/session')
    assert.deepEqual([body.mustChangePassword, body.mustEnrolSecondFactor], [true, true])
    assert.deepEqual(body.actions, ['sessions:own'])
    const blocked = await browser.call('GET', '/api/people')
    assert.equal(blocked.body.code, 'identity.first-change-password')
  }
})
