import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { signWebhook } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub, testPassword } from '../../../test/fixtures/hub.ts'
import { codeOf } from '../../../test/totp-code.ts'
import type { IncomingMapping, IncomingPost, IncomingWebhook } from './incoming.contract.ts'
import { discardOldPosts } from './incoming.store.ts'

/** What other systems post in their own JSON, as they send it, and the security administrator who opens the doors. */
let hub: TestHub
let security: Browser

before(async () => {
  hub = await testHub()
  security = await browserOf(hub, 'security-admin')
  const made = await security.act<Record<string, string>>('/api/auth/two-factor/enable', {
    password: testPassword,
  })
  await security.act('/api/auth/two-factor/verify-totp', { code: codeOf(made.totpURI ?? made.totpUri!) })
})
after(() => hub.close())

const mapping: Partial<IncomingMapping> = {
  text: { path: 'alarm.words' },
  address: { path: 'alarm.where' },
  category: { constant: '水务告警' },
  externalId: { path: 'alarm.id' },
}
const alarm = (id: unknown, words: unknown = '水压低于下限') => ({
  alarm: { id, words, where: '幸福路12号' },
})

interface Made {
  webhook: IncomingWebhook
  secret: string
}
async function partnerOf(rest: object = {}): Promise<string> {
  const { partner } = await security.act<{ partner: { partnerId: string } }>('/api/partners', {
    name: '水务平台',
    rights: ['report'],
    ...rest,
  })
  return partner.partnerId
}
async function doorOf(changes: Partial<IncomingMapping> = {}, partner: object = {}): Promise<Made> {
  const partnerId = await partnerOf(partner)
  return await security.act<Made>('/api/incoming-webhooks', {
    partnerId,
    name: '水压',
    mapping: { ...mapping, ...changes },
  })
}

interface Sent {
  body: unknown
  id?: string
  at?: number
  signature?: string
  key?: string
}
let calls = 0
/** Posts as the other system does. */
async function post({ webhook, secret }: Made, { body, id = `call-${++calls}`, at, signature, key }: Sent) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const seconds = at ?? Math.floor(Date.now() / 1000)
  const answer = await hub.server.inject({
    method: 'POST',
    url: `/api/webhooks/in/${webhook.webhookId}`,
    payload,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signature ?? signWebhook({ secret, id, at: seconds, body: payload }),
      ...(key ? { 'idempotency-key': key } : {}),
    },
  })
  return {
    status: answer.statusCode,
    body: answer.json<{ caseCode: string; repeated: boolean; code: string }>(),
  }
}
const postsOf = async ({ webhook }: Made) =>
  (await security.read<{ posts: IncomingPost[] }>(`/api/incoming-webhooks/${webhook.webhookId}/posts`)).posts
const cases = async () =>
  Number(
    (await sql<{ n: string }>`select count(*) as n from cases.case_record`.execute(hub.base.owner)).rows[0]!
      .n,
  )

test('what a system posts is a case in its name, and the answer is its code', async () => {
  const door = await doorOf()
  const { status, body } = await post(door, { body: alarm(1) })
  assert.deepEqual([status, body.repeated], [200, false])
  const seat = await browserOf(hub, 'seat1')
  const { items } = await seat.read<{ items: { caseId: string; code: string; channel: string }[] }>(
    '/api/cases?channel=api',
  )
  const row = items.find(one => one.code === body.caseCode)!
  const found = await seat.read<{ detail: string; address: string; timeline: { actorName: string }[] }>(
    `/api/cases/${row.caseId}`,
  )
  assert.equal(found.detail, '水压低于下限\n\n来源分类：水务告警')
  assert.deepEqual([found.address, found.timeline[0]!.actorName], ['幸福路12号', '水务平台'])
  const { webhooks } = await security.read<{ webhooks: IncomingWebhook[] }>('/api/incoming-webhooks')
  const shown = webhooks.find(one => one.webhookId === door.webhook.webhookId)!
  assert.deepEqual([shown.cases, shown.kept, shown.open], [1, 0, true])
})

test('only what is signed with its secret, now, comes in; a stranger costs the system nothing', async () => {
  const door = await doorOf({}, { callsPerMinute: 2 })
  const now = Math.floor(Date.now() / 1000)
  const before = await cases()
  const wrong: Sent[] = [
    { body: alarm(1), signature: '' },
    { body: alarm(1), signature: 'v1,AAAA' },
    { body: alarm(1), at: now - 301 },
    { body: alarm(1), at: now + 301 },
    { body: alarm(1), id: 'x'.repeat(201) },
    {
      body: alarm(1),
      signature: signWebhook({ secret: door.secret, id: 'other', at: now, body: JSON.stringify(alarm(1)) }),
    },
  ]
  for (const one of wrong) {
    const { status, body } = await post(door, one)
    assert.deepEqual([status, body.code], [403, 'cases.post-not-signed'], JSON.stringify(one))
  }
  const other = await doorOf()
  assert.equal((await post({ ...door, secret: other.secret }, { body: alarm(1) })).status, 403)
  const nowhere = { ...door, webhook: { ...door.webhook, webhookId: '01890000-0000-7000-8000-000000000000' } }
  assert.equal((await post(nowhere, { body: alarm(1) })).body.code, 'cases.post-not-signed')
  assert.equal(await cases(), before)
  // All of that has used none of its two calls.
  assert.equal((await post(door, { body: alarm(1) })).status, 200)
  assert.equal((await post(door, { body: alarm(2) })).status, 200)
  const third = await post(door, { body: alarm(3) })
  // The minute may have changed since the first.
  assert.ok(third.status === 429 || third.status === 200)
  for (let turn = 4; turn < 8; turn++) {
    const { status, body } = await post(door, { body: alarm(turn) })
    if (status === 429) assert.equal(body.code, 'cases.partner-too-many-calls')
  }
})

test('the same once more is the same case: by its id, by the key, by the call; other content under it is refused', async () => {
  const door = await doorOf()
  const first = await post(door, { body: alarm('a-1') })
  const before = await cases()
  const again = await post(door, { body: alarm('a-1') })
  assert.deepEqual([again.status, again.body], [200, { caseCode: first.body.caseCode, repeated: true }])
  const changed = await post(door, { body: alarm('a-1', '别的内容') })
  assert.deepEqual([changed.status, changed.body.code], [422, 'cases.key-of-another-report'])
  assert.equal(await cases(), before)

  const nameless = await doorOf({ externalId: null })
  const keyed = await post(nameless, { body: alarm(1), key: 'k-1' })
  assert.deepEqual(await post(nameless, { body: alarm(1), key: 'k-1' }), {
    status: 200,
    body: { caseCode: keyed.body.caseCode, repeated: true },
  })
  assert.notEqual((await post(nameless, { body: alarm(1), key: 'k-2' })).body.caseCode, keyed.body.caseCode)
  const called = await post(nameless, { body: alarm(1), id: 'replayed' })
  assert.deepEqual((await post(nameless, { body: alarm(1), id: 'replayed' })).body, {
    caseCode: called.body.caseCode,
    repeated: true,
  })
  const counted = await cases()
  const together = await Promise.all(Array.from({ length: 6 }, () => post(door, { body: alarm('at-once') })))
  assert.equal(new Set(together.map(one => one.body.caseCode)).size, 1)
  assert.ok(together.every(one => one.status === 200))
  assert.equal(await cases(), counted + 1)
  assert.notEqual(
    (await post(nameless, { body: alarm('at-once') })).body.caseCode,
    together[0]!.body.caseCode,
  )
})

test('what cannot be mapped is kept with its reason; after the mapping is mended it is a case', async () => {
  const door = await doorOf({ text: { path: 'alarm.text' } })
  const refused = await post(door, { body: alarm(9) })
  assert.deepEqual([refused.status, refused.body.code], [422, 'cases.post-not-mappable'])
  assert.equal((await post(door, { body: 'no json at all', id: 'broken' })).status, 422)
  const kept = await postsOf(door)
  assert.deepEqual(
    kept.map(one => [one.state, one.faults]),
    [
      ['kept', [{ field: 'body', fault: 'not-json' }]],
      ['kept', [{ field: 'text', fault: 'missing' }]],
    ],
  )
  const [broken, waiting] = kept as [IncomingPost, IncomingPost]
  const retry = (one: IncomingPost) => security.post(`/api/incoming-posts/${one.postId}/retry`, {})
  assert.equal((await retry(waiting)).status, 422)
  const path = `/api/incoming-webhooks/${door.webhook.webhookId}/mapping`
  const mended = { ...door.webhook.mapping, text: { path: 'alarm.words' } }
  const put = async (version: number) => await security.post(path, { mapping: mended, version })
  assert.deepEqual((await put(1)).body, { version: 2 })
  assert.equal((await put(1)).status, 409)
  const done = await retry(waiting)
  const { code } = done.body as unknown as { code: string }
  assert.equal(done.status, 200)
  assert.equal((await retry(waiting)).status, 404)
  // The sender sends it again: its case is there.
  assert.deepEqual((await post(door, { body: alarm(9) })).body, { caseCode: code, repeated: true })
  await security.act(`/api/incoming-posts/${broken.postId}/discard`, {})
  assert.equal((await security.post(`/api/incoming-posts/${broken.postId}/discard`, {})).status, 404)
  const { rows } = await sql`select from cases.incoming_post_content`.execute(hub.base.owner)
  assert.equal(rows.length, 0, 'of what is a case or discarded no body is left')
  await post(door, { body: 'no json again' })
  await sql`update cases.incoming_post set received_at = now() - interval '100 days' where state = 'kept'`.execute(
    hub.base.owner,
  )
  assert.equal(await discardOldPosts(hub.base.database, 90), 1)
})

test('a sample shows what it would become, and nothing is kept of it', async () => {
  const before = await cases()
  const whole = {
    ...mapping,
    subject: null,
    longitude: null,
    latitude: null,
    reporterName: null,
    reporterPhone: null,
  }
  const tried = await security.act<{ case: { text: string; externalId: string } | null; faults: unknown[] }>(
    '/api/incoming-webhooks/try',
    { mapping: whole, sample: JSON.stringify(alarm(5)) },
  )
  assert.deepEqual([tried.case!.text, tried.case!.externalId, tried.faults], ['水压低于下限', '5', []])
  const failed = await security.act<{ case: null; faults: unknown[] }>('/api/incoming-webhooks/try', {
    mapping: whole,
    sample: '{',
  })
  assert.deepEqual([failed.case, failed.faults], [null, [{ field: 'body', fault: 'not-json' }]])
  assert.equal(await cases(), before)
  const wrong = { ...whole, text: { path: `${'a'.repeat(190)}!` } }
  assert.equal(
    (await security.post('/api/incoming-webhooks/try', { mapping: wrong, sample: '{}' })).status,
    400,
  )
})

test('a door closes by hand and with the key of its system; its secret is shown once', async () => {
  const door = await doorOf()
  assert.match(door.secret, /^whsec_[A-Za-z0-9+/]{43}=$/)
  const { webhookId, partnerId } = door.webhook
  const shown = {
    list: await security.read('/api/incoming-webhooks'),
    entries: await readEntries(hub.base.database, `incoming-webhook:${webhookId}`),
    log: hub.log,
  }
  assert.ok(!JSON.stringify(shown).includes(door.secret.slice(6)))
  assert.deepEqual(
    shown.entries.map(one => one.kind),
    ['incoming-webhook.created'],
  )
  await security.remove(`/api/incoming-webhooks/${webhookId}`)
  assert.equal((await security.remove(`/api/incoming-webhooks/${webhookId}`)).status, 404)
  assert.equal((await post(door, { body: alarm(1) })).status, 403)
  const other = await doorOf()
  await security.remove(`/api/partners/${other.webhook.partnerId}`)
  assert.equal((await post(other, { body: alarm(1) })).status, 403)
  const body = { partnerId: other.webhook.partnerId, name: 'x', mapping }
  assert.equal((await security.post('/api/incoming-webhooks', body)).status, 404)
  const exchange = await partnerOf({ rights: ['exchange'] })
  assert.equal((await security.post('/api/incoming-webhooks', { ...body, partnerId: exchange })).status, 404)
  assert.ok(partnerId)
})

test('nobody else opens, reads or closes one', async () => {
  const nobody = '01890000-0000-7000-8000-000000000000'
  const doors: ['GET' | 'POST' | 'DELETE', string][] = [
    ['GET', '/api/incoming-webhooks'],
    ['POST', '/api/incoming-webhooks'],
    ['POST', '/api/incoming-webhooks/try'],
    ['POST', `/api/incoming-webhooks/${nobody}/mapping`],
    ['DELETE', `/api/incoming-webhooks/${nobody}`],
    ['GET', `/api/incoming-webhooks/${nobody}/posts`],
    ['POST', `/api/incoming-posts/${nobody}/retry`],
    ['POST', `/api/incoming-posts/${nobody}/discard`],
  ]
  for (const account of ['seat1', 'dispatcher1', 'handler-water', 'data-steward1']) {
    const authorization = `Bearer ${await hub.token(account)}`
    for (const [method, url] of doors) {
      const call = async (headers: Record<string, string>) =>
        (await hub.server.inject({ method, url, headers, ...(method === 'GET' ? {} : { payload: {} }) }))
          .statusCode
      assert.equal(await call({ authorization }), 403, `${account} ${method} ${url}`)
      assert.equal(await call({}), 401, `${method} ${url}`)
    }
  }
})
