import assert from 'node:assert/strict'
import { after, before, type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { type Browser, browserOf, type MadeCase, reportCase } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { createSubscription } from './create-subscription.ts'
import { deliverMessages } from './deliver-messages.ts'
import { endSubscription } from './end-subscription.ts'
import { mostAttempts } from './message.rules.ts'
import { selectMessages } from './message.store.ts'
import { isSignedBy, startReceiver } from './receiver.fixture.ts'
import { retryMessage } from './retry-message.ts'
import { startDeliveries } from './start-deliveries.ts'
import type { NewSubscription } from './subscription.contract.ts'

let hub: TestHub
let seat: Browser
before(async () => {
  hub = await testHub()
  seat = await browserOf(hub, 'seat1')
})
after(() => hub.close())

const by = { id: 'test' }
const webhookNetworks = ['127.0.0.0/8']
const parts = () => ({ database: hub.hub.database, webhookNetworks })

/** A receiver with a subscription of its own. */
async function listen(t: TestContext, wanted: Partial<NewSubscription> = {}) {
  const receiver = await startReceiver()
  const made = await createSubscription(
    parts(),
    {
      name: 'receiver',
      url: receiver.url,
      eventTypes: ['reported', 'accepted', 'answered'],
      departmentIds: null,
      partnerId: null,
      ...wanted,
    },
    by,
  )
  const { subscriptionId } = made.subscription
  t.after(async () => {
    await endSubscription(hub.hub.database, subscriptionId, by).catch(() => undefined)
    await receiver.close()
  })
  const messages = () => selectMessages(hub.hub.database, subscriptionId)
  return { receiver, secret: made.secret, subscriptionId, messages }
}

const report = (changes: object = {}): Promise<MadeCase> =>
  reportCase(seat, {
    subject: '王小明家漏水 13800138000',
    detail: '幸福路 3 号 502 漏水，请联系王小明 13800138000。',
    address: '幸福路 3 号 502',
    reporter: { name: '王小明', phone: '13800138000', anonymous: false },
    ...changes,
  })
const answer = (made: { caseId: string; version: number }) =>
  seat.act(`/api/cases/${made.caseId}/actions/answer`, {
    version: made.version,
    reply: '已联系王小明。',
    categoryId: null,
  })

/** Waits are over: what waits is due. */
const hurry = () =>
  sql`update cases.partner_message set next_at = now() where state = 'waiting'`.execute(hub.base.owner)

test('each step that was asked for is told once, signed, and without anything personal', async t => {
  const { receiver, secret, messages } = await listen(t)
  const made = await report()
  await answer(made)
  while ((await deliverMessages(parts())) > 0);
  const told = receiver.received.toSorted((a, b) => a.body.data.sequence - b.body.data.sequence)
  assert.deepEqual(
    told.map(({ body }) => [body.type, body.data.state, body.data.disposition, body.data.sequence]),
    [
      ['case.reported', 'reported', null, 1],
      // The state is that of the case after the act, of which accepting was the first step.
      ['case.accepted', 'closed', 'answered', 2],
      ['case.answered', 'closed', 'answered', 3],
    ],
  )
  for (const one of told) {
    assert.ok(isSignedBy(secret, one))
    assert.ok(!isSignedBy('whsec_AAAA', one))
    assert.deepEqual([one.body.data.caseId, one.body.data.code], [made.caseId, made.code])
    assert.ok(!/王小明|1380013|幸福路|漏水/.test(one.text), one.text)
  }
  assert.deepEqual(
    (await messages()).map(one => [one.state, one.attempts, one.last_status, one.last_error]),
    told.map(() => ['delivered', 1, 200, null]),
  )
  assert.equal(await deliverMessages(parts()), 0)
})

test('what was not asked for is not told: other steps, other departments, other cases of a platform', async t => {
  const other = await listen(t, { departmentIds: ['dept-water'] })
  const late = await listen(t, { eventTypes: ['rated'] })
  await answer(await report())
  assert.deepEqual([await other.messages(), await late.messages()], [[], []])
})

test('a report that is sent again is told of once', async t => {
  const { messages } = await listen(t, { eventTypes: ['reported'] })
  const idempotencyKey = crypto.randomUUID()
  const draftId = crypto.randomUUID()
  await report({ idempotencyKey, draftId })
  await report({ idempotencyKey, draftId })
  assert.equal((await messages()).length, 1)
})

test('a message that fails is tried again later, in the end parked, and sent when somebody says so', async t => {
  const { receiver, messages } = await listen(t, { eventTypes: ['reported'] })
  receiver.answer = { status: 500, text: '' }
  await report()
  await deliverMessages(parts())
  const [first] = await messages()
  assert.deepEqual(
    [first!.state, first!.attempts, first!.last_status, first!.last_error],
    ['waiting', 1, 500, 'base.webhook-not-accepted'],
  )
  assert.ok(first!.next_at > first!.last_at!)
  assert.equal(await deliverMessages(parts()), 0, 'not before its time')
  for (let attempts = 1; attempts < mostAttempts; attempts++) {
    await hurry()
    await deliverMessages(parts())
  }
  const [parked] = await messages()
  assert.deepEqual([parked!.state, parked!.attempts], ['parked', mostAttempts])
  assert.equal(receiver.received.length, mostAttempts)
  assert.equal(new Set(receiver.received.map(one => one.headers['webhook-id'])).size, 1)
  receiver.answer = { status: 204, text: '' }
  await retryMessage(hub.hub.database, parked!.id, by)
  await deliverMessages(parts())
  assert.deepEqual(
    (await messages()).map(one => [one.state, one.attempts, one.last_status]),
    [['delivered', 1, 204]],
  )
  await assert.rejects(retryMessage(hub.hub.database, parked!.id, by), error =>
    isCode(error, 'cases.unknown-message'),
  )
})

test('a receiver that is gone for good, and an address that was closed since, are not tried again', async t => {
  const { receiver, messages } = await listen(t, { eventTypes: ['reported'] })
  receiver.answer = { status: 410, text: '' }
  await report()
  await deliverMessages(parts())
  assert.deepEqual(
    (await messages()).map(one => [one.state, one.last_status]),
    [['parked', 410]],
  )
  await report()
  await deliverMessages({ database: hub.hub.database })
  assert.equal(receiver.received.length, 1)
  assert.deepEqual((await messages()).map(one => [one.state, one.last_error]).toSorted(), [
    ['parked', 'base.webhook-not-accepted'],
    ['parked', 'base.webhook-target-refused: address'],
  ])
})

test('ten senders at once send each message once; what a dead one left is sent when its lease is over', async t => {
  const { receiver, messages } = await listen(t, { eventTypes: ['reported'] })
  await Promise.all(Array.from({ length: 12 }, () => report()))
  await Promise.all(Array.from({ length: 10 }, () => deliverMessages(parts())))
  while ((await deliverMessages(parts())) > 0);
  assert.equal(receiver.received.length, 12)
  assert.equal(new Set(receiver.received.map(one => one.headers['webhook-id'])).size, 12)
  await report()
  // Taken by a process that then died.
  await sql`
    update cases.partner_message set attempts = 1, next_at = now() + interval '60 seconds'
     where state = 'waiting'`.execute(hub.base.owner)
  assert.equal(await deliverMessages(parts()), 0)
  await hurry()
  await deliverMessages(parts())
  assert.deepEqual([...new Set((await messages()).map(one => one.state))], ['delivered'])
})

test('one slow receiver leaves place for the others', async t => {
  const slow = await listen(t, { eventTypes: ['reported'] })
  for (let count = 0; count < 10; count++) await report()
  const quick = await listen(t, { eventTypes: ['reported'] })
  await report()
  assert.equal(await deliverMessages(parts(), 9), 9)
  assert.equal(quick.receiver.received.length, 1)
  assert.equal(slow.receiver.received.length, 8)
  while ((await deliverMessages(parts())) > 0);
})

test('with an ended subscription nothing is sent, also what waited', async t => {
  const { receiver, subscriptionId, messages } = await listen(t, { eventTypes: ['reported'] })
  await report()
  await endSubscription(hub.hub.database, subscriptionId, by)
  await report()
  assert.equal(await deliverMessages(parts()), 0)
  assert.equal(receiver.received.length, 0)
  const [parked] = await messages()
  assert.deepEqual([parked!.state, parked!.last_error], ['parked', 'subscription-ended'])
  await assert.rejects(retryMessage(hub.hub.database, parked!.id, by), error =>
    isCode(error, 'cases.unknown-message'),
  )
  await assert.rejects(endSubscription(hub.hub.database, subscriptionId, by), error =>
    isCode(error, 'cases.unknown-subscription'),
  )
})

test('a step that is undone is told to nobody', async t => {
  const { messages } = await listen(t, { eventTypes: ['accepted', 'answered'] })
  const made = await report()
  await answer(made)
  const again = await seat.post(`/api/cases/${made.caseId}/actions/answer`, {
    version: made.version,
    reply: '再答。',
    categoryId: null,
  })
  assert.equal(again.status, 409)
  assert.equal((await messages()).length, 2)
})

test('the sender runs by itself until it is stopped', async t => {
  const { receiver } = await listen(t, { eventTypes: ['reported'] })
  const warned: Error[] = []
  const stop = startDeliveries(parts(), error => warned.push(error))
  await report()
  while (receiver.received.length === 0) await new Promise(done => setTimeout(done, 50))
  await stop()
  await report()
  assert.equal(receiver.received.length, 1)
  assert.deepEqual(warned, [])
  while ((await deliverMessages(parts())) > 0);
})

test('the security administrator makes, sees and ends subscriptions; an address inside is refused at once', async t => {
  const receiver = await startReceiver()
  t.after(() => receiver.close())
  const refusal = createSubscription(
    { database: hub.hub.database },
    { name: 'x', url: receiver.url, eventTypes: ['closed'], departmentIds: null, partnerId: null },
    by,
  )
  await assert.rejects(refusal, error => isCode(error, 'base.webhook-target-refused'))
  const stranger = { partnerId: crypto.randomUUID(), departmentIds: null, eventTypes: ['closed' as const] }
  await assert.rejects(
    createSubscription(parts(), { name: 'x', url: receiver.url, ...stranger }, by),
    error => isCode(error, 'cases.unknown-partner'),
  )
})
