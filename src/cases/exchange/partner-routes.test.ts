import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { readEntries } from '#ledger/index.ts'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub, testPassword } from '../../../test/fixtures/hub.ts'
import { codeOf } from '../../../test/totp-code.ts'
import { createPartner } from './create-partner.ts'
import { createSubscription } from './create-subscription.ts'
import { prefixOfKey } from './partner-key.ts'
import { revokePartner } from './revoke-partner.ts'

/** Keys, subscriptions and messages as the security administrator keeps them, and everybody else who tries. */
let hub: TestHub
let security: Browser
let ending: (path: string) => Promise<{ status: number; body: { code?: string } }>

before(async () => {
  hub = await testHub({ variables: { CHENGSHU_WEBHOOK_NETWORKS: '127.0.0.0/8' } })
  security = await browserOf(hub, 'security-admin')
  const { totpURI, totpUri = totpURI } = await security.act<Record<string, string>>(
    '/api/auth/two-factor/enable',
    {
      password: testPassword,
    },
  )
  await security.act('/api/auth/two-factor/verify-totp', { code: codeOf(totpUri!) })
  ending = path => security.remove(path)
})
after(() => hub.close())

interface Made {
  partner: {
    partnerId: string
    name: string
    rights: string[]
    callsPerMinute: number
    keyPrefix: string
    validUntil: string
    formerUntil: string | null
    lastUsedAt: string | null
    standing: string
  }
  key: string
}
interface Subscribed {
  subscription: { subscriptionId: string; url: string; name: string; endedAt: string | null }
  secret: string
}
const newKey = (changes: object = {}) => ({ name: '随手拍', rights: ['report'], ...changes })
const newSubscription = (changes: object = {}) => ({
  name: '数据中台',
  url: 'http://127.0.0.1:9/in?token=path-secret',
  eventTypes: ['closed'],
  departmentIds: null,
  partnerId: null,
  ...changes,
})
const makeKey = (changes: object = {}) => security.act<Made>('/api/partners', newKey(changes))
const subscribe = (changes: object = {}) =>
  security.act<Subscribed>('/api/subscriptions', newSubscription(changes))
const nobody = '01890000-0000-7000-8000-000000000000'

const doors: [method: 'GET' | 'POST' | 'DELETE', path: string, payload?: object][] = [
  ['GET', '/api/partners'],
  ['POST', '/api/partners', newKey()],
  ['DELETE', `/api/partners/${nobody}`],
  ['POST', `/api/partners/${nobody}/renew`, {}],
  ['POST', `/api/partners/${nobody}/rotate`, {}],
  ['GET', '/api/partners/reconciliations'],
  ['GET', '/api/subscriptions'],
  ['POST', '/api/subscriptions', newSubscription()],
  ['DELETE', `/api/subscriptions/${nobody}`],
  ['GET', `/api/subscriptions/${nobody}/messages`],
  ['POST', `/api/messages/${nobody}/retry`],
]
const others = [
  'seat1',
  'dispatcher1',
  'handler-water',
  'system-admin',
  'audit-admin',
  'ai-engineer1',
  'data-steward1',
]

test('whoever is no security administrator comes through no door, and a key of a system through none of them', async () => {
  const { key } = await makeKey({ rights: ['report', 'update', 'exchange'] })
  for (const [method, url, payload] of doors) {
    const call = async (headers: Record<string, string>) =>
      (await hub.server.inject({ method, url, headers, ...(payload ? { payload } : {}) })).statusCode
    assert.equal(await call({}), 401, `${method} ${url}`)
    assert.equal(await call({ 'x-api-key': key }), 401, `${method} ${url}`)
    assert.equal(await call({ authorization: `Bearer ${key}` }), 401, `${method} ${url}`)
    const token = await hub.token('security-admin')
    assert.equal(
      await call({ authorization: `Bearer ${token}` }),
      403,
      'such keys are made by a person at a screen',
    )
  }
  for (const account of others) {
    const browser = await browserOf(hub, account)
    for (const [method, url, payload] of doors) {
      const { status } =
        method === 'GET'
          ? await browser.get(url)
          : method === 'POST'
            ? await browser.post(url, payload ?? {})
            : await browser.remove(url)
      assert.equal(status, 403, `${account} ${method} ${url}`)
    }
  }
})

test('a key is shown once: no list, no ledger, no table and no log holds it', async () => {
  const { key, partner } = await makeKey({
    name: '钥匙',
    rights: ['report', 'report', 'update'],
    callsPerMinute: 7,
  })
  assert.match(key, /^csp_[A-Za-z0-9_-]{43}$/)
  assert.deepEqual(
    [partner.rights, partner.callsPerMinute, partner.keyPrefix],
    [['report', 'update'], 7, prefixOfKey(key)],
  )
  const { rows } = await sql<{ row: string }>`select partner::text as row from cases.partner partner`.execute(
    hub.base.owner,
  )
  const entries = await readEntries(hub.base.database, `partner:${partner.partnerId}`)
  assert.deepEqual(
    entries.map(one => one.kind),
    ['partner.created'],
  )
  const list = await security.read('/api/partners')
  for (const [where, text] of Object.entries({ rows, entries, list, log: hub.log }))
    assert.ok(!JSON.stringify(text).includes(key.slice(12)), where)
  assert.ok(!JSON.stringify(list).includes('hash'))
})

test('a secret is shown once: no list, message, reconciliation, ledger entry or log holds it', async () => {
  const { secret, subscription } = await subscribe({ name: '密文' })
  assert.match(secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const { subscriptionId } = subscription
  const shown = {
    list: await security.read('/api/subscriptions'),
    made: subscription,
    messages: await security.read(`/api/subscriptions/${subscriptionId}/messages`),
    reconciliations: await security.read('/api/partners/reconciliations'),
    entries: await readEntries(hub.base.database, `subscription:${subscriptionId}`),
    openapi: (await hub.server.inject('/api/openapi.json')).body,
    log: hub.log,
  }
  for (const [where, text] of Object.entries(shown)) {
    assert.ok(!JSON.stringify(text).includes(secret.slice(6)), where)
    assert.ok(!/"secret":"/.test(JSON.stringify(text)), where)
  }
  assert.ok(
    !JSON.stringify(shown.entries).includes('path-secret'),
    'what stands in an address may be a secret',
  )
  assert.equal((shown.entries[0]!.body as { host: string }).host, '127.0.0.1:9')
})

test('a key that is none is refused with the field that is wrong', async () => {
  const wrong: [object, RegExp][] = [
    [{ name: '' }, /name/],
    [{ name: '\u200b' }, /name/],
    [{ name: '路'.repeat(101) }, /name/],
    [{ rights: [] }, /rights/],
    [{ rights: ['admin'] }, /rights/],
    [{ rights: 'report' }, /rights/],
    [{ callsPerMinute: 0 }, /callsPerMinute/],
    [{ callsPerMinute: 60_001 }, /callsPerMinute/],
    [{ callsPerMinute: 1.5 }, /callsPerMinute/],
    [{ adapter: '__proto__' }, /adapter/],
    [{ days: 0 }, /days/],
    [{ days: 732 }, /days/],
    [{ days: 1.5 }, /days/],
    [{ days: '365' }, /days/],
  ]
  for (const [changes, field] of wrong) {
    const { status, body } = await security.post('/api/partners', newKey(changes))
    assert.equal(status, 400, JSON.stringify(changes))
    assert.match(JSON.stringify(body), field)
  }
  const { partner } = await makeKey({ callsPerMinute: 60_000, name: ` ${'路'.repeat(98)} ` })
  assert.deepEqual([partner.callsPerMinute, partner.name.length], [60_000, 98])
})

test('an address inside is refused however it is written, and one that is no web address', async () => {
  const closed: [string, string][] = [
    ['http://10.0.0.1/', 'address'],
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['http://100.100.100.200/', 'address'],
    ['http://[::1]/', 'address'],
    ['http://[0:0:0:0:0:0:0:1]/', 'address'],
    ['http://[::ffff:10.0.0.1]/', 'address'],
    ['http://[::ffff:a9fe:a9fe]/', 'address'],
    ['http://[::]/', 'address'],
    ['http://[fd00::1]/', 'address'],
    ['http://[fe80::1]/', 'address'],
    ['http://[64:ff9b::a9fe:a9fe]/', 'address'],
    ['http://[2002:a00:1::]/', 'address'],
    ['http://0/', 'address'],
    ['http://167772161/', 'address'],
    ['http://0x0a.1/', 'address'],
    ['http://012.0.0.1/', 'address'],
    ['http://１０.0.0.1/', 'address'],
    ['http://10.0.0.1./', 'address'],
    ['https://user:pass@127.0.0.1/', 'credentials'],
  ]
  for (const [url, reason] of closed) {
    const { status, body } = await security.post('/api/subscriptions', newSubscription({ url }))
    assert.equal(status, 400, url)
    assert.deepEqual(
      [body.code, (body.details as { reason: string }).reason],
      ['base.webhook-target-refused', reason],
      url,
    )
  }
  for (const url of [
    '',
    'nothing',
    '/in',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'http://',
    `http://127.0.0.1/${'a'.repeat(500)}`,
  ])
    assert.equal((await security.post('/api/subscriptions', newSubscription({ url }))).status, 400, url)
  const { subscriptions } = await security.read<{ subscriptions: { url: string }[] }>('/api/subscriptions')
  assert.ok(subscriptions.every(one => one.url.startsWith('http://127.0.0.1:9/')))
})

test('a subscription that is none is refused with the field that is wrong', async () => {
  const wrong: [object, number, RegExp][] = [
    [{ name: ' ' }, 400, /name/],
    [{ eventTypes: [] }, 400, /eventTypes/],
    [{ eventTypes: ['gossip'] }, 400, /eventTypes/],
    [{ departmentIds: [] }, 400, /departmentIds/],
    [{ departmentIds: [''] }, 400, /departmentIds/],
    [{ partnerId: 'x' }, 400, /partnerId/],
    [{ partnerId: nobody }, 404, /cases.unknown-partner/],
    [{ partnerId: (await makeKey()).partner.partnerId }, 404, /cases.unknown-partner/],
  ]
  for (const [changes, status, words] of wrong) {
    const answer = await security.post('/api/subscriptions', newSubscription(changes))
    assert.equal(answer.status, status, JSON.stringify(changes))
    assert.match(JSON.stringify(answer.body), words)
  }
})

test('what is not there, or is over, is not ended or sent again', async () => {
  const { partner } = await makeKey({ name: '两次' })
  const { subscription } = await subscribe({ name: '两次' })
  for (const [path, code] of [
    [`/api/partners/${partner.partnerId}`, 'cases.unknown-partner'],
    [`/api/subscriptions/${subscription.subscriptionId}`, 'cases.unknown-subscription'],
  ] as const) {
    assert.equal((await ending(path)).status, 200)
    const again = await ending(path)
    assert.deepEqual([again.status, again.body.code], [404, code])
  }
  for (const path of ['/api/partners/x', '/api/subscriptions/x', `/api/partners/${nobody}'`])
    assert.equal((await ending(path)).status, 400, path)
  assert.equal((await security.post(`/api/messages/${nobody}/retry`, {})).body.code, 'cases.unknown-message')
  assert.deepEqual(await security.read(`/api/subscriptions/${nobody}/messages`), { messages: [] })
  assert.deepEqual(
    (await readEntries(hub.base.database, `subscription:${subscription.subscriptionId}`)).map(
      one => one.kind,
    ),
    ['subscription.created', 'subscription.ended'],
  )
})

test('ended twice at once is ended once', async () => {
  const { partner } = await makeKey({ name: '同时' })
  const { subscription } = await subscribe({ name: '同时' })
  for (const path of [
    `/api/partners/${partner.partnerId}`,
    `/api/subscriptions/${subscription.subscriptionId}`,
  ]) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => ending(path)))
    assert.deepEqual(answers.map(one => one.status).toSorted(), [200, 404, 404, 404], path)
  }
})

test('a subscription made while its key is revoked is refused or ended, and never left behind', async () => {
  const { database } = hub.hub
  const parts = { database, webhookNetworks: ['127.0.0.0/8'] }
  for (let turn = 0; turn < 12; turn++) {
    const { partner } = await createPartner(
      database,
      { name: `p${turn}`, rights: ['exchange'] },
      { id: 'test' },
    )
    const { partnerId } = partner
    const wanted = {
      name: 'race',
      url: 'http://127.0.0.1:9/',
      eventTypes: ['closed' as const],
      departmentIds: null,
      partnerId,
    }
    const [made] = await Promise.allSettled([
      createSubscription(parts, wanted, { id: 'test' }),
      revokePartner(database, partnerId, { id: 'test' }),
    ])
    const { rows } = await sql<{ ended: boolean }>`
      select ended_at is not null as ended from cases.partner_subscription where partner_id = ${partnerId}`.execute(
      hub.base.owner,
    )
    assert.deepEqual(rows, made.status === 'fulfilled' ? [{ ended: true }] : [])
  }
})

test('what is in force is never hidden behind what is over', async () => {
  const { subscription } = await subscribe({ name: '最早的' })
  const { partner } = await makeKey({ name: '最早的' })
  await sql`
    insert into cases.partner_subscription (id, name, url, secret, event_types, created_by, ended_at)
    select gen_random_uuid(), 'over', 'http://127.0.0.1:9/', 'whsec_x', '{closed}', 'test', now() from generate_series(1, 210)`.execute(
    hub.base.owner,
  )
  await sql`
    insert into cases.partner (id, name, rights, key_hash, key_prefix, calls_per_minute, created_by, revoked_at)
    select gen_random_uuid(), 'over', '{report}', sha256(n::text::bytea), 'csp_x', 1, 'test', now() from generate_series(1, 510) as n`.execute(
    hub.base.owner,
  )
  const { subscriptions } = await security.read<{ subscriptions: { subscriptionId: string }[] }>(
    '/api/subscriptions',
  )
  const { partners } = await security.read<{ partners: { partnerId: string }[] }>('/api/partners')
  assert.deepEqual([subscriptions.length, partners.length], [200, 500])
  assert.ok(subscriptions.some(one => one.subscriptionId === subscription.subscriptionId))
  assert.ok(partners.some(one => one.partnerId === partner.partnerId))
})
