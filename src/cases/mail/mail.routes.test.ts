import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inTransaction, uuidv7 } from '#base/index.ts'
import { browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub, testPassword } from '../../../test/fixtures/hub.ts'
import { codeOf } from '../../../test/totp-code.ts'
import { digestMail } from './digest-mail.ts'
import { testImap } from './imap.fixture.ts'
import type { MailDetail, MailOverview } from './mail.contract.ts'
import { insertMail } from './mail.store.ts'
import { holdMailbox } from './mailbox.store.ts'
import { mailOf } from './mails.fixture.ts'

let hub: TestHub
before(async () => {
  hub = await testHub({ variables: { CHENGSHU_IMAP_URL: 'imaps://hotline:secret7@mail.invalid' } })
  await holdMailbox(hub.base.database, { name: 'hotline@mail.invalid/INBOX', by: uuidv7(), seconds: 1 })
})
after(() => hub.close())

interface Item {
  mailId: string
  state: string
  reason: string | null
  sender: string | null
  subject: string | null
}

let uid = 0
/** A mail over 25 MB, of which the beginning is known. */
async function refused(subject = '太大的影片'): Promise<string> {
  const id = uuidv7()
  const raw = mailOf({ subject })
  const mail = { id, mailbox: 'hotline@mail.invalid/INBOX', uidValidity: 1n, uid: ++uid, bytes: 30 << 20 }
  const words = {
    sender: 'li@mail.example',
    senderName: '李明',
    subject,
    raw: null,
    refused: 'too-large' as const,
  }
  await inTransaction(hub.base.database, tx =>
    insertMail(tx, { ...mail, ...words, digest: digestMail(raw), arrivedAt: new Date() }),
  )
  return id
}

test('who takes matters in reads and decides; who runs the product sees that it comes; others nothing', async () => {
  const id = await refused()
  const paths = ['/api/mails', '/api/mails/overview', `/api/mails/${id}`]
  const acts = ['case', 'note', 'discard'].map(act => `/api/mails/${id}/${act}`)
  for (const account of ['handler-water', 'security-admin', 'audit-admin', 'data-steward1', 'ai-engineer1']) {
    const browser = await browserOf(hub, account)
    for (const path of paths) assert.equal((await browser.get(path)).status, 403, `${account} ${path}`)
    for (const path of acts)
      assert.equal((await browser.post(path, { reason: 'x' })).status, 403, `${account} ${path}`)
  }
  for (const path of paths) assert.equal((await hub.server.inject(path)).statusCode, 401, path)

  const operator = await browserOf(hub, 'system-admin')
  const enrolled = await operator.act<Record<string, string>>('/api/auth/two-factor/enable', {
    password: testPassword,
  })
  const code = codeOf(enrolled.totpURI ?? enrolled.totpUri!)
  await operator.act('/api/auth/two-factor/verify-totp', { code })
  const overview = await operator.read<MailOverview>('/api/mails/overview')
  assert.deepEqual([overview.mailbox, overview.refused], ['hotline@mail.invalid/INBOX', 1])
  const page = await operator.read<{ items: Item[] }>('/api/mails?state=refused')
  assert.deepEqual(
    page.items.map(({ reason, sender, subject }) => [reason, sender, subject]),
    [['too-large', '***@mail.example', null]],
  )
  const seen = await operator.read<MailDetail>(`/api/mails/${id}`)
  assert.deepEqual(
    [seen.from, seen.fromName, seen.text, seen.subject, seen.may.makeCase],
    [null, null, null, null, false],
  )
  for (const path of acts) assert.equal((await operator.post(path, { reason: 'x' })).status, 403, path)
  for (const answer of [page, seen, overview, hub.log])
    assert.ok(!/secret7|li@mail|李明/.test(JSON.stringify(answer)))

  const seat = await browserOf(hub, 'seat1')
  const mail = await seat.read<MailDetail>(`/api/mails/${id}`)
  assert.deepEqual(
    [mail.from, mail.sender, mail.subject],
    ['li@mail.example', 'l***@mail.example', '太大的影片'],
  )
  assert.deepEqual(mail.may, { makeCase: true, addToCase: false, discard: true })
})

test('a person makes a case of one that was refused, once, and discards another with a reason', async () => {
  const dispatcher = await browserOf(hub, 'dispatcher1')
  const id = await refused('附件太大的来信')
  const made = await dispatcher.act<{ state: string; caseId: string; code: string }>(
    `/api/mails/${id}/case`,
    {},
  )
  const found = await dispatcher.read<{ channel: string; detail: string; code: string }>(
    `/api/cases/${made.caseId}`,
  )
  assert.deepEqual([found.channel, found.detail, found.code], ['email', '附件太大的来信', made.code])
  for (const path of ['case', 'discard', 'note']) {
    const { status, body } = await dispatcher.post(`/api/mails/${id}/${path}`, { reason: '再来' })
    assert.deepEqual([status, (body as { code: string }).code], [409, 'cases.mail-ended'], path)
  }
  const other = await refused('广告影片')
  assert.equal((await dispatcher.post(`/api/mails/${other}/note`, {})).status, 404)
  for (const reason of ['', ' ', '\u200b', 'x'.repeat(501), 7])
    assert.equal((await dispatcher.post(`/api/mails/${other}/discard`, { reason })).status, 400)
  await dispatcher.act(`/api/mails/${other}/discard`, { reason: '广告' })
  const { items } = await dispatcher.read<{ items: Item[] }>('/api/mails?state=discarded')
  assert.deepEqual(
    items.map(one => one.mailId),
    [other],
  )
  assert.equal((await dispatcher.get(`/api/mails/${uuidv7()}`)).status, 404)
  assert.equal((await dispatcher.get('/api/mails?state=gone')).status, 400)
})

test('the hub reads its mailbox by itself and a mail becomes a case', async t => {
  const imap = await testImap(t)
  imap.put(mailOf({ text: '夜里施工噪声很大。' }))
  const { user, password, host, port } = imap.mailbox
  const url = `imap://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${host}:${port}`
  const working = await testHub({ work: true, variables: { CHENGSHU_IMAP_URL: url } })
  t.after(() => working.close())
  const seat = await browserOf(working, 'seat1')
  for (;;) {
    const { items } = await seat.read<{ items: { detail?: string; channel: string }[] }>(
      '/api/cases?channel=email',
    )
    if (items.length === 1) break
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  const { items } = await seat.read<{ items: { state: string; code: string }[] }>('/api/mails')
  assert.deepEqual(
    items.map(one => one.state),
    ['case'],
  )
})
