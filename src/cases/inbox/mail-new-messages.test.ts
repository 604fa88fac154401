import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode } from '#base/index.ts'
import {
  type Actor,
  actorOf,
  changePerson,
  createPeople,
  personByAccount,
  type Role,
} from '#identity/index.ts'
import { readEntries } from '#ledger/index.ts'
import { outsideWorld } from '../../../test/test-outside.ts'
import { chooseMailWay, readMailChoice } from './choose-mail.ts'
import { selectInbox } from './inbox.store.ts'
import { readerOf } from './list-inbox.ts'
import { mailNewMessages } from './mail-new-messages.ts'
import { markMessages } from './mark-messages.ts'
import { nothingOutside } from './outside.ts'

// A Monday of the small city: nine in the morning, three in the afternoon, and its Sunday.
const monday = { morning: '2026-11-23T01:00:00Z', afternoon: '2026-11-23T07:00:00Z' }
const sunday = '2026-11-22T01:00:00Z'

test('somebody of the staff is told by mail as they chose: at once, in the morning, or not at all', async t => {
  const world = await outsideWorld(t)
  const { loop, database, owner, mail, dispatcher, report, dispatch } = world
  const made: Record<string, Actor> = {}
  for (const [name, role] of [
    ['anna', 'handler'],
    ['bert', 'handler'],
    ['carl', 'handler'],
    ['dora', 'analyst'],
  ] as [string, Role][]) {
    const person = {
      account: name,
      name,
      roles: [role],
      departmentId: role === 'handler' ? 'urban' : null,
      regionIds: [],
      level: 'L4' as const,
    }
    const settings = {
      people: [person],
      password: 'a long test password 7',
      mustChangePassword: false,
      fictional: true,
    }
    await inTransaction(database, tx => createPeople(tx, settings, dispatcher))
    made[name] = actorOf(await personByAccount(database, name), await loop.city.snapshot())
  }
  const { anna, bert, carl, dora } = made as Record<'anna' | 'bert' | 'carl' | 'dora', Actor>
  const choose = (actor: Actor, way: 'at-once' | 'daily', language: 'zh' | 'en' = 'zh') =>
    chooseMailWay(loop, actor, { way, address: `${actor.account}@qinglan.example`, language })
  /** As if the time of the next look had come. */
  const settle = () =>
    sql`update identity.mail_choice set next_try_at = now() - interval '1 second'`.execute(owner)
  const at = (moment: string) => ({ now: new Date(moment), settledMilliseconds: 0 })
  const round = async (moment: string) => {
    mail.mails.length = 0
    await settle()
    await mailNewMessages(loop, at(moment))
    return mail.mails.map(one => [one.to, one.subject] as const).toSorted()
  }
  const sent = async () => {
    const { caseId, code } = await report()
    await dispatch(caseId)
    return { caseId, code }
  }

  await t.test(
    'what was there when they chose is not sent; then each gets it in their own time',
    async () => {
      await sent()
      await choose(anna, 'at-once')
      await choose(bert, 'daily', 'en')
      assert.deepEqual(await round(sunday), [])
      const { code } = await sent()
      const told = await round(sunday)
      assert.deepEqual(told, [['anna@qinglan.example', `新派工单 ${code}`]])
      assert.ok(!JSON.stringify(mail.mails).includes('路灯'), 'no word of what was said')
      assert.match(mail.mails[0]!.text, /https:\/\/12345\.example\/inbox/)
      assert.deepEqual(await round(monday.afternoon), [], 'the morning is over')
      const other = await sent()
      assert.deepEqual(await round(monday.morning), [
        ['anna@qinglan.example', `新派工单 ${other.code}`],
        ['bert@qinglan.example', '2 new messages'],
      ])
      await sent()
      assert.deepEqual(
        (await round(monday.morning)).map(([to]) => to),
        ['anna@qinglan.example'],
        'one digest a day',
      )
    },
  )

  await t.test('what was read meanwhile is not sent, nor what somebody did themselves', async () => {
    await choose(carl, 'at-once')
    await sent()
    const rows = await selectInbox(database, readerOf(carl), { show: 'unread', limit: 50 })
    await markMessages(
      loop,
      carl,
      rows.map(one => one.id),
    )
    assert.ok(!(await round(sunday)).some(([to]) => to.startsWith('carl')))
  })

  await t.test('two processes send each mail once', async () => {
    await sent()
    mail.mails.length = 0
    await settle()
    await Promise.all([1, 2, 3].map(() => mailNewMessages(loop, at(sunday))))
    assert.equal(mail.mails.filter(one => one.to.startsWith('anna')).length, 1)
  })

  await t.test(
    'a server that is away loses nothing; an address that is refused is said and not tried for a day',
    async () => {
      await sent()
      mail.refuse = address => (address.startsWith('anna') ? 450 : 550)
      assert.deepEqual(await round(sunday), [])
      const [busy, gone] = await Promise.all([anna, carl].map(actor => readMailChoice(loop, actor, 'zh')))
      assert.match(busy!.cause!, /无法连接/)
      assert.match(gone!.cause!, /拒收/)
      const { rows } = await sql<{ hours: number }>`
      select extract(epoch from next_try_at - now())::float8 / 3600 as hours from identity.mail_choice
       where person_id = ${carl.id}::uuid`.execute(owner)
      assert.ok(rows[0]!.hours > 23)
      mail.refuse = 0
      assert.deepEqual(
        (await round(sunday)).map(([to]) => to),
        ['anna@qinglan.example', 'carl@qinglan.example'],
      )
      assert.equal((await readMailChoice(loop, anna, 'zh')).cause, null)
    },
  )

  await t.test('who has left is told nothing; who wants no more is forgotten with the address', async () => {
    const { version } = await personByAccount(database, 'carl')
    await inTransaction(database, tx =>
      changePerson(tx, { personId: carl.id, change: { version, active: false } }, dispatcher),
    )
    await chooseMailWay(loop, anna, { way: 'none' })
    await sent()
    assert.deepEqual(await round(sunday), [])
    const { rows } = await sql`select from identity.mail_choice where person_id = ${anna.id}::uuid`.execute(
      owner,
    )
    assert.equal(rows.length, 0)
    const entries = await readEntries(database, `person:${anna.id}`)
    assert.ok(entries.some(one => one.kind === 'inbox.mail-chosen'))
    assert.ok(!JSON.stringify(entries).includes('@'), 'the ledger holds no address')
  })

  await t.test('nobody is promised what is not sent: without a mail server, without work here', async () => {
    const refused = (error: unknown) => isCode(error, 'cases.no-staff-mail')
    const closed = { ...loop, outside: nothingOutside }
    const wanted = { way: 'daily' as const, address: 'x@y.example', language: 'zh' as const }
    await assert.rejects(chooseMailWay(closed, dora, wanted), refused)
    await assert.rejects(chooseMailWay(loop, { ...dora, roles: [] }, wanted), refused)
    assert.equal((await readMailChoice(closed, dora, 'zh')).offered, false)
    await chooseMailWay(closed, dora, { way: 'none' })
    assert.equal(await mailNewMessages(closed), 0)
  })
})
