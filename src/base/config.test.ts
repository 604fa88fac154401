import assert from 'node:assert/strict'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { readConfig } from './config.ts'
import { type CatalogueError, isCode } from './errors.ts'

test('an empty environment gives the documented defaults', () => {
  const config = readConfig({})
  assert.equal(config.port, 3000)
  assert.equal(config.host, '127.0.0.1')
  assert.equal(config.dataFolder, resolve('.chengshu'))
  assert.equal(config.demo, true)
  assert.equal(config.adminPassword, undefined)
  assert.equal(config.databaseUrl, undefined)
  assert.equal(config.blindShare, 0.05)
  assert.equal(config.singleSignOn, undefined)
})

test('every variable is read, empty ones count as absent, a home folder is expanded', () => {
  const config = readConfig({
    PORT: '0',
    HOST: '0.0.0.0',
    CHENGSHU_DATA: '~/city',
    CHENGSHU_DEMO: '0',
    CHENGSHU_ADMIN_PASSWORD: '',
    DATABASE_URL: 'postgres://x',
    CHENGSHU_BLIND_SHARE: '0.2',
    CHENGSHU_OIDC_ISSUER: 'https://sso.example',
    CHENGSHU_OIDC_CLIENT: 'hub',
    CHENGSHU_OIDC_SECRET: 's',
  })
  assert.deepEqual([config.port, config.host, config.demo], [0, '0.0.0.0', false])
  assert.equal(config.dataFolder, resolve(homedir(), 'city'))
  assert.equal(config.adminPassword, undefined)
  assert.equal(config.databaseUrl, 'postgres://x')
  assert.equal(config.blindShare, 0.2)
  assert.deepEqual(config.singleSignOn, { issuer: 'https://sso.example', client: 'hub', secret: 's' })
})

test('trusted proxies are addresses and networks, never names', () => {
  assert.equal(readConfig({}).trustedProxies, undefined)
  assert.equal(readConfig({ CHENGSHU_TRUSTED_PROXIES: '' }).trustedProxies, undefined)
  const { trustedProxies } = readConfig({ CHENGSHU_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1' })
  assert.deepEqual(trustedProxies, ['127.0.0.1', '10.0.0.0/8', '::1'])
  for (const wrong of ['true', 'proxy.example', '127.0.0.1,'])
    assert.throws(() => readConfig({ CHENGSHU_TRUSTED_PROXIES: wrong }), /invalid-environment/)
})

test('networks that messages may be sent to are addresses and networks, none unless given', () => {
  assert.equal(readConfig({}).webhookNetworks, undefined)
  const { webhookNetworks } = readConfig({ CHENGSHU_WEBHOOK_NETWORKS: '10.20.0.0/16,fd00::/8' })
  assert.deepEqual(webhookNetworks, ['10.20.0.0/16', 'fd00::/8'])
  assert.throws(() => readConfig({ CHENGSHU_WEBHOOK_NETWORKS: '1' }), /invalid-environment/)
})

test('half a single sign-on is refused, and what it still needs is named', () => {
  const whole = {
    CHENGSHU_OIDC_ISSUER: 'https://sso.example',
    CHENGSHU_OIDC_CLIENT: 'hub',
    CHENGSHU_OIDC_SECRET: 'hunter2',
  }
  const names = Object.keys(whole) as (keyof typeof whole)[]
  for (const left of names) {
    const others = names.filter(name => name !== left)
    const refusals = [
      [{ ...whole, [left]: undefined }, [left]],
      [{ ...whole, [left]: ' ' }, [left]],
      [{ [left]: whole[left] }, others],
    ] as const
    for (const [variables, missing] of refusals)
      assert.throws(
        () => readConfig(variables),
        error => {
          assert.ok(isCode(error, 'base.incomplete-sign-on'))
          assert.deepEqual((error as CatalogueError).details, { missing: missing.join(', ') })
          assert.doesNotMatch(String(error), /hunter/)
          return true
        },
      )
  }
  const empty = Object.fromEntries(names.map(name => [name, '']))
  assert.equal(readConfig(empty).singleSignOn, undefined)
})

test('object storage, scanner and sizes of attachments', () => {
  const { objects, scanner, uploadLimits } = readConfig({})
  assert.deepEqual([objects, scanner], [undefined, undefined])
  assert.deepEqual(uploadLimits, { picture: 20 * 2 ** 20, media: 100 * 2 ** 20, document: 20 * 2 ** 20 })
  const given = readConfig({
    CHENGSHU_OBJECTS_URL: 'https://s3.example/bucket',
    CHENGSHU_OBJECTS_KEY: 'k',
    CHENGSHU_OBJECTS_SECRET: 's',
    CHENGSHU_CLAMD: '[::1]:3310',
    CHENGSHU_PICTURE_MEGABYTES: '5',
  })
  assert.deepEqual(given.objects, {
    url: 'https://s3.example/bucket',
    key: 'k',
    secret: 's',
    region: 'us-east-1',
  })
  assert.deepEqual(given.scanner, { host: '::1', port: 3310 })
  assert.equal(given.uploadLimits.picture, 5 * 2 ** 20)
  for (const wrong of ['clamd', ':3310', 'clamd:0', 'clamd:99999', 'clamd:x'])
    assert.throws(() => readConfig({ CHENGSHU_CLAMD: wrong }), /invalid-environment/, wrong)
  assert.throws(() => readConfig({ CHENGSHU_MEDIA_MEGABYTES: '0' }), /invalid-environment/)
  assert.throws(
    () => readConfig({ CHENGSHU_OBJECTS_URL: 'https://s3.example/bucket', CHENGSHU_OBJECTS_KEY: 'k' }),
    error => isCode(error, 'base.incomplete-objects') && /CHENGSHU_OBJECTS_SECRET/.test(String(error)),
  )
})

test('what does not parse is named, all of it', () => {
  try {
    readConfig({ PORT: '70000', CHENGSHU_DEMO: 'yes' })
    assert.fail('accepted')
  } catch (error) {
    assert.ok(isCode(error, 'base.invalid-environment'))
    assert.match(String(error), /PORT.*CHENGSHU_DEMO/s)
  }
})

test('a variable that is there but empty counts as absent, whatever it is', () => {
  const names = [
    'PORT',
    'HOST',
    'CHENGSHU_DATA',
    'CHENGSHU_DEMO',
    'CHENGSHU_ROLE',
    'CHENGSHU_PUBLIC_URL',
    'CHENGSHU_LOG',
    'CHENGSHU_BLIND_SHARE',
    'CHENGSHU_IDLE_MINUTES',
    'CHENGSHU_BENCH_DATA',
    'CHENGSHU_OIDC_ISSUER',
    'CHENGSHU_CHROMIUM',
    'CHENGSHU_APPLICATION_DATABASE_URL',
  ]
  for (const empty of ['', '  '])
    assert.deepEqual(readConfig(Object.fromEntries(names.map(name => [name, empty]))), readConfig({}))
})

test('a number out of its range, half a number and an address that is no web address are named', () => {
  const wrong = {
    PORT: ['-1', '65536', '80.5', 'http', '3000;'],
    CHENGSHU_BLIND_SHARE: ['-0.1', '1.1', 'half', 'NaN'],
    CHENGSHU_IDLE_MINUTES: ['0', '1441', '1.5'],
    CHENGSHU_DEMO: ['true', 'no'],
    CHENGSHU_ROLE: ['Server', 'database'],
    CHENGSHU_PUBLIC_URL: ['hub.example', 'javascript:alert(1)', 'ftp://hub.example'],
    CHENGSHU_OIDC_ISSUER: ['sso', 'file:///etc/passwd'],
  }
  for (const [name, values] of Object.entries(wrong))
    for (const value of values)
      assert.throws(
        () => readConfig({ [name]: value }),
        error => isCode(error, 'base.invalid-environment') && String(error).includes(name),
        `${name}=${value}`,
      )
})

test('a secret that does not parse is named, never shown', () => {
  try {
    readConfig({ CHENGSHU_ADMIN_PASSWORD: 'hunter2-hunter2', PORT: 'hunter3' })
    assert.fail('accepted')
  } catch (error) {
    assert.doesNotMatch(JSON.stringify(error) + String(error), /hunter/)
  }
})

test('paths are absolute, so that a change of folder moves no data', () => {
  for (const folder of ['data', './data', '/srv/data', '~/data'])
    assert.match(readConfig({ CHENGSHU_DATA: folder }).dataFolder, /^\/.*data$/)
})

test('keys of backups, the token of the metrics and the address of traces are read; a short token is refused', () => {
  const none = readConfig({})
  assert.deepEqual(none.backup, { recipients: undefined, passphrase: undefined, keyFile: undefined })
  assert.deepEqual([none.metricsToken, none.tracesUrl], [undefined, undefined])
  const config = readConfig({
    CHENGSHU_BACKUP_RECIPIENT: 'age1x',
    CHENGSHU_BACKUP_KEY: '~/key.txt',
    CHENGSHU_METRICS_TOKEN: 'a-long-metrics-token',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
  })
  assert.equal(config.backup.keyFile, resolve(homedir(), 'key.txt'))
  assert.deepEqual([config.metricsToken, config.tracesUrl], ['a-long-metrics-token', 'http://collector:4318'])
  for (const token of ['short', 'with spaces in between'])
    assert.throws(() => readConfig({ CHENGSHU_METRICS_TOKEN: token }), /invalid-environment/)
})

test('half a channel outside is refused, and what it still needs is named', () => {
  assert.deepEqual([readConfig({}).mail, readConfig({}).sms], [undefined, undefined])
  const whole = {
    CHENGSHU_SMTP_URL: 'smtps://user:pass@mail.example',
    CHENGSHU_MAIL_FROM: '12345 <noreply@mail.example>',
    CHENGSHU_SMS_URL: 'https://sms.example/send',
    CHENGSHU_SMS_SECRET: 'whsec_c2VjcmV0',
  }
  const { mail, sms } = readConfig(whole)
  assert.deepEqual(mail, { url: whole.CHENGSHU_SMTP_URL, from: whole.CHENGSHU_MAIL_FROM })
  assert.deepEqual(sms, { url: whole.CHENGSHU_SMS_URL, secret: whole.CHENGSHU_SMS_SECRET })
  for (const left of Object.keys(whole))
    assert.throws(
      () => readConfig({ ...whole, [left]: '' }),
      (error: CatalogueError) => isCode(error, 'base.incomplete-outside') && error.message.includes(left),
    )
  assert.throws(
    () => readConfig({ ...whole, CHENGSHU_SMTP_URL: 'http://mail.example' }),
    /invalid-environment/,
  )
})

test('a mailbox is an address with user and password, over TLS unless it lies on this machine', () => {
  const read = (url: string) => readConfig({ CHENGSHU_IMAP_URL: url }).mailbox
  assert.equal(readConfig({}).mailbox, undefined)
  assert.equal(read(' '), undefined)
  assert.deepEqual(read('imaps://hotline%40city.example:p%25%40ss@imap.city.example'), {
    host: 'imap.city.example',
    port: 993,
    secure: true,
    user: 'hotline@city.example',
    password: 'p%@ss',
    folder: 'INBOX',
    name: 'hotline@city.example@imap.city.example/INBOX',
  })
  const local = read('imap://u:p@127.0.0.1:1143/%E8%AF%89%E6%B1%82')!
  assert.deepEqual([local.port, local.secure, local.folder], [1143, false, '诉求'])
  assert.equal(read('imap://u:p@[::1]')?.host, '::1')
  assert.equal(read('imap://u:p@mail.inside?plain=1')?.port, 143)
  const wrong = [
    'imap://u:secret7@mail.inside',
    'imap://u:secret7@127.0.0.1.example',
    'imaps://mail.city.example',
    'imaps://u@mail.city.example',
    'https://u:secret7@mail.city.example',
    'imaps://u:secret7%@mail.city.example',
    'secret7',
  ]
  for (const url of wrong)
    assert.throws(
      () => read(url),
      (error: CatalogueError) =>
        /CHENGSHU_IMAP_URL/.test(error.message) &&
        !/secret7/.test(error.message + JSON.stringify(error.details)),
      url,
    )
})

test('the master key is a file of the data folder unless another or a management system is named; never half of one', () => {
  const read = (given: Record<string, string>) => readConfig({ CHENGSHU_DATA: '/city', ...given }).vault
  assert.deepEqual(read({}), { keyFile: '/city/keys/master.key', kms: undefined, cipher: 'aes-256-gcm' })
  assert.equal(read({ CHENGSHU_KEY_FILE: '~/master.key' }).keyFile, resolve(homedir(), 'master.key'))
  assert.equal(read({ CHENGSHU_CIPHER: 'sm4' }).cipher, 'sm4-ctr-hmac-sm3')
  assert.throws(() => read({ CHENGSHU_CIPHER: 'des' }), /CHENGSHU_CIPHER/)
  const rest = { CHENGSHU_KMS_TOKEN: 'secret-token', CHENGSHU_KMS_KEY: 'hub' }
  const url = (address: string) => read({ ...rest, CHENGSHU_KMS_URL: address }).kms?.url
  for (const [given, kept] of [
    ['https://kms.example:8200', 'https://kms.example:8200/v1/transit'],
    ['https://kms.example/v1/secrets/transit/', 'https://kms.example/v1/secrets/transit'],
    ['http://127.0.0.1:8100', 'http://127.0.0.1:8100/v1/transit'],
    ['http://[::1]:8100/', 'http://[::1]:8100/v1/transit'],
  ])
    assert.equal(url(given!), kept)
  for (const wrong of ['http://kms.example', 'http://localhost.example', 'kms.example', 'ftp://kms.example'])
    assert.throws(
      () => url(wrong),
      (error: CatalogueError) =>
        isCode(error, 'base.invalid-environment') && !error.message.includes('secret-token'),
      wrong,
    )
  for (const missing of ['CHENGSHU_KMS_URL', 'CHENGSHU_KMS_TOKEN', 'CHENGSHU_KMS_KEY'])
    assert.throws(
      () => read({ ...rest, CHENGSHU_KMS_URL: 'https://kms.example', [missing]: '' }),
      (error: CatalogueError) => isCode(error, 'base.incomplete-kms') && error.details.missing === missing,
    )
})

test('the code that labels of AI content carry is a social credit code or the code of a provider', () => {
  const code = (value: string | undefined) => readConfig({ CHENGSHU_LABEL_CODE: value }).labelCode
  assert.equal(code(undefined), undefined)
  assert.equal(code(''), undefined)
  assert.equal(code('11310000MB2F30123X'), '11310000MB2F30123X')
  assert.equal(code('001191110102MAD55U9H0F10002'), '001191110102MAD55U9H0F10002')
  // A name in Chinese, letters that such codes leave out, and other lengths would be labels that nobody can check.
  for (const wrong of ['青岚市', '11310000MB2F30123I', '11310000MB2F3012', '001111310000MB2F30123X', 'a b'])
    assert.throws(() => code(wrong), /CHENGSHU_LABEL_CODE/, wrong)
})

test('the name of the ledger has no spaces and no plus signs: it stands in signed notes', () => {
  const origin = (value?: string) => readConfig({ CHENGSHU_LEDGER_ORIGIN: value }).ledgerOrigin
  assert.equal(origin(), undefined)
  assert.equal(origin('ledger.city.example/1'), 'ledger.city.example/1')
  for (const wrong of ['two words', 'a+b', `${'x'.repeat(201)}`])
    assert.throws(() => origin(wrong), /CHENGSHU_LEDGER_ORIGIN/, wrong)
})
