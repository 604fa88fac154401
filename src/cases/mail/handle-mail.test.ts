import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type CatalogueError, inTransaction, uuidv7 } from '#base/index.ts'
import { outsideWorld } from '../../../test/test-outside.ts'
import { verbs } from '../action.routes.ts'
import { photo } from '../attachments/files.fixture.ts'
import { listAttachments } from '../attachments/list-attachments.ts'
import { readCase } from '../read-case.ts'
import { readPublicStatus } from '../read-public-status.ts'
import { eraseContents } from '../rights/erase.store.ts'
import { erasePerson } from '../rights/erase-person.ts'
import { exportPerson } from '../rights/export-person.ts'
import { selectAllOf } from '../rights/person.store.ts'
import { addMail } from './add-mail.ts'
import { digestMail } from './digest-mail.ts'
import { discardMail } from './discard-mail.ts'
import { handleMails } from './handle-mail.ts'
import { listMails } from './list-mails.ts'
import { deleteRaw, deleteUntied, insertMail, selectMail, takeMail } from './mail.store.ts'
import { holdMailbox } from './mailbox.store.ts'
import { base64Part, bounceOf, filePart, mailOf, mailWith } from './mails.fixture.ts'
import { readMail } from './read-mail.ts'
import { turnMail } from './turn-mail.ts'

type World = Awaited<ReturnType<typeof mailWorld>>

async function mailWorld(t: Parameters<typeof outsideWorld>[0]) {
  const world = await outsideWorld(t)
  const { database, loop } = world
  const parts = { loop, files: { ...world.cases.attachments.parts, loop }, mailbox: undefined }
  await holdMailbox(database, { name: 'box', by: crypto.randomUUID(), seconds: 1 })
  let uid = 0
  const keep = async (raw: Buffer) => {
    const id = uuidv7()
    const mail = {
      id,
      mailbox: 'box',
      uidValidity: 1n,
      uid: ++uid,
      digest: digestMail(raw),
      bytes: raw.length,
      raw,
    }
    const unread = { arrivedAt: new Date(), refused: null, sender: '', senderName: '', subject: '' }
    assert.ok(await inTransaction(database, tx => insertMail(tx, { ...mail, ...unread })))
    return id
  }
  const faults: Error[] = []
  const work = () => handleMails(parts, error => void faults.push(error))
  /** A mail comes in and is worked on. */
  const arrive = async (raw: Buffer) => {
    const id = await keep(raw)
    await work()
    return (await selectMail(database, id))!
  }
  const caseOf = async (caseId: string | null) => (await readCase(loop, world.dispatcher, caseId!))!
  const count = async () =>
    Number(
      (await sql<{ n: string }>`select count(*) as n from cases.case_record`.execute(database)).rows[0]!.n,
    )
  return { ...world, parts, keep, work, arrive, caseOf, count, faults }
}

const said = (detail: { timeline: readonly { type: string; text: string | null }[] }) =>
  detail.timeline.map(one => [one.type, one.text])

async function sentTo(world: World): Promise<{ id: string; code: string }> {
  await world.deliver()
  const mail = world.mail.mails.at(-1)!
  const id = /<([0-9a-f-]+)@chengshu>/.exec(mail.headers.get('message-id')!)![1]!
  return { id, code: /[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/.exec(mail.text)![0] }
}

test('what citizens write by mail, from the mailbox to the case', async t => {
  const world = await mailWorld(t)
  const { database, parts, arrive, caseOf, dispatcher, loop } = world

  await t.test('a mail becomes a case with its photos, and its writer is told', async () => {
    const row = await arrive(mailOf({ parts: [filePart('现场.jpg', await photo(), 'image/jpeg')] }))
    assert.deepEqual([row.state, row.sender, row.files], ['case', 'li@mail.example', [{ name: '现场.jpg' }]])
    const found = await caseOf(row.case_id)
    assert.deepEqual(
      [found.channel, found.subject, found.detail, found.reporter?.name, found.state],
      ['email', '路灯不亮', '幸福里小区门口的路灯不亮三天了。', '李明', 'reported'],
    )
    const { items: attachments } = await listAttachments(world.parts.files, dispatcher, row.case_id!)
    assert.deepEqual(
      attachments.map(one => [one.kind, one.fileName]),
      [['picture', '现场.jpg']],
    )
    const { code } = await sentTo(world)
    assert.equal(world.mail.mails.at(-1)!.to, 'li@mail.example')
    assert.equal((await readPublicStatus(loop, code)).code, found.code)
  })

  await t.test('worked on twice it is one case, and what a killed process left is taken up', async () => {
    const before = await world.count()
    const id = await world.keep(mailOf({ text: '被杀之前', parts: [filePart('a.txt', Buffer.from('text'))] }))
    // Taken by a process that died at once.
    assert.equal((await takeMail(database, -1))?.id, id)
    await Promise.all([world.work(), world.work(), world.work()])
    // Died between the case and its files.
    await sql`update cases.mail set next_at = now(), files = '[]' where id = ${id}`.execute(database)
    await world.work()
    const row = (await selectMail(database, id))!
    assert.deepEqual([row.state, row.files, await world.count()], ['case', [{ name: 'a.txt' }], before + 1])
    assert.equal((await listAttachments(parts.files, dispatcher, row.case_id!)).items.length, 1)
  })

  await t.test(
    'files go the way of all files: what lies about its type or is too much is named',
    async () => {
      const exe = Buffer.concat([Buffer.from('MZ\x90\0'), Buffer.alloc(300, 1)])
      const logo = base64Part('image/png', Buffer.alloc(500), {
        'Content-ID': '<l>',
        'Content-Disposition': 'inline',
      })
      const row = await arrive(
        mailOf({ text: '附件', parts: [filePart('photo.jpg', exe, 'image/jpeg'), logo] }),
      )
      assert.deepEqual(
        row.files.map(({ name, fault }) => [name, fault]),
        [
          ['photo.jpg', 'cases.attachment-type'],
          ['file-2', 'cases.mail-file-small'],
        ],
      )
      const detail = await readMail(parts, dispatcher, { mailId: row.id, language: 'zh' })
      assert.match(detail.files[0]!.fault!, /这种文件不能上传/)
      assert.equal(detail.filesLeft, 1)
      const many = Array.from({ length: 12 }, (_, at) => filePart(`${at}.txt`, Buffer.from(`file ${at}`)))
      const full = await arrive(mailOf({ text: '很多附件', parts: many }))
      assert.equal(full.files.filter(one => one.fault === 'cases.attachment-too-many').length, 3)
    },
  )

  await t.test('a text longer than a case comes whole as a file, pictures alone are a case too', async () => {
    const long = await arrive(mailOf({ text: `${'灯'.repeat(30_000)}末` }))
    assert.match((await caseOf(long.case_id)).detail!, /全文见附件/)
    assert.deepEqual(long.files, [{ name: '邮件全文.txt' }])
    const empty = await arrive(mailWith({ subject: '' }, base64Part('text/plain', Buffer.from(''))))
    assert.equal((await caseOf(empty.case_id)).detail, '（邮件没有正文，见附件）')
    const odd = await arrive(mailOf({ subject: `a\u0000${'𠀀'.repeat(300)}`, text: 'x\u0000y' }))
    assert.equal(odd.state, 'case')
  })
})

test('answers find their case, and only from who reported it', async t => {
  const world = await mailWorld(t)
  const { arrive, caseOf, dispatcher, handler, loop, parts, database } = world
  const first = await arrive(mailOf({ text: '路灯不亮，很黑。' }))
  const { id, code } = await sentTo(world)
  const caseId = first.case_id!
  const reply = (text: string, rest: Parameters<typeof mailOf>[0] = {}) =>
    mailOf({ subject: '回复：', headers: { 'In-Reply-To': `<${id}@chengshu>` }, ...rest, text })
  const quoted = `\n\n在 2026年11月22日 10:00，青岚市 12345 写道：\n> 查询码：${code}\n`

  await t.test('an answer to our mail is a note of the citizen, without what it quotes', async () => {
    const row = await arrive(
      reply(`还是不亮。${quoted}`, { parts: [filePart('a.txt', Buffer.from('more'))] }),
    )
    assert.deepEqual([row.state, row.case_id, row.files.length], ['reply', caseId, 1])
    const detail = await caseOf(caseId)
    assert.deepEqual(
      said(detail).find(([type]) => type === 'commented'),
      ['commented', '还是不亮。'],
    )
    assert.equal(detail.timeline.find(one => one.type === 'commented')!.actorName, '电子邮件')
  })

  await t.test('by the code alone, too, in whatever letters the address is written', async () => {
    const row = await arrive(mailOf({ from: 'LI@Mail.example', text: `补充一点。${quoted}` }))
    assert.deepEqual([row.state, row.case_id], ['reply', caseId])
  })

  await t.test('it answers the question of a department, and work goes on', async () => {
    let { version } = await world.dispatch(caseId, (await caseOf(caseId)).version)
    version = (await verbs.handle(loop, handler, { caseId, body: { version } })).version
    await verbs['ask-citizen'](loop, handler, { caseId, body: { version, question: '哪一盏？' } })
    assert.equal((await caseOf(caseId)).pause, 'citizen')
    await arrive(reply('门口左边第二盏。'))
    const detail = await caseOf(caseId)
    assert.equal(detail.pause, null)
    assert.deepEqual(said(detail).at(-1), ['question-answered', '门口左边第二盏。'])
    await world.deliver()
  })

  const waits = async (raw: Buffer, reason: string) => {
    const before = [await world.count(), (await caseOf(caseId)).version]
    const row = await arrive(raw)
    assert.deepEqual([row.state, row.reason], ['person', reason])
    assert.deepEqual([await world.count(), (await caseOf(caseId)).version], before, reason)
    return row
  }

  await t.test(
    'somebody else’s answer, a forged one and one of several cases wait for a person',
    async () => {
      const other = await waits(reply('我也要说。', { from: 'wang@mail.example' }), 'other-sender')
      assert.equal(other.case_id, caseId)
      const headers = { 'In-Reply-To': `<${id}@chengshu>`, 'Authentication-Results': 'mx; dmarc=fail' }
      await waits(reply('冒名。', { headers }), 'sender-not-verified')
      const second = await arrive(mailOf({ text: '另一件事。' }))
      const { content } = await selectAllOf(database, second.case_id!)
      const secondCode = (content as { follow_up_code: string }).follow_up_code
      await waits(mailOf({ text: `两件事 ${code} ${secondCode}` }), 'several-cases')
      await waits(mailOf({ from: '', text: '没有发件人' }), 'no-sender')
      // A person adds the one that was somebody else's, once.
      const added = await addMail(parts, dispatcher, other.id)
      assert.deepEqual([added.state, added.caseId], ['reply', caseId])
      assert.deepEqual(said(await caseOf(caseId)).at(-1), ['commented', '我也要说。'])
      await assert.rejects(addMail(parts, dispatcher, other.id), /mail-ended/)
    },
  )

  await t.test('a hidden reporter is not known by the mail either', async () => {
    const before = await readMail(parts, dispatcher, { mailId: first.id, language: 'zh' })
    assert.deepEqual(
      [before.from, before.fromName, before.sender],
      ['li@mail.example', '李明', 'l***@mail.example'],
    )
    await sql`update cases.case_record set confidential = true where id = ${caseId}`.execute(world.owner)
    const hidden = await readMail(parts, dispatcher, { mailId: first.id, language: 'zh' })
    assert.deepEqual([hidden.from, hidden.fromName, hidden.sender], [null, null, '***@mail.example'])
    await sql`update cases.case_record set confidential = null where id = ${caseId}`.execute(world.owner)
  })

  await t.test('who was added by a person once is asked for a person again', async () => {
    await waits(reply('我又来了。', { from: 'wang@mail.example' }), 'other-sender')
  })

  await t.test('a code that nobody has is no case, and its mail is a new one', async () => {
    const row = await arrive(mailOf({ text: '查询码 0000-0000-0000-0000 打不开' }))
    assert.equal(row.state, 'case')
    assert.notEqual(row.case_id, caseId)
  })

  await t.test('what comes to a closed case waits for a person', async () => {
    await sql`update cases.case_record set state = 'closed', disposition = 'resolved', closed_at = now() where id = ${caseId}`.execute(
      world.owner,
    )
    const row = await waits(reply('还是没修好。'), 'case-closed')
    const turned = await turnMail(parts, dispatcher, row.id)
    assert.equal(turned.state, 'case')
    assert.notEqual(turned.caseId, caseId)
    assert.match((await caseOf(turned.caseId)).detail!, /还是没修好/)
  })

  await t.test('erasing a case erases its mails; one person’s data hold them before', async () => {
    const { others } = await selectAllOf(database, caseId)
    assert.ok(others.mails!.length >= 4 && JSON.stringify(others.mails).includes('li@mail.example'))
    await inTransaction(database, tx => eraseContents(tx, [caseId]))
    const { rows } = await sql<{ row: string }>`
      select content::text as row from cases.mail_content content join cases.mail on id = mail_id where case_id = ${caseId}
      union all select files::text from cases.mail where case_id = ${caseId} and files <> '[]'`.execute(
      database,
    )
    assert.deepEqual(rows, [])
    assert.equal((await arrive(reply('删了以后'))).reason, 'case-erased')
  })
  assert.deepEqual(world.faults, [])
})

test('what no person wrote becomes no case; what comes back is marked', async t => {
  const world = await mailWorld(t)
  const { arrive, count, parts, database, dispatcher } = world
  await arrive(mailOf())
  const { id } = await sentTo(world)
  const cases = await count()
  const kept = async (raw: Buffer, reason: string) => {
    const row = await arrive(raw)
    assert.deepEqual([row.state, row.reason, await count()], ['kept', reason, cases])
    return row
  }

  await kept(
    mailOf({ headers: { 'Auto-Submitted': 'auto-replied', 'In-Reply-To': `<${id}@chengshu>` } }),
    'automatic',
  )
  await kept(mailOf({ headers: { Precedence: 'bulk' } }), 'automatic')
  await kept(mailOf({ headers: { 'List-Id': '<x>' } }), 'list')
  await kept(mailOf({ from: 'NoReply@qinglan.example' }), 'own')
  const stateOf = async () => (await world.deliveries()).find(one => one.id === id)!
  await kept(bounceOf(id, '4.4.1', 'delayed'), 'bounce')
  assert.equal((await stateOf()).state, 'sent')
  const bounced = await kept(bounceOf(id), 'bounce')
  const { state, cause, next_try_at } = await stateOf()
  assert.deepEqual([state, cause, next_try_at], ['parked', 'base.mail-refused', null])

  // A person sees that it was no machine after all.
  const discarded = await discardMail(parts, dispatcher, { mailId: bounced.id, reason: '广告' })
  assert.equal(discarded.state, 'discarded')
  await assert.rejects(turnMail(parts, dispatcher, bounced.id), /mail-ended/)
  const note = (await readMail(parts, dispatcher, { mailId: bounced.id, language: 'zh' })).note
  assert.equal(note, '广告')

  // Two people decide on one mail at the same moment.
  const one = await kept(mailOf({ text: '两人同时', headers: { Precedence: 'junk' } }), 'automatic')
  const second = await world.person('second', ['dispatcher'])
  const both = await Promise.allSettled([
    turnMail(parts, dispatcher, one.id),
    turnMail(parts, second, one.id),
  ])
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal(await count(), cases + 1)

  // A flood of one sender ends with a person.
  const flood: Awaited<ReturnType<typeof arrive>>[] = []
  for (let turn = 0; turn < 22; turn++)
    flood.push(await arrive(mailOf({ from: 'f@mail.example', text: `第 ${turn}` })))
  assert.deepEqual(
    flood.map(row => row.reason),
    [...Array(20).fill(null), 'too-many', 'too-many'],
  )

  // What is old goes: first as it came, then, of what belongs to no case, all of it.
  await sql`update cases.mail set ended_at = now() - interval '100 days' where ended_at is not null`.execute(
    world.owner,
  )
  assert.ok((await deleteRaw(database, 30, 1000)) > 20)
  assert.ok((await deleteUntied(database, 90, 1000)) >= 5)
  assert.equal((await selectMail(database, bounced.id))!.sender, null)
  assert.equal(
    (await selectMail(database, flood[0]!.id))!.sender,
    'f@mail.example',
    'answers still find the case',
  )
  assert.equal(
    (await selectMail(database, flood[21]!.id))!.state,
    'person',
    'what waits for a person is kept',
  )
  const { items } = await listMails(parts, dispatcher, { limit: 100 })
  assert.ok(items.length > 25 && items.every(one => one.sender === null || one.sender.includes('***')))
  assert.deepEqual(world.faults, [])
})

test('what fails is tried again, then a person looks; nothing is lost', async t => {
  const world = await mailWorld(t)
  const { parts, keep, faults, dispatcher, database } = world
  const down = {
    ...parts,
    loop: {
      ...parts.loop,
      permissions: {
        permits: () => {
          throw new Error('away')
        },
      },
    },
  }
  const id = await keep(mailOf({ text: '总是失败' }))
  const again = () => sql`update cases.mail set next_at = now() where next_at is not null`.execute(database)
  for (let turn = 1; turn <= 5; turn++) {
    await again()
    await handleMails(down, error => void faults.push(error))
  }
  const row = (await selectMail(database, id))!
  assert.deepEqual([faults.length, row.state, row.reason], [5, 'person', 'failed'])
  const detail = await readMail(parts, dispatcher, { mailId: id, language: 'zh' })
  assert.deepEqual([detail.text, detail.from, detail.may.makeCase], ['总是失败', 'li@mail.example', true])

  // A mail that kills every process that reads it is not read for ever.
  const killer = await keep(mailOf({ text: '杀手' }))
  for (let turn = 0; turn < 5; turn++) assert.equal((await takeMail(database, -1))?.id, killer)
  await world.work()
  assert.equal((await selectMail(database, killer))!.reason, 'failed')

  // One that is headed beyond all measure.
  const headers = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`X-${at}`, 'a'.repeat(2000)]))
  const unreadable = await world.arrive(mailOf({ headers }))
  assert.deepEqual([unreadable.state, unreadable.reason], ['refused', 'unreadable'])
  await assert.rejects(
    turnMail(parts, await world.person('h', ['handler'], { departmentId: 'urban' }), id),
    (error: CatalogueError) => error.code === 'base.not-found',
  )
})

test('one person who only wrote by mail gets what is held, and has it erased, the mails of no case too', async t => {
  const world = await mailWorld(t)
  const { arrive, dispatcher, database } = world
  const mine = await arrive(mailOf({ text: '我的事情' }))
  await arrive(mailOf({ text: '我的自动回复', headers: { Precedence: 'bulk' } }))
  const other = await arrive(mailOf({ from: 'wang@mail.example', text: '别人的事情' }))
  const body = { email: 'LI@mail.example', reason: '本人申请' }
  const file = JSON.stringify(await exportPerson(world.loop, dispatcher, body))
  assert.ok(file.includes('我的事情') && file.includes('我的自动回复') && file.includes('li@mail.example'))
  assert.ok(!file.includes('别人的事情') && !file.includes('wang@'))
  await assert.rejects(erasePerson(world.loop, dispatcher, body), /person-has-open-cases/)
  await sql`update cases.case_record set state = 'closed', disposition = 'resolved', closed_at = now() where id = ${mine.case_id}`.execute(
    world.owner,
  )
  assert.deepEqual(await erasePerson(world.loop, dispatcher, body), { cases: 1 })
  const { rows } = await sql<{ sender: string }>`select sender from cases.mail_content`.execute(database)
  assert.deepEqual(rows, [{ sender: 'wang@mail.example' }])
  assert.equal((await world.caseOf(other.case_id)).detail, '别人的事情')
  await assert.rejects(exportPerson(world.loop, dispatcher, body), /no-such-person/)
})
