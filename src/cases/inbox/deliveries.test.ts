import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { byMail, bySms, outsideWorld } from '../../../test/test-outside.ts'
import { verbs } from '../action.routes.ts'
import { deliverDue } from './deliver-due.ts'
import { editSetting, readSetting } from './edit-setting.ts'
import { endByFollowUpCode, endByMessage, readContact } from './end-contact.ts'
import { listDeliveries, readOverview } from './list-deliveries.ts'
import { nothingOutside } from './outside.ts'
import { retryDelivery, retryParked } from './retry-delivery.ts'

const code = (wanted: string) => (error: unknown) => isCode(error, wanted)

test('a citizen is mailed at each step that concerns them, and never again after the way out was taken', async t => {
  const world = await outsideWorld(t)
  const { loop, database, mail, dispatcher, handler, report, dispatch, deliver, deliveries } = world
  const made = await report(byMail)
  const { caseId } = made
  await dispatch(caseId)
  await verbs.handle(loop, handler, { caseId, body: { version: 2 } })
  await verbs.reply(loop, handler, { caseId, body: { version: 3, reply: '已修复，秘密细节。' } })
  await deliver()
  assert.deepEqual(
    mail.mails.map(one => one.subject),
    [
      `您的诉求已收到，编号 ${made.code}`,
      `您的诉求 ${made.code} 已交城市管理执法局办理`,
      `您的诉求 ${made.code} 有了答复`,
    ],
  )
  const [first] = mail.mails
  assert.equal(first!.to, 'li@mail.example')
  assert.match(first!.text, new RegExp(`查询码 ${made.followUpCode}`))
  assert.ok(
    !JSON.stringify(mail.mails).includes('秘密'),
    'what somebody wrote is read on the page, not mailed',
  )
  assert.deepEqual(
    (await deliveries()).map(one => one.state),
    ['sent', 'sent', 'sent'],
  )
  const [delivery] = await deliveries()
  assert.equal(first!.headers.get('message-id'), `<${delivery!.id}@chengshu>`)
  const [, out] = /opt-out\?code=([\w-]+)/.exec(first!.text) ?? []
  assert.ok(first!.headers.get('list-unsubscribe')?.includes(out!))
  const { rows: queued } = await sql<{ id: string }>`
    update cases.delivery set state = 'failed', next_try_at = now() where id = ${delivery!.id} returning id`.execute(
    database,
  )
  assert.equal(queued.length, 1)
  assert.deepEqual(await endByMessage(database, out!.toLowerCase()), {
    channel: 'email',
    address: null,
    ended: true,
  })
  await verbs.close(loop, dispatcher, { caseId, body: { version: 4 } })
  await deliver()
  assert.equal(mail.mails.length, 3)
  assert.deepEqual(
    (await deliveries()).map(one => one.state),
    ['cancelled', 'sent', 'sent'],
  )
  const { rows } = await sql`select from cases.contact where address is not null`.execute(database)
  assert.equal(rows.length, 0, 'the address is erased')
  assert.equal((await endByMessage(database, out!)).ended, true, 'twice is no fault')
  const kinds = (await readEntries(database, `case:${caseId}`)).map(entry => entry.kind)
  assert.equal(kinds.filter(kind => kind === 'case.contact-recorded').length, 1)
  assert.equal(kinds.filter(kind => kind === 'case.contact-ended').length, 1)
})

test('by the follow-up code one sees how one is told and ends it; other codes tell nothing', async t => {
  const { database, report } = await outsideWorld(t)
  const made = await report(bySms)
  const silent = await report()
  const told = { channel: 'sms', address: '***8000', ended: false }
  assert.deepEqual(await readContact(database, made.followUpCode), told)
  assert.deepEqual(await readContact(database, silent.followUpCode), {
    channel: null,
    address: null,
    ended: false,
  })
  await assert.rejects(readContact(database, '0000-0000-0000-0000'), code('base.not-found'))
  for (const wrong of ['0000-0000-0000-0000', 'x', made.followUpCode])
    await assert.rejects(endByMessage(database, wrong), code('base.not-found'))
  await assert.rejects(endByFollowUpCode(database, silent.followUpCode), code('base.not-found'))
  assert.equal((await endByFollowUpCode(database, made.followUpCode)).ended, true)
})

test('nothing is promised and nothing leaves where no channel is configured', async t => {
  const { loop, database, report, deliveries, deliver } = await outsideWorld(t)
  const closed = { ...loop, outside: { ...nothingOutside, mail: loop.outside!.mail } }
  await assert.rejects(report(bySms, closed), code('cases.channel-not-offered'))
  const { rows } = await sql`select from cases.case_record`.execute(database)
  assert.equal(rows.length, 0, 'the report waits for another choice')
  await report()
  await report(byMail)
  await deliverDue({ ...loop, outside: nothingOutside }, 'email')
  assert.deepEqual(
    (await deliveries()).map(one => [one.state, one.tries]),
    [['queued', 0]],
  )
  const overview = await readOverview(database, nothingOutside)
  assert.deepEqual(
    [overview.email, overview.sms, overview.publicUrl, overview.waiting.email],
    [false, false, false, 1],
  )
  await deliver()
  assert.equal((await deliveries())[0]!.state, 'sent')
})

test('a gateway that fails for hours is tried with the same id, given up, shown, and tried again by hand', async t => {
  const { loop, database, gateway, handler, report, deliveries, deliver, later } = await outsideWorld(t)
  await report(bySms)
  gateway.status = 500
  for (let tries = 1; tries <= 8; tries++) {
    await deliver()
    await deliver()
    const [one] = await deliveries()
    assert.deepEqual([one!.state, one!.tries], [tries < 8 ? 'failed' : 'parked', tries])
    await later()
  }
  await deliver()
  assert.equal(gateway.messages.length, 8)
  const { id } = (await deliveries())[0]!
  assert.deepEqual(new Set(gateway.messages.map(one => one.id)), new Set([id]))
  const query = { state: 'parked' as const, limit: 10 }
  const { items } = await listDeliveries(loop, { query, language: 'zh', level: 'L4' })
  assert.equal(items[0]!.cause, '对方系统没有接收，返回状态 500。')
  assert.match(items[0]!.title, /^您的诉求已收到，编号 \d/)
  assert.equal(items[0]!.address, '***8000')
  gateway.status = 200
  assert.deepEqual(await retryDelivery(database, handler, id), { count: 1 })
  await deliver()
  assert.equal((await deliveries())[0]!.state, 'sent')
  await assert.rejects(retryDelivery(database, handler, id), code('base.not-found'))
  const entries = await readEntries(database, `delivery:${id}`)
  assert.deepEqual(
    entries.map(entry => entry.kind),
    ['message.delivery-retried'],
  )
  assert.equal(gateway.messages[0]!.to, '13800138000')
  assert.match(gateway.messages[0]!.text, /不再接收：https:\/\/12345\.example\/public\/opt-out/)
})

test('what is refused is given up at once; all that were given up are tried again together', async t => {
  const { database, gateway, mail, handler, report, deliveries, deliver } = await outsideWorld(t)
  gateway.status = 422
  mail.refuse = 550
  await report(bySms)
  await report(bySms)
  await report(byMail)
  await deliver()
  assert.deepEqual(
    (await deliveries()).map(one => [one.state, one.tries, one.cause]),
    [
      ['parked', 1, 'base.webhook-not-accepted'],
      ['parked', 1, 'base.webhook-not-accepted'],
      ['parked', 1, 'base.mail-refused'],
    ],
  )
  gateway.status = 200
  assert.deepEqual(await retryParked(database, handler, 'sms'), { count: 2 })
  assert.deepEqual(await retryParked(database, handler, 'sms'), { count: 0 })
  await deliver()
  assert.deepEqual(
    (await deliveries()).map(one => one.state),
    ['sent', 'sent', 'parked'],
  )
})

test('where the other side is away the rest of a batch waits, and is not counted as tried', async t => {
  const { loop, outside, report, deliveries } = await outsideWorld(t)
  for (let n = 0; n < 12; n++) await report(byMail)
  const away = { ...outside, mail: { ...outside.mail!, url: 'smtp://127.0.0.1:1' } }
  await deliverDue({ ...loop, outside: away }, 'email')
  const states = (await deliveries()).map(one => `${one.state} ${one.tries}`)
  assert.equal(states.filter(state => state === 'failed 1').length, 5)
  assert.equal(states.filter(state => state === 'queued 0').length, 7)
  const rest = (await deliveries()).filter(one => one.state === 'queued')
  for (const one of rest) assert.ok(one.next_try_at!.getTime() > Date.now() + 10_000)
})

test('several processes send each message once; what a killed one held is sent again under its id', async t => {
  const { loop, owner, mail, report, deliveries, deliver } = await outsideWorld(t)
  for (let n = 0; n < 60; n++) await report(byMail)
  await Promise.all([1, 2, 3].map(() => deliverDue(loop, 'email')))
  const ids = () => mail.mails.map(one => one.headers.get('message-id'))
  assert.equal(mail.mails.length, 60)
  assert.equal(new Set(ids()).size, 60)
  const { id } = (await deliveries())[0]!
  const killed = (until: string) =>
    sql`
    update cases.delivery set state = 'queued', next_try_at = now(), ended_at = null,
           held_until = now() + ${until}::interval where id = ${id}`.execute(owner)
  await killed('1 minute')
  await deliver()
  assert.equal(mail.mails.length, 60, 'the other may still be at it')
  await killed('-1 second')
  await deliver()
  assert.equal(ids().filter(one => one === `<${id}@chengshu>`).length, 2)
})

test('short messages wait for the morning, danger does not, and changed hours count at once', async t => {
  const { database, gateway, mail, dispatcher, report, dispatch, deliveries, deliver } = await outsideWorld(t)
  const { version } = await readSetting(database)
  // Quiet the whole day but one minute that is not now.
  const minute = (ahead: number) =>
    new Date(Date.now() + 8 * 3_600_000 + ahead * 60_000).toISOString().slice(11, 16)
  const quiet = { from: minute(-30), until: minute(30) }
  assert.equal((await editSetting(database, dispatcher, { quiet, version })).version, version + 1)
  await assert.rejects(editSetting(database, dispatcher, { quiet, version }), code('cases.stale-template'))
  const { caseId } = await report(bySms)
  await report(byMail)
  await deliver()
  assert.deepEqual([gateway.messages.length, mail.mails.length], [0, 1])
  const [held] = await deliveries()
  assert.deepEqual([held!.state, held!.tries], ['queued', 0])
  const wait = held!.next_try_at!.getTime() - Date.now()
  assert.ok(wait > 28 * 60_000 && wait <= 31 * 60_000, `${wait}`)
  await sql`update cases.case_record set urgency = 'emergency' where id = ${caseId}`.execute(database)
  await dispatch(caseId)
  await deliver()
  assert.equal(gateway.messages.length, 1)
  await editSetting(database, dispatcher, { quiet: null, version: version + 1 })
  await deliver()
  assert.equal(gateway.messages.length, 2)
})
