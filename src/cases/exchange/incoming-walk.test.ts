import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { signWebhook } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub, testPassword } from '../../../test/fixtures/hub.ts'
import { codeOf } from '../../../test/totp-code.ts'
import type { IncomingMapping, IncomingPost, IncomingWebhook } from './incoming.contract.ts'

/** What comes to a door over its life: pasted ids, mappings that change meanwhile, keys that end, people who decide at once. */
let hub: TestHub
let security: Browser
let seat: Browser
before(async () => {
  hub = await testHub()
  seat = await browserOf(hub, 'seat1')
  security = await browserOf(hub, 'security-admin')
  const made = await security.act<Record<string, string>>('/api/auth/two-factor/enable', {
    password: testPassword,
  })
  await security.act('/api/auth/two-factor/verify-totp', { code: codeOf(made.totpURI ?? made.totpUri!) })
})
after(() => hub.close())

interface Made {
  webhook: IncomingWebhook
  secret: string
}
const mapping: Partial<IncomingMapping> = { text: { path: 'words' }, externalId: { path: 'id' } }
async function doorOf(changes: Partial<IncomingMapping> = {}): Promise<Made> {
  const partner = { name: '水务平台', rights: ['report'], callsPerMinute: 6000 }
  const { partner: system } = await security.act<{ partner: { partnerId: string } }>('/api/partners', partner)
  const { partnerId } = system
  const whole = { partnerId, name: '水压', mapping: { ...mapping, ...changes } }
  return await security.act<Made>('/api/incoming-webhooks', whole)
}

let calls = 0
async function post(
  { webhook, secret }: Made,
  body: unknown,
  { language = 'zh-CN', id = `call-${++calls}` } = {},
) {
  const payload = typeof body === 'string' ? body : JSON.stringify(body)
  const at = Math.floor(Date.now() / 1000)
  const answer = await hub.server.inject({
    method: 'POST',
    url: `/api/webhooks/in/${webhook.webhookId}`,
    payload,
    headers: {
      'content-type': 'application/json',
      'accept-language': language,
      'webhook-id': id,
      'webhook-timestamp': String(at),
      'webhook-signature': signWebhook({ secret, id, at, body: payload }),
    },
  })
  const read = answer.json<{ caseCode: string; repeated: boolean; code: string; title: string }>()
  return { status: answer.statusCode, body: read }
}
const postsOf = async ({ webhook }: Made) =>
  (await security.read<{ posts: IncomingPost[] }>(`/api/incoming-webhooks/${webhook.webhookId}/posts`)).posts
const decide = (one: IncomingPost, how: 'retry' | 'discard') =>
  security.post<{ state: string; code: string }>(`/api/incoming-posts/${one.postId}/${how}`, {})
const remap = ({ webhook }: Made, version: number, changes: Partial<IncomingMapping>) =>
  security.post(`/api/incoming-webhooks/${webhook.webhookId}/mapping`, {
    mapping: { ...webhook.mapping, ...changes },
    version,
  })

test('an id that looks sealed comes in as a text like others, is shown, and is the same matter again', async () => {
  const door = await doorOf()
  // A copy of what lies sealed in the database: pasted into an id it would be opened where the case is read.
  const { rows } = await sql<{ stored: string }>`
    select encode(convert_to(secret, 'UTF8'), 'hex') as stored from cases.incoming_webhook limit 1`.execute(
    hub.base.owner,
  )
  const copied = Buffer.from(rows[0]!.stored, 'hex').toString()
  assert.match(copied, /^sealed:1:/)
  for (const id of ['sealed:1:AAAA', ' sealed:1:AAAA2', '\u0000sealed:1:AAAA3', copied]) {
    const first = await post(door, { id, words: '水压低' })
    assert.equal(first.status, 200, JSON.stringify(first.body))
    const again = await post(door, { id, words: '水压低' })
    assert.deepEqual(again.body, { caseCode: first.body.caseCode, repeated: true })
    const { items } = await seat.read<{ items: { caseId: string }[] }>(
      `/api/cases?words=${first.body.caseCode}`,
    )
    const shown = await seat.read<{ externalId: string }>(`/api/cases/${items[0]!.caseId}`)
    assert.ok(!shown.externalId.startsWith('sealed:1'), shown.externalId)
    assert.ok(!JSON.stringify(shown).includes('whsec_'), 'nothing was opened')
  }
  const raw = await sql<{ start: string }>`
    select encode(substr(convert_to(external_id, 'UTF8'), 1, 9), 'hex') as start from cases.partner_case`.execute(
    hub.base.owner,
  )
  assert.deepEqual(
    raw.rows.map(one => Buffer.from(one.start, 'hex').toString()),
    Array(4).fill('sealed: 1'),
  )
})

test('what could not be mapped is said in the sender’s language, with the fields and without what they held', async () => {
  const door = await doorOf({ longitude: { path: 'x' }, latitude: { path: 'y' } })
  const body = { id: 7, words: ['王小明 13800138000'], x: 'far', y: 91 }
  const chinese = await post(door, body)
  const english = await post(door, body, { language: 'en' })
  for (const { status, body: said } of [chinese, english]) {
    assert.deepEqual([status, said.code], [422, 'cases.post-not-mappable'])
    assert.match(said.title, /text not-text; longitude not-number; latitude out-of-range/)
    assert.ok(!JSON.stringify(said).includes('13800138000'))
  }
  assert.match(chinese.body.title, /[一-龥]/)
  assert.ok(!/[一-龥]/.test(english.body.title), english.body.title)
  assert.ok(!hub.log.join('\n').includes('13800138000'))
})

test('a kept post that is sent again is one post; once it is right it is a case and no longer kept', async () => {
  const door = await doorOf({ externalId: null })
  await post(door, { word: '错' }, { id: 'same' })
  const [first] = await postsOf(door)
  await post(door, { word: '还是错' }, { id: 'same' })
  const again = await postsOf(door)
  assert.deepEqual(
    again.map(one => [one.postId, one.state]),
    [[first!.postId, 'kept']],
  )
  const right = await post(door, { words: '对了' }, { id: 'same' })
  const [done] = await postsOf(door)
  assert.deepEqual(
    [done!.postId, done!.state, done!.code, done!.faults],
    [first!.postId, 'case', right.body.caseCode, []],
  )
  assert.equal((await decide(done!, 'retry')).body.code, 'cases.unknown-post')
  assert.equal((await decide(done!, 'discard')).body.code, 'cases.unknown-post')
})

test('of people who decide on one post at once one does: it is one case, or discarded, never both', async () => {
  const door = await doorOf({ text: { path: 'wrong' } })
  for (let turn = 0; turn < 3; turn++) await post(door, { id: `t-${turn}`, words: '水压低' })
  await remap(door, 1, { text: { path: 'words' } })
  for (const one of await postsOf(door)) {
    const answers = await Promise.all([decide(one, 'retry'), decide(one, 'retry'), decide(one, 'discard')])
    for (const { status, body } of answers)
      assert.ok(status === 200 || body.code === 'cases.unknown-post', JSON.stringify(body))
    const now = (await postsOf(door)).find(post => post.postId === one.postId)!
    const cases = await sql<{ n: number }>`
      select count(*)::int as n from cases.partner_case link join cases.incoming_post post on post.case_id = link.case_id
       where post.id = ${one.postId}`.execute(hub.base.owner)
    assert.equal(cases.rows[0]!.n, now.state === 'case' ? 1 : 0, now.state)
    const left = await sql`select from cases.incoming_post_content where post_id = ${one.postId}`.execute(
      hub.base.owner,
    )
    assert.equal(left.rows.length, 0, 'no body is left')
  }
})

test('of two who change one mapping at once one does; the other looks again', async () => {
  const door = await doorOf()
  const both = await Promise.all([
    remap(door, 1, { text: { path: 'a' } }),
    remap(door, 1, { text: { path: 'b' } }),
  ])
  assert.deepEqual(both.map(one => one.status).sort(), [200, 409])
  for (const version of [1, 3, 99])
    assert.equal((await remap(door, version, {})).status, 409, String(version))
  for (const version of [0, -1, 1.5, 2_147_483_647])
    assert.equal((await remap(door, version, {})).status, 400, String(version))
  assert.equal((await remap(door, 2, {})).status, 200)
  const entries = await readEntries(hub.base.database, `incoming-webhook:${door.webhook.webhookId}`)
  assert.equal(entries.length, 3, 'opened, and changed twice')
})

test('with the key of its system a door ends: nothing comes in, what was kept can be discarded only', async () => {
  const door = await doorOf({ text: { path: 'wrong' } })
  await post(door, { id: 1, words: '水压低' })
  const [kept] = await postsOf(door)
  assert.equal((await security.remove(`/api/partners/${door.webhook.partnerId}`)).status, 200)
  assert.equal((await post(door, { id: 2, wrong: '水压低' })).body.code, 'cases.post-not-signed')
  const retried = await decide(kept!, 'retry')
  assert.deepEqual([retried.status, retried.body.code], [404, 'cases.unknown-incoming'])
  const list = await security.read<{ webhooks: IncomingWebhook[] }>('/api/incoming-webhooks')
  const shown = list.webhooks.find(one => one.webhookId === door.webhook.webhookId)!
  assert.deepEqual([shown.open, shown.kept, shown.cases], [false, 1, 0])
  const order = list.webhooks.map(one => one.open)
  assert.deepEqual(
    order,
    [...order].sort((a, b) => Number(b) - Number(a)),
    'those that are open stand first',
  )
  assert.equal((await decide(kept!, 'discard')).body.state, 'discarded')
})
