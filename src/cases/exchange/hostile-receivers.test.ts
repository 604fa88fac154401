import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { after, before, type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser, browserOf, reportCase } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { createPartner } from './create-partner.ts'
import { createSubscription } from './create-subscription.ts'
import { deliverMessages } from './deliver-messages.ts'
import { endSubscription } from './end-subscription.ts'
import { mostAttempts } from './message.rules.ts'
import { deleteDelivered, noteTry, selectMessages, takeDue } from './message.store.ts'
import { isSignedBy, type Received } from './receiver.fixture.ts'
import { retryMessage } from './retry-message.ts'

/** Receivers that answer wrongly, slowly, too much or not at all, and what becomes of the messages. */
let hub: TestHub
let seat: Browser
const by = { id: 'test' }
const parts = () => ({ database: hub.hub.database, webhookNetworks: ['127.0.0.0/8'] })

before(async () => {
  hub = await testHub()
  seat = await browserOf(hub, 'seat1')
})
after(() => hub.close())

/** A receiver that answers as the listener does, with a subscription of its own. */
async function listen(t: TestContext, listener: RequestListener, partnerId: string | null = null) {
  const received: Received[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, text, body: JSON.parse(text) })
      listener(request, response)
    })
  })
  server.on('connection', socket => sockets.add(socket))
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`
  const wanted = {
    name: 'r',
    url,
    eventTypes: ['reported' as const, 'answered' as const],
    departmentIds: null,
    partnerId,
  }
  const { subscription, secret } = await createSubscription(parts(), wanted, by)
  const { subscriptionId } = subscription
  const hangUp = () => {
    for (const socket of sockets) socket.destroy()
  }
  t.after(async () => {
    await endSubscription(hub.hub.database, subscriptionId, by).catch(() => undefined)
    hangUp()
    server.close()
  })
  const messages = () => selectMessages(hub.hub.database, subscriptionId)
  const standing = async () => (await messages()).map(one => [one.state, one.last_status, one.last_error])
  return { received, secret, subscriptionId, messages, standing, hangUp, url }
}

const report = () => reportCase(seat, { detail: '幸福路 3 号漏水，请联系王小明 13800138000。' })
const hurry = () =>
  sql`update cases.partner_message set next_at = now() where state = 'waiting'`.execute(hub.base.owner)
const platform = async (name: string) =>
  await createPartner(hub.hub.database, { name, rights: ['exchange'], callsPerMinute: 6000 }, by)
let orders = 0
const sendOrder = async (key: string) => {
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/exchange/v1/orders',
    headers: { 'x-api-key': key },
    payload: { orderId: `R-${++orders}`, detail: '漏水' },
  })
  assert.equal(answer.statusCode, 200, answer.body)
}

const answers: [
  name: string,
  listener: RequestListener,
  state: string,
  status: number | null,
  error: string | null,
][] = [
  ['200', (_, to) => to.end(), 'delivered', 200, null],
  ['202 with a page', (_, to) => to.writeHead(202).end('<html>'.repeat(100_000)), 'delivered', 202, null],
  ['299', (_, to) => to.writeHead(299).end(), 'delivered', 299, null],
  ['304', (_, to) => to.writeHead(304).end(), 'waiting', 304, 'base.webhook-not-accepted'],
  ['400', (_, to) => to.writeHead(400).end(), 'waiting', 400, 'base.webhook-not-accepted'],
  [
    '401 that asks for a password',
    (_, to) => to.writeHead(401, { 'www-authenticate': 'Basic' }).end(),
    'waiting',
    401,
    'base.webhook-not-accepted',
  ],
  ['404', (_, to) => to.writeHead(404).end(), 'waiting', 404, 'base.webhook-not-accepted'],
  ['410', (_, to) => to.writeHead(410).end(), 'parked', 410, 'base.webhook-not-accepted'],
  [
    '429',
    (_, to) => to.writeHead(429, { 'retry-after': '1' }).end(),
    'waiting',
    429,
    'base.webhook-not-accepted',
  ],
  [
    '500 with a huge page',
    (_, to) => to.writeHead(500).end('x'.repeat(2_000_000)),
    'waiting',
    500,
    'base.webhook-not-accepted',
  ],
  ['503', (_, to) => to.writeHead(503).end(), 'waiting', 503, 'base.webhook-not-accepted'],
  [
    'a redirect inside',
    (_, to) => to.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
    'waiting',
    302,
    'base.webhook-not-accepted',
  ],
  [
    'a redirect that keeps the method',
    (_, to) => to.writeHead(308, { location: 'http://127.0.0.1:1/' }).end(),
    'waiting',
    308,
    'base.webhook-not-accepted',
  ],
  [
    'a connection that breaks',
    from => from.socket.destroy(),
    'waiting',
    null,
    'base.webhook-unreachable: ECONNRESET',
  ],
  [
    'no HTTP at all',
    from => from.socket.end('SSH-2.0-OpenSSH\r\n'),
    'waiting',
    null,
    'base.webhook-unreachable: HPE_INVALID_CONSTANT',
  ],
  [
    'a head without an end',
    from => from.socket.end('HTTP/1.1 200 OK\r\nx: y'),
    'waiting',
    null,
    'base.webhook-unreachable: ECONNRESET',
  ],
  [
    'a head as long as a book',
    (_, to) => to.writeHead(200, { 'x-long': 'x'.repeat(100_000) }).end(),
    'waiting',
    null,
    'base.webhook-unreachable: HPE_HEADER_OVERFLOW',
  ],
]
for (const [name, listener, state, status, error] of answers)
  test(`a receiver that answers ${name}`, async t => {
    const to = await listen(t, listener)
    await report()
    await deliverMessages(parts())
    assert.deepEqual(await to.standing(), [[state, status, error]])
    assert.equal(to.received.length, 1, 'once, and nowhere else')
    assert.ok(isSignedBy(to.secret, to.received[0]!))
  })

test('a platform has taken what it says it has: nothing else counts, and what it says is kept nowhere', async t => {
  const says: [text: string, taken: boolean][] = [
    ['{"received":true}', true],
    [' {"received":true,"id":"p-1"}\n', true],
    ['{"received":"true"}', false],
    ['{"received":1}', false],
    ['{"received":false}', false],
    ['[{"received":true}]', false],
    ['true', false],
    ['null', false],
    ['', false],
    ['{"received":true', false],
    ['<html>{"received":true}</html>', false],
    [`{"pad":"${'秘'.repeat(4000)}","received":true}`, false],
    [`{"received":true}${' '.repeat(5000)}`, true],
  ]
  let text = ''
  const { key, partner } = await platform('省平台')
  const to = await listen(t, (_, response) => response.end(text), partner.partnerId)
  for (const [said, taken] of says) {
    text = said
    await sendOrder(key)
    await deliverMessages(parts())
    const [last] = await to.messages()
    assert.deepEqual(
      [last!.state, last!.last_error],
      taken ? ['delivered', null] : ['waiting', 'not-acknowledged'],
      said.slice(0, 40),
    )
    await sql`delete from cases.partner_message`.execute(hub.base.owner)
  }
  assert.ok(!hub.log.some(line => line.includes('秘秘')))
})

test('a receiver that never answers holds up nobody else', async t => {
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
  const silent = await listen(t, () => reach())
  await report()
  const first = deliverMessages(parts())
  await reached
  const quick = await listen(t, (_, response) => response.end())
  await report()
  const second = deliverMessages(parts(), 8)
  while (!(await quick.standing()).some(([state]) => state === 'delivered'))
    await new Promise(done => setImmediate(done))
  assert.equal(quick.received.length, 1)
  assert.equal((await silent.standing())[0]![0], 'waiting')
  while (silent.received.length < 2) await new Promise(done => setImmediate(done))
  silent.hangUp()
  await Promise.all([first, second])
  assert.deepEqual(await silent.standing(), [
    ['waiting', null, 'base.webhook-unreachable: ECONNRESET'],
    ['waiting', null, 'base.webhook-unreachable: ECONNRESET'],
  ])
})

test('a name nobody has is tried again; one that then leads inside is parked and never connected to', async t => {
  const inside = await listen(t, (_, response) => response.end())
  const wanted = {
    name: 'n',
    url: 'http://nobody.invalid/in',
    eventTypes: ['reported' as const],
    departmentIds: null,
    partnerId: null,
  }
  const { subscription } = await createSubscription(parts(), wanted, by)
  const { subscriptionId } = subscription
  await report()
  await deliverMessages(parts())
  const messages = () => selectMessages(hub.hub.database, subscriptionId)
  assert.deepEqual(
    (await messages()).map(one => [one.state, one.last_error]),
    [['waiting', 'base.webhook-unreachable: name']],
  )
  const before = inside.received.length
  // What a name that changes comes to: by the next try it stands for an address inside.
  for (const url of [inside.url, 'http://[::1]:9/', 'http://[::ffff:7f00:1]:9/', 'http://169.254.169.254/']) {
    await sql`update cases.partner_subscription set url = ${url} where id = ${subscriptionId}`.execute(
      hub.base.owner,
    )
    await sql`update cases.partner_message set state = 'waiting', next_at = now() where subscription_id = ${subscriptionId}`.execute(
      hub.base.owner,
    )
    await deliverMessages({ database: hub.hub.database })
    assert.deepEqual(
      (await messages()).map(one => [one.state, one.last_error]),
      [['parked', 'base.webhook-target-refused: address']],
      url,
    )
  }
  assert.equal(inside.received.length, before)
  await endSubscription(hub.hub.database, subscriptionId, by)
})

test('a message written while its subscription was ended is parked, not sent', async t => {
  const to = await listen(t, (_, response) => response.end())
  await endSubscription(hub.hub.database, to.subscriptionId, by)
  const { caseId } = await report()
  // The step began before, and its transaction ends after.
  await sql`
    insert into cases.partner_message (id, subscription_id, case_id, event_id, event_type, body)
    values (gen_random_uuid(), ${to.subscriptionId}, ${caseId}, gen_random_uuid(), 'reported', '{}')`.execute(
    hub.base.owner,
  )
  assert.equal(await deliverMessages(parts()), 1)
  assert.deepEqual(await to.standing(), [['parked', null, 'subscription-ended']])
  assert.equal(to.received.length, 0)
  await assert.rejects(retryMessage(hub.hub.database, (await to.messages())[0]!.id, by), {
    code: 'cases.unknown-message',
  })
})

test('what a slow sender says of a try counts for nothing once another has taken the message or it is over', async t => {
  const to = await listen(t, (_, response) => response.end())
  await report()
  const take = async () => (await takeDue(hub.hub.database, { limit: 9, each: 9, leaseSeconds: 60 }))[0]
  const first = (await take())!
  assert.equal(await take(), undefined, 'the lease holds')
  await hurry()
  const second = (await take())!
  assert.deepEqual([first.attempts, second.attempts, second.id], [1, 2, first.id])
  const tried = { id: first.id, status: 500, error: 'late', pauseSeconds: 9 }
  await noteTry(hub.hub.database, { ...tried, attempts: first.attempts, state: 'parked' })
  assert.deepEqual(await to.standing(), [['waiting', null, null]])
  await noteTry(hub.hub.database, {
    ...tried,
    attempts: second.attempts,
    state: 'delivered',
    status: 200,
    error: null,
  })
  await noteTry(hub.hub.database, { ...tried, attempts: second.attempts, state: 'waiting' })
  assert.deepEqual(await to.standing(), [['delivered', 200, null]])
})

test('the last try parks; sent again by two people at once it goes once', async t => {
  let status = 500
  const to = await listen(t, (_, response) => response.writeHead(status).end())
  await report()
  await sql`update cases.partner_message set attempts = ${mostAttempts - 2} where state = 'waiting'`.execute(
    hub.base.owner,
  )
  await deliverMessages(parts())
  assert.equal((await to.messages())[0]!.state, 'waiting')
  await hurry()
  await deliverMessages(parts())
  const [parked] = await to.messages()
  assert.deepEqual([parked!.state, parked!.attempts], ['parked', mostAttempts])
  status = 200
  const again = await Promise.allSettled(
    Array.from({ length: 4 }, () => retryMessage(hub.hub.database, parked!.id, by)),
  )
  assert.equal(again.filter(one => one.status === 'fulfilled').length, 1)
  await Promise.all([deliverMessages(parts()), deliverMessages(parts())])
  assert.deepEqual([to.received.length, (await to.standing())[0]![0]], [3, 'delivered'])
})

test('what was delivered long ago is forgotten; what is parked or waits is not', async t => {
  const to = await listen(t, (_, response) => response.end())
  await report()
  await deliverMessages(parts())
  await report()
  await sql`update cases.partner_message set made_at = now() - interval '91 days'`.execute(hub.base.owner)
  await deleteDelivered(hub.hub.database, 92)
  assert.equal((await to.messages()).length, 2)
  await deleteDelivered(hub.hub.database, 90)
  assert.deepEqual(
    (await to.messages()).map(one => one.state),
    ['waiting'],
  )
  await hurry()
  while ((await deliverMessages(parts())) > 0);
})

test('many messages are sent oldest first, a few of each receiver at a time, and none is left', async t => {
  const order: string[] = []
  const to = await listen(t, (_, response) => response.end())
  const made = []
  for (let count = 0; count < 20; count++) made.push(await report())
  for (let rounds = 0; rounds < 3; rounds++) assert.equal(await deliverMessages(parts()), [8, 8, 4][rounds])
  assert.equal(await deliverMessages(parts()), 0)
  for (const one of to.received) order.push(one.body.data.caseId)
  const rounds = [order.slice(0, 8), order.slice(8, 16), order.slice(16)].map(round => round.toSorted())
  const wanted = made.map(one => one.caseId)
  assert.deepEqual(
    rounds,
    [wanted.slice(0, 8), wanted.slice(8, 16), wanted.slice(16)].map(round => round.toSorted()),
  )
})
