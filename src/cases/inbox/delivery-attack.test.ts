import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode, uuidv7 } from '#base/index.ts'
import { testGateway } from '../../../test/fixtures/gateway.ts'
import { byMail, bySms, outsideWorld } from '../../../test/test-outside.ts'
import type { CaseRecord } from '../case.store.ts'
import { eraseCases } from '../rights/erase-cases.ts'
import { deliverDue } from './deliver-due.ts'
import { holdDeliveries, letGo, markFailed, markSent, putOff } from './delivery.store.ts'
import { editSetting, readSetting } from './edit-setting.ts'
import { endByFollowUpCode } from './end-contact.ts'
import { listDeliveries, readOverview } from './list-deliveries.ts'
import { lowestIdAt } from './message-id.rules.ts'
import { removeOld } from './remove-old.ts'
import { retryDelivery, retryParked } from './retry-delivery.ts'

const code = (wanted: string) => (error: unknown) => isCode(error, wanted)
const mailTo = (address: string) => ({ ...byMail, address })

test('what is sent, to whom, how often, and what comes of it', async t => {
  const world = await outsideWorld(t)
  const { loop, database, owner, mail, gateway, handler, report, deliveries, deliver, later } = world
  const fresh = async () => {
    await sql`delete from cases.delivery`.execute(owner)
    mail.mails.length = 0
    gateway.messages.length = 0
    mail.refuse = 0
    gateway.status = 200
    gateway.answer = undefined
  }
  const states = async () => (await deliveries()).map(one => `${one.state} ${one.tries}`)
  const hold = (limit = 50) => holdDeliveries(database, { channel: 'sms', limit, seconds: 60 })
  const contactOf = async (caseId: string) =>
    (await sql<{ id: string }>`select id from cases.contact where case_id = ${caseId}::uuid`.execute(owner))
      .rows[0]!.id
  /** Many messages to one contact; danger, so that they need not go one after the other. */
  const queue = (contactId: string, count: number, urgent = true) =>
    sql`
    insert into cases.delivery (id, contact_id, case_id, channel, template, urgent, next_try_at, created_at)
    select gen_random_uuid(), contact.id, contact.case_id, contact.channel, 'closed.citizen', ${urgent}, now(), now()
      from cases.contact contact, generate_series(1, ${count}) where contact.id = ${contactId}::uuid`.execute(
      owner,
    )

  await t.test(
    'one address refused for good and one that is busy do not keep the others waiting',
    async () => {
      await fresh()
      const refusals: Record<string, number> = { 'gone@mail.example': 550, 'busy@mail.example': 450 }
      mail.refuse = address => refusals[address] ?? 0
      for (const name of ['a', 'gone', 'b', 'busy', 'c', 'd', 'e'])
        await report(mailTo(`${name}@mail.example`))
      await deliver()
      assert.deepEqual(mail.mails.map(one => one.to[0]).toSorted(), ['a', 'b', 'c', 'd', 'e'])
      const [, gone, , busy] = await deliveries()
      assert.deepEqual([gone!.state, gone!.tries, gone!.cause], ['parked', 1, 'base.mail-refused'])
      assert.deepEqual([busy!.state, busy!.tries, busy!.cause], ['failed', 1, 'base.mail-unreachable'])
      const wait = busy!.next_try_at!.getTime() - Date.now()
      assert.ok(wait > 0 && wait <= 61_000, `${wait}`)
      mail.refuse = 0
      await later()
      await deliver()
      assert.equal(mail.mails.at(-1)!.to, 'busy@mail.example')
      assert.equal((await deliveries())[1]!.state, 'parked', 'who was refused for good is not asked again')
    },
  )

  await t.test('each answer of a gateway has one meaning: taken, refused, or not now', async () => {
    const table: [number, string][] = [
      [200, 'sent 1'],
      [202, 'sent 1'],
      [204, 'sent 1'],
      [304, 'parked 1'],
      [400, 'parked 1'],
      [401, 'parked 1'],
      [404, 'parked 1'],
      [408, 'failed 1'],
      [410, 'parked 1'],
      [425, 'failed 1'],
      [429, 'failed 1'],
      [500, 'failed 1'],
      [502, 'failed 1'],
      [503, 'failed 1'],
      [599, 'failed 1'],
    ]
    for (const [status, wanted] of table) {
      await fresh()
      gateway.status = status
      await report(bySms)
      await deliver()
      assert.deepEqual(await states(), [wanted], String(status))
    }
  })

  await t.test(
    'rubbish after a good status is not read; a redirect is never followed; a hang-up is tried again',
    async t => {
      await fresh()
      gateway.answer = response =>
        void response
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<html>\0error: no credit'.repeat(9999))
      await report(bySms)
      await deliver()
      assert.deepEqual(await states(), ['sent 1'])
      const elsewhere = await testGateway(t)
      for (const status of [301, 302, 307, 308]) {
        await fresh()
        gateway.answer = response => void response.writeHead(status, { location: elsewhere.url }).end()
        await report(bySms)
        await deliver()
        assert.deepEqual(await states(), ['parked 1'], String(status))
      }
      assert.deepEqual(elsewhere.messages, [], 'a number and a code go to nobody else')
      await fresh()
      gateway.answer = response => void response.socket?.destroy()
      await report(bySms)
      await deliver()
      const [one] = await deliveries()
      assert.deepEqual([one!.state, one!.cause], ['failed', 'base.webhook-unreachable'])
      gateway.answer = undefined
      await later()
      await deliver()
      assert.deepEqual(await states(), ['sent 2'])
      assert.equal(new Set(gateway.messages.map(message => message.id)).size, 1, 'the same id at each try')
    },
  )

  await t.test('an address that was smuggled in with a second recipient goes to nobody', async () => {
    for (const address of [
      'a@b.example\r\nBcc: c@d.example',
      'a@b.example,c@d.example',
      'a b@c.example',
      '',
    ]) {
      await fresh()
      const { caseId } = await report(byMail)
      await sql`update cases.contact set address = ${address} where case_id = ${caseId}::uuid`.execute(owner)
      await deliver()
      assert.deepEqual(await states(), ['parked 1'], address)
      assert.equal(mail.mails.length, 0)
    }
  })

  await t.test(
    'to one citizen the earliest goes first and the next waits for it; danger waits for nothing',
    async () => {
      await fresh()
      const { caseId, code: caseCode } = await report(bySms)
      const { caseId: other } = await report(bySms)
      await queue(await contactOf(caseId), 3, false)
      await sql`update cases.delivery set id = overlay(id::text placing 'ffff' from 1)::uuid
               where template = 'closed.citizen'`.execute(owner)
      gateway.answer = response => {
        const { text } = gateway.messages.at(-1)!
        response.writeHead(text.includes(caseCode) ? 500 : 200).end()
      }
      await deliver()
      const mine = gateway.messages.filter(message => message.text.includes(caseCode))
      assert.equal(mine.length, 1, 'the three behind it are not tried')
      assert.equal(gateway.messages.length, 2, 'nor does anybody else wait for it')
      await queue(await contactOf(caseId), 1, true)
      gateway.answer = undefined
      await deliver()
      assert.equal(gateway.messages.length, 3)
      await later()
      await deliver()
      assert.deepEqual(new Set(await states()), new Set(['sent 1', 'sent 2']))
      const first = gateway.messages.slice(3).map(message => message.text.slice(0, 8))
      assert.equal(first[0], '您的诉求已收到，', 'received comes before closed')
      assert.ok(other)
    },
  )

  await t.test('two senders never hold the same; whoever is late with bad news changes nothing', async () => {
    await fresh()
    await Promise.all(Array.from({ length: 20 }, () => report(bySms)))
    const [one, two, three] = await Promise.all([hold(8), hold(8), hold(8)])
    const held = [...one, ...two, ...three].map(each => each.id)
    assert.equal(held.length, 20)
    assert.equal(new Set(held).size, 20)
    assert.deepEqual(await hold(), [], 'what is held is nobody else’s')
    const failure = { cause: 'base.internal', details: {}, nextTryAt: new Date() }
    const [sent, cancelled, broken, parked, loose] = held as [string, string, string, string, string]
    await markSent(database, sent)
    await markFailed(database, sent, failure)
    const { rows } = await sql<{ code: string }>`
      select contact.code from cases.contact contact join cases.delivery delivery on delivery.contact_id = contact.id
       where delivery.id = ${cancelled}::uuid`.execute(owner)
    assert.equal(rows.length, 1)
    await sql`update cases.delivery set state = 'cancelled', next_try_at = null where id = ${cancelled}::uuid`.execute(
      owner,
    )
    await markFailed(database, cancelled, failure)
    await letGo(database, [cancelled, sent], new Date())
    await markFailed(database, broken, { ...failure, nextTryAt: new Date(Date.now() + 60_000) })
    await markFailed(database, parked, { ...failure, nextTryAt: null })
    await letGo(database, [loose], null)
    const found = new Map((await deliveries()).map(each => [each.id, `${each.state} ${each.tries}`]))
    assert.deepEqual(
      [sent, cancelled, broken, parked, loose].map(id => found.get(id)),
      ['sent 1', 'cancelled 1', 'failed 1', 'parked 1', 'queued 0'],
    )
    await letGo(database, [], null)
    assert.deepEqual(
      (await hold()).map(each => each.id),
      [loose],
    )
    await markSent(database, cancelled)
    assert.equal((await deliveries()).find(each => each.id === cancelled)!.state, 'sent', 'it did go out')
  })

  await t.test(
    'killed between sending and writing it down: sent again under the same id, and counted',
    async () => {
      await fresh()
      await report(bySms)
      const [held] = await hold()
      await sql`update cases.delivery set held_until = now() - interval '1 second'`.execute(owner)
      await deliver()
      assert.deepEqual(await states(), ['sent 2'])
      assert.deepEqual(
        gateway.messages.map(message => message.id),
        [held!.id],
      )
      await markFailed(database, held!.id, { cause: 'base.internal', details: {}, nextTryAt: new Date() })
      await deliver()
      assert.deepEqual(await states(), ['sent 2'], 'the killed one’s last word comes too late')
    },
  )

  await t.test('ten thousand due at once go in bounded batches, and stop when told to', async () => {
    await fresh()
    const { caseId } = await report(bySms)
    await queue(await contactOf(caseId), 10_000)
    assert.equal((await readOverview(database, world.outside)).waiting.sms, 10_000, 'the number ends there')
    const ending = new AbortController()
    gateway.answer = response => {
      if (gateway.messages.length >= 60) ending.abort()
      response.writeHead(200).end()
    }
    await deliverDue(loop, 'sms', ending.signal)
    const sent = gateway.messages.length
    assert.ok(sent >= 60 && sent <= 65, `${sent}`)
    const { rows } = await sql<{ held: number; tried: number; sent: number }>`
      select count(*) filter (where held_until is not null)::int as held, count(*) filter (where tries > 0)::int as tried,
             count(*) filter (where state = 'sent')::int as sent from cases.delivery`.execute(owner)
    assert.deepEqual(rows[0], { held: 0, tried: sent, sent }, 'nothing else was touched')
    await deliverDue(loop, 'sms', ending.signal)
    assert.equal(gateway.messages.length, sent)
    gateway.answer = response => void response.socket?.destroy()
    await deliverDue(loop, 'sms')
    assert.equal(gateway.messages.length, sent + 5, 'where nobody is there ten thousand are not tried')
  })

  await t.test(
    'quiet hours put off what is neither danger nor in somebody’s hands; one of two editors is told',
    async () => {
      await fresh()
      await report(bySms)
      const { caseId } = await report(bySms)
      const [held] = await hold(1)
      await queue(await contactOf(caseId), 1, true)
      const morning = new Date(Date.now() + 3_600_000)
      assert.equal(await putOff(database, 'sms', morning), 1)
      assert.equal(await putOff(database, 'sms', morning), 0)
      assert.equal(await putOff(database, 'email', morning), 0)
      assert.equal((await hold()).length, 1, 'danger')
      assert.equal(
        (await deliveries()).find(one => one.id === held!.id)!.next_try_at!.getTime() < Date.now(),
        true,
      )
      const { version } = await readSetting(database)
      const edits = ['20:00', '21:00', '22:00'].map(from =>
        editSetting(database, handler, { quiet: { from, until: '07:00' }, version }),
      )
      const done = await Promise.allSettled(edits)
      assert.equal(done.filter(one => one.status === 'fulfilled').length, 1)
      for (const one of done)
        if (one.status === 'rejected') assert.ok(code('cases.stale-template')(one.reason))
      // One failed before the night and one failed just now: the first waits for the morning, the second for its pause.
      const [failed, paused] = (await deliveries()).filter(one => one.template === 'reported.citizen')
      await sql`update cases.delivery set state = 'failed', tries = 2, held_until = null, cause = 'base.webhook-unreachable',
                       next_try_at = case when id = ${failed!.id}::uuid then now() + interval '3 minutes'
                                          else now() + interval '2 minutes' end
                 where id = any(${[failed!.id, paused!.id]}::uuid[])`.execute(owner)
      await editSetting(database, handler, { quiet: null, version: version + 1 })
      const waits = (await deliveries()).filter(one => one.next_try_at!.getTime() > Date.now())
      assert.deepEqual(
        waits.map(one => one.id),
        [paused!.id],
        'what was put off goes out; what was tried just now has its pause',
      )
      await later()
      await deliver()
      assert.deepEqual(new Set((await deliveries()).map(one => one.state)), new Set(['sent']))
    },
  )

  await t.test('of an erased case nothing more is sent, tried by hand or shown', async () => {
    await fresh()
    const { caseId } = await report(mailTo('erased@mail.example'))
    const kept = await report(mailTo('kept@mail.example'))
    mail.refuse = address => (address.startsWith('erased') ? 550 : 0)
    await deliver()
    const { id } = (await deliveries())[0]!
    assert.equal((await deliveries())[0]!.state, 'parked')
    await queue(await contactOf(caseId), 2, false)
    await inTransaction(database, async tx => {
      const { rows } =
        await sql<CaseRecord>`select * from cases.case_record where id = ${caseId}::uuid`.execute(tx)
      await eraseCases(tx, rows, { actor: handler, why: 'request' })
    })
    mail.refuse = 0
    await later()
    await deliver()
    assert.deepEqual((await states()).toSorted(), ['cancelled 0', 'cancelled 0', 'cancelled 1', 'sent 1'])
    await assert.rejects(retryDelivery(database, handler, id), code('base.not-found'))
    assert.deepEqual(await retryParked(database, handler, 'email'), { count: 0 })
    const page = await listDeliveries(loop, { query: { limit: 10 }, language: 'zh', level: 'L4' })
    assert.deepEqual(page.items.map(one => one.address).toSorted(), ['k***@mail.example', null, null, null])
    assert.equal((await endByFollowUpCode(database, kept.followUpCode)).ended, true)
  })

  await t.test(
    'what is long over goes: contacts of closed cases with what was given up, and old deliveries',
    async () => {
      await fresh()
      const closed = async (days: number) => {
        const { caseId } = await report(bySms)
        await sql`update cases.case_record set closed_at = now() - make_interval(days => ${days})
                 where id = ${caseId}::uuid`.execute(owner)
        return caseId
      }
      const [old, waiting, recent] = [await closed(91), await closed(91), await closed(89)]
      const put = (caseId: string, state: string) =>
        sql`update cases.delivery set state = ${state},
                 next_try_at = case when ${state} in ('queued', 'failed') then now() end
           where case_id = ${caseId}::uuid`.execute(owner)
      for (const caseId of [old, recent]) await put(caseId, 'parked')
      const aged = (days: number) => lowestIdAt(new Date(Date.now() - days * 86_400_000))
      const [gone, stays] = [aged(401), aged(402)]
      for (const id of [gone, stays]) {
        await sql`insert into cases.delivery (id, contact_id, case_id, channel, template, state, next_try_at, created_at)
                select ${id}::uuid, id, case_id, channel, 'x', ${id === gone ? 'sent' : 'failed'},
                       ${id === gone ? null : new Date()}::timestamptz, now()
                  from cases.contact where case_id = ${waiting}::uuid`.execute(owner)
      }
      await removeOld(database)
      const { rows } = await sql<{ case_id: string }>`
      select case_id from cases.contact where ended_at is null and case_id = any(${[old, waiting, recent]}::uuid[])
       order by id`.execute(owner)
      assert.deepEqual(
        rows.map(row => row.case_id),
        [waiting, recent],
      )
      const left = await deliveries()
      assert.ok(!left.some(one => one.id === gone) && left.some(one => one.id === stays))
      assert.deepEqual(
        left.filter(one => one.id !== stays).map(one => one.state),
        ['cancelled', 'queued', 'parked'],
      )
    },
  )

  await t.test(
    'by hand one that failed has all its tries again, also while somebody holds it: it goes once',
    async () => {
      await fresh()
      await report(bySms)
      gateway.status = 503
      await deliver()
      const { id } = (await deliveries())[0]!
      await sql`update cases.delivery set held_until = now() + interval '1 minute'`.execute(owner)
      gateway.status = 200
      assert.deepEqual(await retryDelivery(database, handler, id), { count: 1 })
      await deliver()
      assert.equal(gateway.messages.length, 1, 'its holder may be about to send it')
      await sql`update cases.delivery set held_until = null`.execute(owner)
      await Promise.all([deliverDue(loop, 'sms'), deliverDue(loop, 'sms')])
      assert.deepEqual(await states(), ['sent 1'])
      for (const wrong of [id, uuidv7()])
        await assert.rejects(retryDelivery(database, handler, wrong), code('base.not-found'))
    },
  )

  await t.test('a fault of our own loses nothing: what was due is due', async () => {
    await fresh()
    await report(bySms)
    const city = { snapshot: () => Promise.reject(new Error('no city')) }
    await assert.rejects(deliverDue({ ...loop, city }, 'sms'), /no city/)
    assert.deepEqual(await states(), ['queued 0'])
    await deliver()
    assert.deepEqual(await states(), ['sent 1'])
  })
})
