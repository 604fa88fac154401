import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, browserOf, reportCase } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { createPartner } from './create-partner.ts'
import { createSubscription } from './create-subscription.ts'
import { deliverMessages } from './deliver-messages.ts'
import { isSignedBy, type Receiver, startReceiver } from './receiver.fixture.ts'
import { revokePartner } from './revoke-partner.ts'

/** The province's platform, played by a real HTTP server and by what it sends. */
let platform: Receiver
let hub: TestHub
let seat: Browser
let key: string
let partnerId: string
let secret: string

const by = { id: 'test' }
const parts = () => ({ database: hub.hub.database, webhookNetworks: ['127.0.0.0/8'] })
const steps = ['accepted', 'dispatched', 'answered', 'closed', 'declined'] as const

before(async () => {
  hub = await testHub()
  seat = await browserOf(hub, 'seat1')
  platform = await startReceiver()
  const made = await partner('省平台')
  key = made.key
  partnerId = made.partner.partnerId
  const subscribed = await createSubscription(
    parts(),
    { name: '省平台', url: platform.url, eventTypes: [...steps], departmentIds: null, partnerId },
    by,
  )
  secret = subscribed.secret
})
after(async () => {
  await platform.close()
  await hub.close()
})

const partner = (name: string, rights: ('report' | 'exchange')[] = ['exchange']) =>
  createPartner(hub.hub.database, { name, rights, callsPerMinute: 6000 }, by)

async function send(method: 'GET' | 'POST', path: string, payload?: object, apiKey = key) {
  const answer = await hub.server.inject({
    method,
    url: `/exchange/v1/${path}`,
    headers: { 'x-api-key': apiKey },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}

let sent = 0
const order = (changes: object = {}) => ({
  orderId: `P-${++sent}`,
  subject: '路灯不亮',
  detail: '小区门口路灯坏了。',
  reporterName: '王小明',
  reporterPhone: '13800138000',
  dueAt: '2026-12-01T17:00:00+08:00',
  ...changes,
})

async function find(code: string) {
  const { items } = await seat.read<{ items: { caseId: string; version: number }[] }>(
    `/api/cases?words=${code}`,
  )
  return items[0]!
}

async function close(code: string) {
  const { caseId, version } = await find(code)
  await seat.act(`/api/cases/${caseId}/actions/answer`, { version, reply: '已修好。', categoryId: null })
}

test('an order becomes a case; sent again it is the same one, with other content it is refused', async () => {
  const one = order()
  const taken = await send('POST', 'orders', one)
  assert.equal(taken.status, 200)
  assert.deepEqual(
    [taken.body.orderId, taken.body.state, taken.body.repeated],
    [one.orderId, 'reported', false],
  )
  const again = await send('POST', 'orders', one)
  assert.deepEqual(again.body, { ...taken.body, repeated: true })
  const changed = await send('POST', 'orders', { ...one, detail: '别的' })
  assert.deepEqual([changed.status, changed.body.code], [409, 'cases.order-changed'])
  const { caseId } = await find(taken.body.caseCode)
  const held = await seat.read<{
    detail: string
    channel: string
    externalId: string
    reporter: { name: string; phone: string }
  }>(`/api/cases/${caseId}`)
  assert.deepEqual([held.channel, held.externalId, held.reporter.name], ['api', one.orderId, '王小明'])
  assert.ok(held.detail.includes('上级平台要求办结时间：2026-12-01T17:00:00+08:00'))
})

test('twenty at once with one id are one case', async () => {
  const one = order()
  const answers = await Promise.all(Array.from({ length: 20 }, () => send('POST', 'orders', one)))
  assert.deepEqual([...new Set(answers.map(answer => answer.status))], [200])
  assert.equal(new Set(answers.map(answer => answer.body.caseCode)).size, 1)
  assert.equal(answers.filter(answer => !answer.body.repeated).length, 1)
})

test('the same id of two platforms are two orders, and neither reads that of the other', async () => {
  const one = order()
  const other = await partner('市平台')
  const first = await send('POST', 'orders', one)
  const second = await send('POST', 'orders', one, other.key)
  assert.notEqual(first.body.caseCode, second.body.caseCode)
  const own = order()
  await send('POST', 'orders', own)
  assert.equal((await send('GET', `orders/${own.orderId}`, undefined, other.key)).status, 404)
  const note = { noteId: 'n', kind: 'remind', text: 'x' }
  assert.equal((await send('POST', `orders/${own.orderId}/notes`, note, other.key)).status, 404)
})

test('a key without the right, a wrong one and an order that is none are refused', async () => {
  const citizens = await partner('网站', ['report'])
  for (const wrong of ['', 'x', citizens.key])
    assert.equal((await send('POST', 'orders', order(), wrong)).status, 403)
  const bad = await send('POST', 'orders', { orderId: 'P-x' })
  assert.deepEqual([bad.status, bad.body.code], [400, 'cases.order-not-readable'])
  assert.match(bad.body.title, /detail/)
})

test('each step of its orders is told to the platform in its words, until it says that it has it', async () => {
  const one = order()
  const { body } = await send('POST', 'orders', one)
  // A case of somebody else is none of its business.
  await close((await reportCase(seat)).code)
  await close(body.caseCode)
  platform.received.length = 0
  platform.answer = { status: 200, text: '<html>gateway</html>' }
  await deliverMessages(parts())
  platform.answer = { status: 200, text: '{"received":true}' }
  const { sql } = await import('kysely')
  await sql`update cases.partner_message set next_at = now() where state = 'waiting'`.execute(hub.base.owner)
  await deliverMessages(parts())
  const told = platform.received.filter(message => message.body.orderId === one.orderId)
  assert.equal(told.length, platform.received.length)
  assert.deepEqual(told.map(message => message.body.type).toSorted(), [
    'case.accepted',
    'case.accepted',
    'case.answered',
    'case.answered',
  ])
  assert.equal(new Set(told.map(message => message.headers['webhook-id'])).size, 2)
  assert.ok(told.every(message => isSignedBy(secret, message)))
  assert.equal(await deliverMessages(parts()), 0)
  const standing = await send('GET', `orders/${one.orderId}`)
  assert.deepEqual(
    [standing.body.state, standing.body.disposition, standing.body.reply],
    ['closed', 'answered', '已修好。'],
  )
})

test('a reminder of the platform is a note on the case, once for each of its ids', async () => {
  const one = order()
  const { body } = await send('POST', 'orders', one)
  const note = { noteId: 'n-1', kind: 'remind', text: '请尽快办理。' }
  for (let count = 0; count < 3; count++)
    assert.deepEqual((await send('POST', `orders/${one.orderId}/notes`, note)).body, { noteId: 'n-1' })
  const { caseId } = await find(body.caseCode)
  const { timeline } = await seat.read<{ timeline: { type: string; text: string; actorName: string }[] }>(
    `/api/cases/${caseId}`,
  )
  const notes = timeline.filter(event => event.type === 'commented')
  assert.deepEqual(
    notes.map(event => [event.text, event.actorName]),
    [['【催办】请尽快办理。', '省平台']],
  )
})

test('reconciliation names what is missing on either side and what stands otherwise; staff see the last one', async () => {
  const { key: own, partner: made } = await partner('对账平台')
  const from = new Date(Date.now() - 3_600_000).toISOString()
  const [same, behind, extra] = [order(), order(), order()]
  const codes = new Map<string, string>()
  for (const one of [same, behind, extra])
    codes.set(one.orderId, (await send('POST', 'orders', one, own)).body.caseCode)
  await close(codes.get(behind.orderId)!)
  const to = new Date(Date.now() + 3_600_000).toISOString()
  const { status, body } = await send(
    'POST',
    'reconciliation',
    {
      from,
      to,
      orders: [
        { orderId: same.orderId, state: 'reported' },
        { orderId: behind.orderId, state: 'handling' },
        { orderId: 'lost', state: 'handling' },
      ],
    },
    own,
  )
  assert.equal(status, 200)
  assert.deepEqual(body.counts, {
    sent: 3,
    held: 3,
    matching: 1,
    missingHere: 1,
    missingThere: 1,
    differing: 1,
  })
  assert.deepEqual(body.missingHere, ['lost'])
  assert.deepEqual(body.missingThere, [{ orderId: extra.orderId, caseCode: codes.get(extra.orderId) }])
  assert.deepEqual(body.differing, [
    { orderId: behind.orderId, caseCode: codes.get(behind.orderId), theirs: 'handling', ours: 'closed' },
  ])
  const security = await browserOf(hub, 'security-admin')
  const { status: seen } = await security.get('/api/partners/reconciliations')
  assert.ok(seen === 200 || seen === 403, 'until the second factor is enrolled nobody sees it')
  assert.ok(made.partnerId)
})

test('with the key of a platform its subscription ends', async () => {
  const made = await partner('旧平台')
  await createSubscription(
    parts(),
    {
      name: '旧平台',
      url: platform.url,
      eventTypes: ['accepted'],
      departmentIds: null,
      partnerId: made.partner.partnerId,
    },
    by,
  )
  const one = order()
  const { body } = await send('POST', 'orders', one, made.key)
  await revokePartner(hub.hub.database, made.partner.partnerId, by)
  platform.received.length = 0
  await close(body.caseCode)
  await deliverMessages(parts())
  assert.deepEqual(platform.received, [])
  assert.equal((await send('GET', `orders/${one.orderId}`, undefined, made.key)).status, 403)
})
