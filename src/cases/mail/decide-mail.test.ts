import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { inTransaction, isCode, uuidv7 } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { outsideWorld } from '../../../test/test-outside.ts'
import { readCase } from '../read-case.ts'
import { addMail } from './add-mail.ts'
import { digestMail } from './digest-mail.ts'
import { discardMail } from './discard-mail.ts'
import { handleMails } from './handle-mail.ts'
import { listMails, readMailOverview } from './list-mails.ts'
import { incomingMail, mailDetail } from './mail.contract.ts'
import { insertMail, selectMail } from './mail.store.ts'
import { faultOf } from './mail.view.ts'
import { holdMailbox, releaseMailbox } from './mailbox.store.ts'
import { mailOf } from './mails.fixture.ts'
import { readMail } from './read-mail.ts'
import { startMail } from './start-mail.ts'
import { turnMail } from './turn-mail.ts'

const fails = (code: string) => (error: unknown) => isCode(error, code)

test('people decide on mails', async t => {
  const world = await outsideWorld(t)
  const { database, loop, dispatcher } = world
  const box = { name: 'hotline@mail.example/INBOX' }
  const parts = { loop, files: { ...world.cases.attachments.parts, loop }, mailbox: undefined }
  await holdMailbox(database, { ...box, by: crypto.randomUUID(), seconds: 1 })
  let uid = 0
  const keep = async (raw: Buffer, arrivedAt = new Date()) => {
    const id = uuidv7()
    const numbers = { mailbox: box.name, uidValidity: 1n, uid: ++uid, bytes: raw.length }
    const unread = { refused: null, sender: '', senderName: '', subject: '' }
    const mail = { id, ...numbers, ...unread, digest: digestMail(raw), arrivedAt, raw }
    assert.equal(await inTransaction(database, tx => insertMail(tx, mail)), true)
    return id
  }
  const work = () => handleMails(parts, error => assert.fail(error))
  const arrive = async (given: Parameters<typeof mailOf>[0] = {}) => {
    const id = await keep(mailOf(given))
    await work()
    return id
  }
  const bulk = { headers: { Precedence: 'bulk' } }
  const detail = async (mailId: string, actor = dispatcher) =>
    mailDetail.parse(await readMail(parts, actor, { mailId, language: 'en' }))

  await t.test('what is not worked on yet is nobody’s to decide on', async () => {
    const id = await keep(mailOf({ text: '刚刚到' }))
    await assert.rejects(turnMail(parts, dispatcher, id), fails('cases.mail-ended'))
    await assert.rejects(
      discardMail(parts, dispatcher, { mailId: id, reason: 'x' }),
      fails('cases.mail-ended'),
    )
    const { may, state } = await detail(id)
    assert.deepEqual([state, may], ['waiting', { makeCase: false, addToCase: false, discard: false }])
    await work()
    assert.equal((await detail(id)).state, 'case')
    await assert.rejects(addMail(parts, dispatcher, id), fails('cases.mail-ended'))
  })

  await t.test(
    'a mail lies in no department: who sees a part of the city neither reads nor decides',
    async () => {
      const id = await arrive({ text: '自动的', subject: 'Status', ...bulk })
      const others = [
        await world.person('a handler', ['handler'], { departmentId: 'urban' }),
        await world.person('a lead', ['department-lead'], { departmentId: 'urban' }),
        await world.person('of a district', ['grid-member'], { regionIds: ['aa'] }),
        await world.person('of a lower level', ['dispatcher'], { level: 'L3' }),
        await world.person('the operator', ['system-administrator']),
        // No role of today is one: the policies of a city may make one.
        { ...dispatcher, scope: { ...dispatcher.scope, regions: ['aa'] } },
      ]
      for (const other of others) {
        const { from, fromName, text, subject, may, sender } = await detail(id, other)
        assert.deepEqual(
          [from, fromName, text, subject, may.discard],
          [null, null, null, null, false],
          other.name,
        )
        assert.ok(sender?.endsWith('***@mail.example'), other.name)
        await assert.rejects(turnMail(parts, other, id), fails('base.not-found'), other.name)
        await assert.rejects(addMail(parts, other, id), fails('base.not-found'), other.name)
        const discarding = discardMail(parts, other, { mailId: id, reason: 'x' })
        await assert.rejects(discarding, fails('base.not-found'), other.name)
      }
      assert.equal((await selectMail(database, id))!.state, 'kept')
      assert.equal((await detail(id)).text, '自动的')
    },
  )

  await t.test(
    'discarded with a reason it stands in the ledger without the words, and only once',
    async () => {
      const id = await arrive({ text: '又一封广告', ...bulk })
      const reasons = ['广告', '垃圾邮件', '重复']
      const all = await Promise.allSettled([
        ...reasons.map(reason => discardMail(parts, dispatcher, { mailId: id, reason })),
        turnMail(parts, dispatcher, id),
      ])
      assert.equal(all.filter(one => one.status === 'fulfilled').length, 1)
      const { state, note, may, caseId } = await detail(id)
      assert.deepEqual(may, { makeCase: false, addToCase: false, discard: false })
      assert.equal(state === 'discarded', reasons.includes(note ?? ''))
      assert.equal(state === 'case', caseId !== null)
      const entries = await readEntries(database, `mail:${id}`)
      assert.equal(entries.filter(one => one.kind === 'mail.discarded').length, state === 'discarded' ? 1 : 0)
      for (const reason of reasons) assert.ok(!JSON.stringify(entries).includes(reason))
      await assert.rejects(
        discardMail(parts, dispatcher, { mailId: uuidv7(), reason: 'x' }),
        fails('base.not-found'),
      )
    },
  )

  await t.test(
    'a mail that names no case is added to none, but may become one; only a person is answered, in their language',
    async () => {
      const id = await arrive({
        subject: 'Lamp',
        text: 'The lamp is out.',
        from: 'Ann <ann@mail.example>',
        ...bulk,
      })
      await assert.rejects(addMail(parts, dispatcher, id), fails('base.not-found'))
      assert.deepEqual((await detail(id)).may, { makeCase: true, addToCase: false, discard: true })
      const { caseId } = await turnMail(parts, dispatcher, id)
      const made = await readCase(loop, dispatcher, caseId!)
      assert.deepEqual([made.subject, made.detail, made.reporter?.name], ['Lamp', 'The lamp is out.', 'Ann'])
      const { rows } = await sql`select 1 from cases.contact where case_id = ${caseId}`.execute(database)
      assert.equal(rows.length, 0, 'nobody answers a machine')
      const own = await arrive({ subject: 'Noise', text: 'Too loud at night.', from: 'bob@mail.example' })
      const { rows: told } = await sql`
        select language, channel from cases.contact where case_id = ${(await detail(own)).caseId}`.execute(
        database,
      )
      assert.deepEqual(told, [{ language: 'en', channel: 'email' }])
    },
  )

  await t.test('the list goes on where the page before ended, whatever comes meanwhile', async () => {
    for (let turn = 0; turn < 7; turn++) await arrive({ text: `第 ${turn} 封`, ...bulk })
    const seen: string[] = []
    let after: string | undefined
    for (;;) {
      const page = await listMails(parts, dispatcher, {
        state: 'kept',
        limit: 3,
        ...(after ? { after } : {}),
      })
      assert.ok(page.items.length <= 3)
      seen.push(...page.items.map(one => incomingMail.parse(one).mailId))
      if (page.next === null) break
      assert.equal(page.next, page.items.at(-1)!.mailId)
      after = page.next
      await arrive({ text: `新的一封 ${seen.length}`, ...bulk })
    }
    assert.equal(new Set(seen).size, seen.length, 'none twice')
    assert.deepEqual(seen, seen.toSorted().toReversed(), 'the newest first')
    const { rows } = await sql<{ id: string }>`select id from cases.mail where state = 'kept'`.execute(
      database,
    )
    const missed = rows.filter(row => !seen.includes(row.id))
    assert.ok(
      missed.every(row => row.id > seen[0]!),
      'only what came since is not among them',
    )
  })

  await t.test('the overview counts what waits, and tells how the last round went', async () => {
    const shown = {
      ...parts,
      mailbox: { ...box, host: 'h', port: 1, secure: true, user: 'u', password: 'p', folder: 'INBOX' },
    }
    await keep(mailOf({ text: '还没处理' }))
    const none = await readMailOverview(parts)
    assert.deepEqual([none.mailbox, none.readAt, none.waiting, none.person], [null, null, 1, 0])
    const by = crypto.randomUUID()
    const round = async (failure: 'sign-in' | null) => {
      await sql`update cases.mailbox set held_until = null`.execute(world.owner)
      assert.ok(await holdMailbox(database, { ...box, by, seconds: 60 }))
      await releaseMailbox(database, { ...box, by }, failure)
      return await readMailOverview(shown)
    }
    const failed = await round('sign-in')
    assert.deepEqual([failed.mailbox, failed.failure, failed.readAt], [box.name, 'sign-in', null])
    const read = await round(null)
    assert.deepEqual([read.failure, read.readAt !== null, read.failedAt], [null, true, failed.failedAt])
    await work()
    assert.equal((await readMailOverview(shown)).waiting, 0)
  })

  await t.test('the product works on what waits by itself, and removes what is old', async () => {
    const old = await arrive({ text: '很久以前', ...bulk })
    await sql`update cases.mail set ended_at = now() - interval '91 days' where id = ${old}`.execute(
      world.owner,
    )
    const id = await keep(mailOf({ text: '自己来的' }))
    const stop = startMail(parts, error => assert.fail(error))
    const settled = async () =>
      (await selectMail(database, id))!.state === 'case' && (await selectMail(database, old))!.sender === null
    while (!(await settled())) await pause(20)
    await stop()
    const late = await keep(mailOf({ text: '停止之后' }))
    await pause(50)
    assert.equal((await selectMail(database, late))!.state, 'waiting')
  })
})

test('why a file was not taken is a sentence in both languages, also where nobody knows the reason any more', () => {
  const table: [string, Record<string, unknown>, string, string][] = [
    [
      'cases.mail-file-small',
      {},
      '正文中的小图标，没有保存。',
      'A small picture inside the text, e.g. of a signature; not saved.',
    ],
    [
      'cases.mailbox-away',
      { reason: 'folder' },
      '收件邮箱无法读取（没有此文件夹），稍后会自动重试。',
      'The mailbox cannot be read (no such folder); it is tried again.',
    ],
    ['cases.gone', {}, 'cases.gone', 'cases.gone'],
    ['constructor', {}, 'constructor', 'constructor'],
    ['__proto__', {}, '__proto__', '__proto__'],
  ]
  for (const [fault, details, chinese, english] of table) {
    assert.equal(faultOf({ name: 'a', fault, details }, 'zh'), chinese)
    assert.equal(faultOf({ name: 'a', fault, details }, 'en'), english)
  }
  assert.equal(faultOf({ name: 'a' }, 'en'), null)
})
