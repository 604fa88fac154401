import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction, isCode } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { byMail, bySms, outsideWorld } from '../../../test/test-outside.ts'
import type { CaseRecord } from '../case.store.ts'
import { draftEvent } from '../event.draft.ts'
import { eraseCases } from '../rights/erase-cases.ts'
import { deliverDue } from './deliver-due.ts'
import { holdDeliveries } from './delivery.store.ts'
import { editTemplate, listTemplates, listVersions } from './edit-template.ts'
import { endByFollowUpCode, endByMessage, readContact } from './end-contact.ts'
import { listDeliveries } from './list-deliveries.ts'
import { contactChoice, templateWords } from './outside.contract.ts'
import { previewTemplate } from './preview-template.ts'
import { tellCitizens } from './tell-citizens.ts'

const code = (wanted: string) => (error: unknown) => isCode(error, wanted)
const mailTo = (address: string) => ({ ...byMail, address })
const template = 'reported.citizen'

test('how citizens are reached, end it, and what the city may write to them', async t => {
  const world = await outsideWorld(t)
  const { loop, database, owner, mail, gateway, handler, dispatcher } = world
  const { report, dispatch, deliveries, deliver } = world
  const fresh = async () => {
    await sql`delete from cases.delivery`.execute(owner)
    await sql`delete from cases.message_template`.execute(owner)
    mail.mails.length = 0
    gateway.messages.length = 0
    gateway.status = 200
  }
  const contactOf = async (caseId: string) =>
    (
      await sql<{ id: string; code: string; address: string | null; ended: boolean }>`
        select id, code, address, ended_at is not null as ended from cases.contact
         where case_id = ${caseId}::uuid`.execute(owner)
    ).rows[0]!
  const closedOf = (caseId: string) =>
    draftEvent(caseId, 9, {
      type: 'closed',
      at: new Date(),
      actor: { id: 'x', name: '某人' },
      departmentId: 'urban',
      fromState: 'verifying',
      toState: 'closed',
      details: {},
    })
  const erase = (caseId: string) =>
    inTransaction(database, async tx => {
      const { rows } = await sql<CaseRecord>`
        select * from cases.case_record where id = ${caseId}::uuid`.execute(tx)
      await eraseCases(tx, rows, { actor: handler, why: 'request' })
    })
  const words = (title: string, text = '') => ({ zh: { title, text }, en: { title, text } })
  const save = (title: string, text = '', version = 0, which = template) =>
    editTemplate(database, dispatcher, { template: which, body: { words: words(title, text), version } })
  const kindsOf = async (caseId: string) =>
    (await readEntries(database, `case:${caseId}`)).map(entry => entry.kind)

  await t.test('a code that is guessed, bent or of another kind ends nothing', async () => {
    await fresh()
    const made = await report(byMail)
    const own = await contactOf(made.caseId)
    const guesses = [
      '',
      ' ',
      '-',
      'null',
      made.followUpCode,
      made.code,
      own.id,
      own.code.slice(0, -1),
      `${own.code}0`,
      `${own.code}\0`,
      `${own.code.slice(0, -1)}${own.code.endsWith('0') ? '1' : '0'}`,
      "' or 1=1 --",
      '%',
      '____-____-____-____',
      '😀'.repeat(15),
    ]
    for (const guess of guesses)
      await assert.rejects(endByMessage(database, guess), code('base.not-found'), JSON.stringify(guess))
    for (const guess of [own.code, made.code, own.id, '', '%'])
      await assert.rejects(readContact(database, guess), code('base.not-found'), guess)
    assert.equal((await contactOf(made.caseId)).ended, false)
    await deliver()
    assert.equal(mail.mails.length, 1)
  })

  await t.test('as people type it: lower case, without dashes, with blanks and look-alikes', async () => {
    await fresh()
    const forms: ((one: string) => string)[] = [
      one => one.toLowerCase(),
      one => one.replaceAll('-', ''),
      one => ` ${one.replaceAll('-', ' ')} `,
      one => one.replaceAll('0', 'O').replaceAll('1', 'l'),
    ]
    for (const form of forms) {
      const { caseId } = await report(byMail)
      const typed = form((await contactOf(caseId)).code)
      assert.equal((await endByMessage(database, typed)).ended, true, typed)
      const { address, ended } = await contactOf(caseId)
      assert.deepEqual([address, ended], [null, true])
    }
  })

  await t.test('a way out ends one report’s messages alone, though the address is the same', async () => {
    await fresh()
    const [one, other] = [await report(byMail), await report(byMail)]
    const codes = [(await contactOf(one.caseId)).code, (await contactOf(other.caseId)).code]
    assert.notEqual(codes[0], codes[1])
    await endByMessage(database, codes[0]!)
    await deliver()
    assert.deepEqual(
      mail.mails.map(each => each.subject),
      [`您的诉求已收到，编号 ${other.code}`],
    )
    const ended = { channel: 'email', address: null, ended: true }
    assert.deepEqual(await readContact(database, one.followUpCode), ended)
    assert.equal((await readContact(database, other.followUpCode)).ended, false)
  })

  await t.test('the same way out many times at once is one end and one entry', async () => {
    await fresh()
    const { caseId, followUpCode } = await report(byMail)
    const { code: out } = await contactOf(caseId)
    const ends = [1, 2, 3, 4].flatMap(() => [
      endByMessage(database, out),
      endByFollowUpCode(database, followUpCode),
    ])
    for (const one of await Promise.all(ends))
      assert.deepEqual(one, { channel: 'email', address: null, ended: true })
    assert.equal((await kindsOf(caseId)).filter(kind => kind === 'case.contact-ended').length, 1)
    assert.ok(!JSON.stringify(await readEntries(database, `case:${caseId}`)).includes('li@mail'))
  })

  await t.test('after erasure the link of an old mail answers the same and brings nothing back', async () => {
    await fresh()
    const { caseId, followUpCode } = await report(byMail)
    const { code: out } = await contactOf(caseId)
    await erase(caseId)
    assert.equal((await contactOf(caseId)).ended, true)
    assert.deepEqual(await endByMessage(database, out), { channel: 'email', address: null, ended: true })
    assert.ok(!(await kindsOf(caseId)).includes('case.contact-ended'), 'it had ended by the erasure')
    await inTransaction(database, tx => tellCitizens(tx, [closedOf(caseId)]))
    await deliver()
    assert.equal(mail.mails.length, 0)
    const view = await readContact(database, followUpCode).catch((error: unknown) => error)
    assert.ok(!JSON.stringify(view).includes('mail.example'))
  })

  await t.test('whoever ends it while a message is queued is sent neither that nor a later one', async () => {
    await fresh()
    const { caseId, followUpCode } = await report(bySms)
    const [held] = await holdDeliveries(database, { channel: 'sms', limit: 1, seconds: 60 })
    assert.equal(held!.address, '13800138000')
    await endByFollowUpCode(database, followUpCode)
    assert.equal((await deliveries())[0]!.state, 'cancelled')
    await dispatch(caseId)
    await deliver()
    assert.equal(gateway.messages.length, 0)
    assert.equal((await deliveries()).length, 1, 'nothing is queued for who wants nothing')
  })

  await t.test('an address is of the channel it is for, and is kept as a machine can use it', () => {
    const read = (channel: string, address: unknown, language: unknown = 'zh') =>
      contactChoice.safeParse({ channel, address, language })
    const taken: [string, string, string][] = [
      ['email', 'li@mail.example', 'li@mail.example'],
      ['email', 'li.wei+12345@mail.example', 'li.wei+12345@mail.example'],
      ['sms', '138 0013 8000', '13800138000'],
      ['sms', '(0532) 1234-5678', '053212345678'],
      ['sms', '+86 138-0013-8000', '+8613800138000'],
    ]
    for (const [channel, address, wanted] of taken) {
      const found = read(channel, address)
      assert.equal(found.success && found.data.address, wanted, address)
    }
    const refused: [string, unknown][] = [
      ['email', '13800138000'],
      ['email', 'li@'],
      ['email', '@mail.example'],
      ['email', 'li@mail.example\nx'],
      ['email', 'li@mail.example,zhao@mail.example'],
      ['email', `${'l'.repeat(250)}@mail.example`],
      ['email', '<li@mail.example>'],
      ['sms', 'li@mail.example'],
      ['sms', '1234'],
      ['sms', '138001380001380013800'],
      ['sms', '+'],
      ['sms', '138;00138000'],
      ['sms', '１３８００１３８０００'],
      ['sms', null],
      ['fax', '13800138000'],
      ['', ''],
    ]
    for (const [channel, address] of refused)
      assert.equal(read(channel, address).success, false, `${channel} ${String(address)}`)
    for (const language of ['fr', '', null, 'zh-CN'])
      assert.equal(read('sms', '13800138000', language).success, false, String(language))
  })

  await t.test('words with a script in them are text, by mail, by gateway and on the page', async () => {
    await fresh()
    const script = '<script>alert(1)</script> & "<b>{{code}}</b>"'
    await save(script, `${script}\n{{link}}`)
    const made = await report(byMail)
    const other = await report(bySms)
    await deliver()
    const [sent] = mail.mails
    assert.match(sent!.headers.get('content-type') ?? '', /^text\/plain/)
    assert.ok(sent!.text.startsWith(`<script>alert(1)</script> & "<b>${made.code}</b>"`), sent!.text)
    assert.ok(gateway.messages[0]!.text.includes(`<b>${other.code}</b>`))
    const preview = await previewTemplate(loop, { template, words: words(script) })
    assert.ok(preview.words.zh.title.includes('<script>'), 'the page shows it as text, so it stays as it is')
  })

  await t.test(
    'what is filled in is not filled in again, and names of the machine are no names',
    async () => {
      await fresh()
      const title = '{{code}}{{constructor}}{{__proto__}}{{toString}}{{hasOwnProperty}}'
      const text = '{{subject}}|{{phone}}|{{detail}}'
      await sql`insert into cases.message_template
              values (${template}, 1, ${title}, ${text}, ${title}, ${text}, now(), 'x')`.execute(owner)
      const made = await report(byMail)
      await deliver()
      assert.equal(mail.mails[0]!.subject, made.code)
      assert.match(mail.mails[0]!.text, /^（无标题）\|\|\n\n不再接收：/)
      const nested = [
        '{{{{code}}}}',
        '{{{code}{phone}}}',
        '{{ code }}',
        '{{code|raw}}',
        '{{#each}}',
        '{{code',
        '}}',
      ]
      for (const one of [...nested, '{{中文}}', 'a\nb'])
        await assert.rejects(save(one, '', 1), code('cases.broken-placeholder'), one)
      for (const one of ['{{constructor}}', '{{__proto__}}', '{{Code}}', '{{followupcode}}', '{{phone}}'])
        await assert.rejects(save(one, '', 1), code('cases.unknown-placeholder'), one)
      assert.equal((await listVersions(database, template)).items.length, 1, 'nothing of it was saved')
      const plain = '{0} %s {code} $& \\1'
      await save(plain, '', 1)
      await report(byMail)
      await deliver()
      assert.equal(mail.mails.at(-1)!.subject, plain)
    },
  )

  await t.test('the longest words go out whole; longer, empty or half ones are refused', async () => {
    await fresh()
    const longest = { title: '字'.repeat(200), text: `${'文'.repeat(1990)}{{code}}` }
    const read = (zh: object, en: object = longest) => templateWords.safeParse({ zh, en }).success
    assert.ok(read(longest))
    const wrong: object[] = [
      { title: `${longest.title}字`, text: '' },
      { title: 'a', text: 'x'.repeat(2001) },
      { title: '', text: 'a' },
      { title: ' \u200b\t', text: 'a' },
      { title: 'a' },
      { text: 'a' },
      { title: 7, text: [] },
      {},
    ]
    for (const one of wrong) assert.equal(read(one), false, JSON.stringify(one).slice(0, 60))
    assert.equal(read(longest, { title: '', text: '' }), false, 'both languages')
    const body = { words: { zh: longest, en: longest }, version: 0 }
    await editTemplate(database, dispatcher, { template, body })
    const made = await report(byMail)
    await report(bySms)
    await deliver()
    assert.equal(mail.mails[0]!.subject, longest.title)
    assert.ok(mail.mails[0]!.text.startsWith(`${'文'.repeat(1990)}${made.code}`))
    assert.ok(gateway.messages[0]!.text.length > 2190)
  })

  await t.test(
    'editors at once: one version each time, the others told; other templates do not wait',
    async () => {
      await fresh()
      for (let version = 0; version < 4; version++) {
        const tries = ['甲', '乙', '丙', '丁'].map(who => save(`${who}${version}`, '', version))
        const done = await Promise.allSettled([...tries, save('b', '', version, 'closed.citizen')])
        assert.equal(done.filter(one => one.status === 'fulfilled').length, 2)
        for (const one of done)
          if (one.status === 'rejected')
            assert.ok(code('cases.stale-template')(one.reason), String(one.reason))
      }
      const { items } = await listVersions(database, template)
      assert.deepEqual(
        items.map(one => one.version),
        [4, 3, 2, 1],
      )
      for (const version of [0, 3, 5, 2_147_483_645])
        await assert.rejects(save('late', '', version), code('cases.stale-template'), String(version))
      const listed = (await listTemplates(database)).items.find(one => one.template === template)!
      assert.deepEqual([listed.version, listed.words], [4, items[0]!.words])
      assert.notDeepEqual(listed.words, listed.shipped)
    },
  )

  await t.test(
    'a message says what the words are when it goes, in the language that was chosen',
    async () => {
      await fresh()
      const made = await report({ ...bySms, language: 'en' })
      const title = 'E {{code}} {{department}}'
      const body = { words: { zh: { title: '中', text: '' }, en: { title, text: '' } }, version: 0 }
      await editTemplate(database, dispatcher, { template, body })
      await deliver()
      assert.match(gateway.messages[0]!.text, new RegExp(`^E ${made.code} not set\n`))
      assert.equal(gateway.messages[0]!.language, 'en')
    },
  )

  await t.test('where nobody knows the host of the public pages there is a code and a way out', async () => {
    await fresh()
    const made = await report(byMail)
    await deliverDue({ ...loop, outside: { ...world.outside, publicUrl: undefined } }, 'email')
    const [sent] = mail.mails
    assert.ok(sent!.text.includes(made.followUpCode))
    assert.ok(!sent!.text.includes('http') && !sent!.headers.has('list-unsubscribe'))
    assert.match(sent!.text, /不再接收：在办理进度页输入查询码后关闭通知。$/)
  })

  await t.test(
    'addresses are masked for all, and name nobody below their level; pages and filters hold',
    async () => {
      await fresh()
      for (let n = 0; n < 3; n++) await report(mailTo(`li${n}@mail.example`))
      await report(bySms)
      gateway.status = 404
      await deliver()
      const list = (query: object, level: 'L1' | 'L2' | 'L3' | 'L4' = 'L4') =>
        listDeliveries(loop, { query: { limit: 10, ...query }, language: 'en', level })
      for (const level of ['L1', 'L2'] as const)
        assert.deepEqual(
          (await list({}, level)).items.map(one => one.address),
          ['***', '***@mail.example', '***@mail.example', '***@mail.example'],
          level,
        )
      for (const level of ['L3', 'L4'] as const) {
        const text = JSON.stringify(await list({}, level))
        assert.ok(text.includes('l***@mail.example') && !/li\d@|13800138000/.test(text), level)
      }
      assert.equal((await list({ state: 'sent' })).items.length, 3)
      assert.equal((await list({ state: 'sent', channel: 'sms' })).items.length, 0)
      assert.match((await list({ channel: 'sms' })).items[0]!.cause!, /404/)
      const first = await list({ limit: 3 })
      const rest = await list({ limit: 3, after: first.next! })
      assert.deepEqual([first.items.length, rest.items.length, rest.next], [3, 1, null])
      const ids = [...first.items, ...rest.items].map(one => one.deliveryId)
      assert.deepEqual(ids, ids.toSorted().toReversed(), 'newest first, each once')
      await sql`update cases.delivery set cause = 'base.of-an-earlier-release', template = 'gone' where channel = 'sms'`.execute(
        owner,
      )
      const [odd] = (await list({ channel: 'sms' })).items
      assert.equal(odd!.cause, 'base.of-an-earlier-release')
      assert.match(odd!.title, /^Something happened to \d/)
    },
  )
})
