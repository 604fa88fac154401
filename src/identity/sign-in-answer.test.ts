import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answerOf, cookiesOf, readAnswer, refusalOf, signInBodies } from './sign-in-answer.ts'

test('each refusal of the library has its place in the catalogue', () => {
  const code = (...given: Parameters<typeof refusalOf>) => refusalOf(...given).code
  assert.equal(code('/sign-in/username', 401, 'INVALID_USERNAME_OR_PASSWORD'), 'identity.wrong-credentials')
  assert.equal(code('/sign-in/username', 422, 'USERNAME_TOO_SHORT'), 'identity.wrong-credentials')
  assert.equal(code('/sign-in/username', 400, 'PASSWORD_TOO_LONG'), 'identity.wrong-credentials')
  assert.equal(code('/sign-in/username', 500, undefined), 'base.internal')
  assert.equal(code('/two-factor/enable', 400, 'INVALID_PASSWORD'), 'identity.wrong-credentials')
  assert.equal(code('/two-factor/enable', 400, 'TOTP_ALREADY_ENABLED'), 'identity.second-factor-enrolled')
  assert.equal(code('/two-factor/enable', 401, 'UNAUTHORIZED'), 'identity.sign-in-required')
  assert.equal(code('/two-factor/verify-totp', 401, 'INVALID_CODE'), 'identity.wrong-code')
  assert.equal(code('/two-factor/verify-totp', 400, 'TOTP_NOT_ENABLED'), 'identity.wrong-code')
  assert.equal(code('/two-factor/verify-totp', 429, 'ACCOUNT_TEMPORARILY_LOCKED'), 'identity.account-locked')
  assert.equal(
    code('/two-factor/verify-totp', 400, 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'),
    'identity.account-locked',
  )
  assert.equal(code('/two-factor/verify-totp', 401, 'INVALID_TWO_FACTOR_COOKIE'), 'identity.sign-in-required')
  assert.equal(code('/two-factor/verify-totp', 500, undefined), 'base.internal')
  assert.equal(code('/two-factor/verify-backup-code', 401, 'INVALID_BACKUP_CODE'), 'identity.wrong-code')
  assert.equal(code('/sign-in/social', 404, 'PROVIDER_NOT_FOUND'), 'identity.single-sign-on-failed')
  assert.equal(code('/sign-in/social', 500, undefined), 'identity.single-sign-on-failed')
})

test('answers hold what the console needs and nothing else of the library’s', () => {
  const full = {
    token: 'session-token',
    user: { id: 'p', email: 'wang@chengshu.invalid' },
    totpURI: 'otpauth://totp/Chengshu:wang%40chengshu.invalid?secret=ABC',
    backupCodes: ['a', 'b'],
    url: 'https://provider.example/',
  }
  assert.deepEqual(answerOf('/sign-in/username', full), { signedIn: true, secondFactor: false })
  assert.deepEqual(answerOf('/sign-in/username', { twoFactorRedirect: true }), {
    signedIn: false,
    secondFactor: true,
  })
  assert.deepEqual(answerOf('/two-factor/enable', full), {
    totpUri: 'otpauth://totp/Chengshu:wang?secret=ABC',
    backupCodes: ['a', 'b'],
  })
  assert.deepEqual(answerOf('/two-factor/verify-totp', full), { signedIn: true })
  assert.deepEqual(answerOf('/sign-out', full), { signedIn: false })
  assert.deepEqual(answerOf('/sign-in/social', full), { url: 'https://provider.example/' })
})

test('an answer that is no JSON, or another shape, is read as empty', async () => {
  assert.deepEqual(await readAnswer(new Response('<html>')), {})
  assert.deepEqual(await readAnswer(new Response('null')), {})
  assert.deepEqual(await readAnswer(new Response('{"code":7}')), {})
  assert.deepEqual(await readAnswer(new Response('{"code":"X","secret":"kept out"}')), { code: 'X' })
})

test('cookies lose their age, so that use decides; a cookie that is taken away still is', () => {
  const response = new Response(null, {
    headers: [
      ['set-cookie', 'chengshu.session_token=v; Max-Age=1800; Path=/; HttpOnly; SameSite=Lax'],
      ['set-cookie', 'chengshu.two_factor=; Max-Age=0; Path=/'],
    ],
  })
  assert.deepEqual(cookiesOf(response), [
    'chengshu.session_token=v; Path=/; HttpOnly; SameSite=Lax',
    'chengshu.two_factor=; Max-Age=0; Path=/',
  ])
})

test('only what is named reaches the library', () => {
  const parsed = signInBodies['/two-factor/verify-totp'].parse({ code: '123456', trustDevice: true })
  assert.deepEqual(parsed, { code: '123456' })
  const signIn = { username: 'wang', password: 'x', rememberMe: false, callbackURL: 'https://evil.example' }
  assert.deepEqual(Object.keys(signInBodies['/sign-in/username'].parse(signIn)), ['username', 'password'])
  assert.equal(
    signInBodies['/sign-in/username'].safeParse({ username: 'x'.repeat(1001), password: '' }).success,
    false,
  )
})
