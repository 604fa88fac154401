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
