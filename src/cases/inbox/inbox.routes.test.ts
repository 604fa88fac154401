import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { demoDuties } from '#city/index.ts'
import { changePerson, commandLineActor, personByAccount } from '#identity/index.ts'
import { type Browser, browserOf, dispatchCase, type MadeCase } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'

let hub: TestHub
let seat: Browser
let handler: Browser
let steward: Browser

// Mail is configured and nothing listens: what is queued stays, which is what these tests look at.
before(async () => {
  hub = await testHub({
    variables: { CHENGSHU_SMTP_URL: 'smtp://127.0.0.1:1', CHENGSHU_MAIL_FROM: 'noreply@qinglan.example' },
  })
  seat = await browserOf(hub, 'seat1')
  handler = await browserOf(hub, 'handler-urban')
  steward = await browserOf(hub, 'data-steward1')
})
after(() => hub.close())

let keys = 0
const reportAs = async (browser: Browser, more: object = {}) =>
  await browser.post<MadeCase>('/api/public/reports', {
    subject: '',
    detail: '楼下烧烤店每天晚上油烟很大。',
    address: null,
    longitude: null,
    latitude: null,
    regionId: null,
    reporter: { name: null, phone: null, anonymous: true },
    idempotencyKey: `key of a report ${++keys}`,
    ...more,
  })

const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
const dispatch = (made: MadeCase) => dispatchCase(seat, made, { dutyId: duty.id })

interface Inbox {
  items: { messageId: string; title: string; text: string; followUpCode: string | null; caseId: string }[]
  unread: { value: number }
}

test('only what is configured is offered, and only that is taken', async () => {
  const visitor = await browserOf(hub)
  assert.deepEqual(await visitor.read('/api/public/channels'), { email: true, sms: false })
  const sms = { channel: 'sms', address: '13800138000', language: 'zh' }
  const refused = await reportAs(visitor, { notify: sms })
  assert.equal(refused.status, 400)
  assert.equal((refused.body as unknown as { code: string }).code, 'cases.channel-not-offered')
})

test('an address with a line break, or none, is refused at the field, and no case is made of it', async () => {
  const visitor = await browserOf(hub)
  const count = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from cases.case_record`.execute(hub.hub.database))
      .rows[0]!.n
  const before = await count()
  for (const address of ['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', '', 'a', 7, null]) {
    const { status } = await reportAs(visitor, { notify: { channel: 'email', address, language: 'zh' } })
    assert.equal(status, 400, String(address))
  }
  for (const address of ['13800138000\n1', 'abc', '1234', '+', '1'.repeat(21)]) {
    const { status } = await reportAs(visitor, { notify: { channel: 'sms', address, language: 'zh' } })
    assert.equal(status, 400, address)
  }
  assert.equal(await count(), before)
})

test('a department reads its messages, marks one, marks all; another hears nothing of it', async () => {
  const visitor = await browserOf(hub)
  const first = await reportAs(visitor)
  const second = await reportAs(visitor)
  await dispatch(first.body)
  await dispatch(second.body)
  const before = await handler.read<Inbox>('/api/inbox?show=unread')
  assert.deepEqual(
    before.items.map(one => one.caseId),
    [second.body.caseId, first.body.caseId],
  )
  assert.match(before.items[0]!.text, /^楼下烧烤店/, 'without a subject the beginning of what was said')
  const { messageId } = before.items[1]!
  assert.deepEqual(await handler.act('/api/inbox/read', { messageIds: [messageId] }), {
    value: 1,
    more: false,
  })
  await handler.act('/api/inbox/read-all', { through: before.items[0]!.messageId })
  assert.deepEqual(await handler.read('/api/inbox/unread'), { value: 0, more: false })
  assert.equal((await handler.read<Inbox>('/api/inbox')).items.length, 2)
  assert.deepEqual((await steward.read<Inbox>('/api/inbox')).items, [])
  assert.equal((await handler.post('/api/inbox/read', { messageIds: ['x'] })).status, 400)
  assert.equal((await handler.post('/api/inbox/read', { messageIds: [] })).status, 400)
  assert.equal((await (await browserOf(hub)).get('/api/inbox')).status, 401)
})

test('a citizen signed in is told in the own inbox, with the way to where the report stands', async () => {
  const citizen = await browserOf(hub, 'citizen1')
  const made = await reportAs(citizen)
  await dispatch(made.body)
  const { items } = await citizen.read<Inbox>('/api/inbox')
  const [told] = items
  assert.equal(items.length, 1, 'of the own act nobody is told')
  assert.match(told!.title, new RegExp(`^您的诉求 ${made.body.code} 已交`))
  assert.equal(told!.followUpCode, made.body.followUpCode)
  assert.ok(told!.text.includes(made.body.followUpCode))
  const seen = await handler.read<Inbox>('/api/inbox')
  assert.ok(seen.items.every(one => one.followUpCode === null))
  assert.ok(!JSON.stringify(seen).includes(made.body.followUpCode), 'the code is the citizen’s alone')
})

test('the way out works without signing in; a wrong code is answered like one nobody has', async () => {
  const visitor = await browserOf(hub)
  const notify = { channel: 'email', address: 'li@mail.example', language: 'zh' }
  const { caseId, followUpCode } = (await reportAs(visitor, { notify })).body
  const at = `/api/public/reports/${followUpCode}/notices`
  const told = { channel: 'email', address: 'l***@mail.example', ended: false }
  assert.deepEqual(await visitor.read(at), told)
  assert.equal((await visitor.post('/api/public/opt-out', { code: '0000-0000-0000-0000' })).status, 404)
  assert.equal((await visitor.post('/api/public/opt-out', { code: '' })).status, 404)
  const { rows } = await sql<{ code: string }>`
    select code from cases.contact where case_id = ${caseId}`.execute(hub.hub.database)
  const { body } = await visitor.post('/api/public/opt-out', { code: rows[0]!.code })
  assert.deepEqual(body, { channel: 'email', address: null, ended: true })
  assert.deepEqual(await visitor.read(at), { channel: 'email', address: null, ended: true })
  assert.equal((await visitor.post(`${at}/end`, {})).status, 200, 'twice is no fault')
})

test('a repeated report is told of once, by the choice that came first', async () => {
  const visitor = await browserOf(hub)
  const idempotencyKey = 'one key for both of them'
  const notify = { channel: 'email', address: 'first@mail.example', language: 'zh' }
  const first = await reportAs(visitor, { idempotencyKey, notify })
  const again = await reportAs(visitor, {
    idempotencyKey,
    notify: { ...notify, address: 'second@mail.example' },
  })
  assert.equal(again.body.caseId, first.body.caseId)
  const { rows } = await sql<{ address: string }>`
    select address from cases.contact where case_id = ${first.body.caseId}`.execute(hub.hub.database)
  assert.deepEqual(rows, [{ address: 'first@mail.example' }])
})

test('operators read deliveries with masked addresses; nobody else does', async () => {
  const engineer = await browserOf(hub, 'ai-engineer1')
  const text = JSON.stringify(await engineer.read('/api/deliveries'))
  assert.match(text, /"address":"\*\*\*@mail\.example"/)
  assert.ok(!text.includes('first@mail'))
  const overview = await engineer.read<{ email: boolean; waiting: { email: number } }>(
    '/api/deliveries/overview',
  )
  assert.ok(overview.email && overview.waiting.email > 0)
  for (const browser of [seat, handler, steward])
    assert.equal((await browser.get('/api/deliveries')).status, 403)
  const none = '01890000-0000-7000-8000-000000000000'
  assert.equal((await engineer.post(`/api/deliveries/${none}/retry`, {})).status, 403)
  assert.equal((await engineer.get('/api/deliveries?state=nonsense')).status, 400)
})

test('the data steward words the messages; others may not even read them', async () => {
  const { items } = await steward.read<{ items: { template: string; version: number }[] }>(
    '/api/messages/templates',
  )
  assert.ok(items.length > 20)
  for (const browser of [seat, handler])
    assert.equal((await browser.get('/api/messages/templates')).status, 403)
  const words = { zh: { title: '{{nothing}}', text: '' }, en: { title: 'a', text: '' } }
  const preview = '/api/messages/templates/reported.citizen/preview'
  const refused = await steward.post<{ code: string; title: string }>(preview, { words })
  assert.deepEqual([refused.status, refused.body.code], [400, 'cases.unknown-placeholder'])
  assert.match(refused.body.title, /nothing/)
  assert.equal((await steward.post('/api/messages/templates/none/preview', { words })).status, 404)
  const setting = await steward.read<{ quiet: unknown; version: number }>('/api/messages/setting')
  assert.deepEqual(setting, { quiet: { from: '21:00', until: '08:00' }, version: 1 })
})

interface Answer {
  status: number
  body: { code?: string; [name: string]: unknown }
}

test('each route refuses who is not signed in, may not, or sends rubbish, and says which', async () => {
  const visitor = await browserOf(hub)
  const operator = await browserOf(hub, 'system-admin')
  const { id } = await personByAccount(hub.base.database, 'system-admin')
  assert.equal((await operator.get('/api/deliveries')).status, 403, 'not before the second factor')
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true where id = ${id}`.execute(
    hub.base.owner,
  )
  hub.hub.identity.forget()
  const none = '01890000-0000-7000-8000-000000000000'
  const words = { zh: { title: 'a', text: '' }, en: { title: 'a', text: '' } }
  const put = async (account: string | null, url: string, payload: object): Promise<Answer> => {
    const authorization = account === null ? {} : { authorization: `Bearer ${await hub.token(account)}` }
    const answer = await hub.server.inject({ method: 'PUT', url, payload, headers: authorization })
    return { status: answer.statusCode, body: answer.json() }
  }
  const quiet = { from: '22:00', until: '07:00' }
  const template = '/api/messages/templates/reported.citizen'
  const table: [string, () => Promise<Answer>, number][] = [
    ['inbox, nobody', () => visitor.get('/api/inbox'), 401],
    ['unread, nobody', () => visitor.get('/api/inbox/unread'), 401],
    ['read, nobody', () => visitor.post('/api/inbox/read', { messageIds: [none] }), 401],
    ['read all, nobody', () => visitor.post('/api/inbox/read-all', { through: none }), 401],
    ['read nothing', () => handler.post('/api/inbox/read', {}), 400],
    ['read no ids', () => handler.post('/api/inbox/read', { messageIds: [7, null] }), 400],
    ['read 201', () => handler.post('/api/inbox/read', { messageIds: Array(201).fill(none) }), 400],
    ['read 200 of nobody', () => handler.post('/api/inbox/read', { messageIds: Array(200).fill(none) }), 200],
    ['through nothing', () => handler.post('/api/inbox/read-all', {}), 400],
    ['through no id', () => handler.post('/api/inbox/read-all', { through: 'now' }), 400],
    ['show what', () => handler.get('/api/inbox?show=theirs'), 400],
    ['page of none', () => handler.get('/api/inbox?limit=0'), 400],
    ['page of 101', () => handler.get('/api/inbox?limit=101'), 400],
    ['page after what', () => handler.get('/api/inbox?after=%27%20or%201=1'), 400],
    ['page after nobody', () => handler.get(`/api/inbox?after=${none}`), 200],
    ['deliveries, nobody', () => visitor.get('/api/deliveries'), 401],
    ['overview, seat', () => seat.get('/api/deliveries/overview'), 403],
    ['retry, nobody', () => visitor.post(`/api/deliveries/${none}/retry`, {}), 401],
    ['retry, seat', () => seat.post(`/api/deliveries/${none}/retry`, {}), 403],
    ['retry, handler', () => handler.post(`/api/deliveries/${none}/retry`, {}), 403],
    ['retry, steward', () => steward.post(`/api/deliveries/${none}/retry`, {}), 403],
    ['retry nothing', () => operator.post(`/api/deliveries/${none}/retry`, {}), 404],
    ['retry no id', () => operator.post('/api/deliveries/all/retry', {}), 400],
    ['retry all, seat', () => seat.post('/api/deliveries/retry-parked', { channel: 'sms' }), 403],
    ['retry all by fax', () => operator.post('/api/deliveries/retry-parked', { channel: 'fax' }), 400],
    ['retry all of none', () => operator.post('/api/deliveries/retry-parked', { channel: 'sms' }), 200],
    [
      'deliveries of a channel',
      () => operator.get('/api/deliveries?channel=email&state=queued&limit=1'),
      200,
    ],
    ['deliveries by pigeon', () => operator.get('/api/deliveries?channel=pigeon'), 400],
    ['templates, nobody', () => visitor.get('/api/messages/templates'), 401],
    ['versions, seat', () => seat.get(`${template}/versions`), 403],
    ['versions of nothing', () => steward.get('/api/messages/templates/no.such/versions'), 404],
    ['versions of a long name', () => steward.get(`/api/messages/templates/${'x'.repeat(81)}/versions`), 400],
    ['preview, handler', () => handler.post(`${template}/preview`, { words }), 403],
    ['preview of half', () => steward.post(`${template}/preview`, { words: { zh: words.zh } }), 400],
    ['setting, seat', () => seat.get('/api/messages/setting'), 403],
    ['save, nobody', () => put(null, template, { words, version: 0 }), 401],
    ['save, seat', () => put('seat1', template, { words, version: 0 }), 403],
    ['save, handler', () => put('handler-urban', template, { words, version: 0 }), 403],
    ['save without version', () => put('data-steward1', template, { words }), 400],
    ['save below zero', () => put('data-steward1', template, { words, version: -1 }), 400],
    ['save, too new', () => put('data-steward1', template, { words, version: 9 }), 409],
    ['quiet, seat', () => put('seat1', '/api/messages/setting', { quiet, version: 1 }), 403],
    [
      'quiet at 24',
      () => put('data-steward1', '/api/messages/setting', { quiet: { ...quiet, from: '24:00' }, version: 1 }),
      400,
    ],
    [
      'quiet at 9',
      () => put('data-steward1', '/api/messages/setting', { quiet: { ...quiet, until: '9:00' }, version: 1 }),
      400,
    ],
    [
      'quiet, half',
      () => put('data-steward1', '/api/messages/setting', { quiet: { from: '22:00' }, version: 1 }),
      400,
    ],
    ['quiet, too new', () => put('data-steward1', '/api/messages/setting', { quiet, version: 7 }), 409],
    ['notices of nobody', () => visitor.get('/api/public/reports/0000-0000-0000-0000/notices'), 404],
    ['notices of a long code', () => visitor.get(`/api/public/reports/${'0'.repeat(61)}/notices`), 400],
    ['end of nobody', () => visitor.post('/api/public/reports/x/notices/end', {}), 404],
    ['way out of nothing', () => visitor.post('/api/public/opt-out', {}), 400],
    ['way out, a list', () => visitor.post('/api/public/opt-out', { code: ['a', 'b'] }), 400],
    ['way out, long', () => visitor.post('/api/public/opt-out', { code: '0'.repeat(61) }), 400],
  ]
  for (const [what, call, wanted] of table) {
    const { status, body } = await call()
    assert.equal(status, wanted, `${what}: ${JSON.stringify(body)}`)
    if (wanted >= 400) assert.match(String(body.code), /^[a-z]+\.[a-z-]+$/, what)
  }
  const unchanged = await steward.read<{ version: number }>('/api/messages/setting')
  assert.equal(unchanged.version, 1, 'nothing of all that was saved')
})

test('one steward saves, the other is told; the quiet hours as well', async () => {
  const authorization = `Bearer ${await hub.token('data-steward1')}`
  const put = async (url: string, payload: object) =>
    (await hub.server.inject({ method: 'PUT', url, payload, headers: { authorization } })).statusCode
  const words = { zh: { title: '收到 {{code}}', text: '' }, en: { title: 'Got {{code}}', text: '' } }
  const template = '/api/messages/templates/declined.citizen'
  const both = await Promise.all([1, 2, 3].map(() => put(template, { words, version: 0 })))
  assert.deepEqual(both.toSorted(), [200, 409, 409])
  const quiet = { from: '22:00', until: '07:00' }
  const hours = await Promise.all([1, 2].map(() => put('/api/messages/setting', { quiet, version: 1 })))
  assert.deepEqual(hours.toSorted(), [200, 409])
  const { items } = await steward.read<{ items: { version: number; savedBy: string }[] }>(
    `${template}/versions`,
  )
  assert.equal(items.length, 1)
  assert.ok(items[0]!.savedBy.length > 0, 'by name')
})

test('whoever is deactivated or moved reads with the next request what they may read then', async () => {
  const made = await reportAs(await browserOf(hub))
  await dispatch(made.body)
  const about = (page: Inbox) => page.items.some(one => one.caseId === made.body.caseId)
  const colleague = await browserOf(hub, 'lead-urban')
  assert.ok(about(await colleague.read<Inbox>('/api/inbox')))
  const change = (departmentId: string, active: boolean) =>
    inTransaction(hub.base.database, async tx => {
      const { id, version } = await personByAccount(tx, 'lead-urban')
      await changePerson(tx, { personId: id, change: { version, departmentId, active } }, commandLineActor)
    })
  await change('dept-police', true)
  hub.hub.identity.forget()
  const moved = await colleague.read<Inbox>('/api/inbox')
  assert.ok(!about(moved) && !JSON.stringify(moved).includes(made.body.code))
  await change('dept-urban', false)
  hub.hub.identity.forget()
  assert.equal((await colleague.get('/api/inbox')).status, 401)
  assert.equal((await colleague.post('/api/inbox/read-all', { through: made.body.caseId })).status, 401)
  await change('dept-urban', true)
})

test('guessing at ways out ends after sixty a minute, and never with somebody’s address', async () => {
  const visitor = await browserOf(hub)
  const statuses = new Set<number>()
  for (let n = 0; n < 70; n++) {
    const { status, body } = await visitor.post('/api/public/opt-out', { code: `0000-0000-0000-${1000 + n}` })
    statuses.add(status)
    assert.ok(!JSON.stringify(body).includes('@'))
  }
  assert.deepEqual([...statuses].toSorted(), [404, 429])
})
