import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { createCity } from '#city/index.ts'
import { type Browser, browserOf, type MadeCase, reportCase } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { localDay, startOfDay } from '../local-day.ts'

/** Looks over HTTP, as people at their screens take them and as the auditor sees them. */
let hub: TestHub
let dispatcher: Browser
let seat: Browser
let made: MadeCase

before(async () => {
  hub = await testHub()
  dispatcher = await browserOf(hub, 'dispatcher1')
  seat = await browserOf(hub, 'seat1')
  made = await reportCase(seat, {
    reporter: { name: '王小明', phone: '13800138000', anonymous: false },
  })
  // Administrators begin with a second factor; how that is set up is not what is tested here.
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true`.execute(hub.base.owner)
})
after(() => hub.close())

interface Looks {
  items: { lookId: string; code: string; account: string; purpose: string; words: string | null }[]
  people: { account: string | null; looks: number; cases: number }[]
}
const ask = async (account: string, url: string, payload?: object) => {
  const answer = await hub.server.inject({
    method: payload ? 'POST' : 'GET',
    url,
    headers: { authorization: `Bearer ${await hub.token(account)}` },
    ...(payload ? { payload } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}
const looks = async (query = ''): Promise<Looks> => (await ask('audit-admin', `/api/looks${query}`)).body
const look = (asked: object, caseId = made.caseId) => dispatcher.post(`/api/cases/${caseId}/look`, asked)
const count = async () =>
  (await sql<{ n: number }>`select count(*)::int as n from cases.look`.execute(hub.base.owner)).rows[0]!.n

test('a look that says nothing of what it is for shows nothing and is not written', async () => {
  const wrong: object[] = [
    {},
    { purpose: '' },
    { purpose: 'CONTACT' },
    { purpose: ['contact'] },
    { purpose: 'other' },
    { purpose: 'other', words: '' },
    { purpose: 'other', words: ' 看 ' },
    { purpose: 'other', words: '\u200b\u200b\u200b' },
    { purpose: 'other', words: '\u0000看\u0000' },
    { purpose: 'site', words: '长'.repeat(201) },
    { purpose: 'site', words: 7 },
  ]
  for (const asked of wrong) {
    const { status, body } = await look(asked)
    assert.deepEqual([status, body.code], [400, 'base.invalid-input'], JSON.stringify(asked))
  }
  assert.equal((await look({ purpose: 'site' }, 'no-id')).status, 400)
  assert.equal((await look({ purpose: 'site' }, '01890000-0000-7000-8000-000000000000')).status, 404)
  assert.equal(await count(), 0)
  const shown = await dispatcher.read<{ reporter: { phone: string } }>(`/api/cases/${made.caseId}`)
  assert.equal(shown.reporter.phone, '138****8000')
})

test('words are kept as said, without what cannot be stored; what looks sealed is a text like others', async () => {
  const said: [words: string, kept: string | null][] = [
    ['', null],
    ['  核对门牌  ', '核对门牌'],
    ['sealed:1:AAAA', 'sealed: 1:AAAA'],
    ['<b>看</b>\u0000', '<b>看</b>'],
    ['长'.repeat(200), '长'.repeat(200)],
  ]
  for (const [words] of said) assert.equal((await look({ purpose: 'site', words })).status, 200, words)
  const { rows } = await sql<{ words: string | null }>`select words from cases.look order by id`.execute(
    hub.base.database,
  )
  assert.deepEqual(
    rows.map(one => one.words),
    said.map(([, kept]) => kept),
  )
})

test('two looks at once are two looks: what somebody saw is never counted as less', async () => {
  const before = await count()
  const answers = await Promise.all(Array.from({ length: 5 }, () => look({ purpose: 'contact' })))
  assert.deepEqual(
    answers.map(one => one.status),
    [200, 200, 200, 200, 200],
  )
  assert.equal(await count(), before + 5)
  const entries = await sql<{ n: number }>`
    select count(*)::int as n from ledger.entry where kind = 'contact.looked'`.execute(hub.base.owner)
  assert.equal(entries.rows[0]!.n, before + 5, 'each with its entry in the ledger')
})

test('only who reads the ledger sees who looked, and nobody by taking a look', async () => {
  for (const account of ['seat1', 'dispatcher1', 'handler-water', 'leader1', 'data-steward1'])
    assert.equal((await ask(account, '/api/looks')).status, 403, account)
  assert.equal((await hub.server.inject({ method: 'GET', url: '/api/looks' })).statusCode, 401)
  const url = `/api/cases/${made.caseId}/look`
  assert.equal(
    (await hub.server.inject({ method: 'POST', url, payload: { purpose: 'site' } })).statusCode,
    401,
  )
  const before = await count()
  for (const account of ['audit-admin', 'data-steward1', 'analyst1']) {
    const { status } = await ask(account, url, { purpose: 'audit' })
    assert.ok(status === 403 || status === 404, `${account} ${status}`)
  }
  assert.equal(await count(), before)
})

test('the auditor sees a day of the city from its first to its last moment, newest first', async () => {
  const city = await createCity({ database: hub.hub.database }).snapshot()
  const { timeZone } = city.calendar
  const [from, to] = [0, 1].map(days => startOfDay(timeZone, '2026-03-01', days)) as [Date, Date]
  assert.equal(to.getTime() - from.getTime(), 24 * 3_600_000)
  await sql`delete from cases.look`.execute(hub.base.owner)
  const at = async (moment: number, purpose: string) => {
    await look({ purpose })
    const when = new Date(moment)
    await sql`update cases.look set at = ${when} where id = (select max(id::text)::uuid from cases.look)`.execute(
      hub.base.owner,
    )
  }
  await at(from.getTime() - 1, 'contact')
  await at(from.getTime(), 'site')
  await at(to.getTime() - 1, 'identity')
  await at(to.getTime(), 'call-back')
  const purposes = async (day: string) => (await looks(`?day=${day}`)).items.map(one => one.purpose)
  assert.deepEqual(await purposes('2026-03-01'), ['identity', 'site'])
  assert.deepEqual(await purposes('2026-02-28'), ['contact'])
  assert.deepEqual(await purposes('2026-03-02'), ['call-back'])
  assert.deepEqual(await purposes('2026-03-03'), [])
  await look({ purpose: 'audit' })
  assert.deepEqual(await purposes(localDay(city, new Date())), ['audit'])
  assert.deepEqual(await looks(), await looks(`?day=${localDay(city, new Date())}`), 'today unless said')
  for (const day of ['2026-02-30', '2026-3-1', 'today', '20260301'])
    assert.equal((await ask('audit-admin', `/api/looks?day=${day}`)).status, 400, day)
})

test('of one person only that one’s looks are listed, beside how many everybody took', async () => {
  await sql`delete from cases.look`.execute(hub.base.owner)
  const second = await reportCase(seat)
  await look({ purpose: 'contact' })
  await look({ purpose: 'contact' }, second.caseId)
  await look({ purpose: 'site' }, second.caseId)
  await seat.act(`/api/cases/${second.caseId}/look`, { purpose: 'call-back' })
  const all = await looks()
  assert.deepEqual(
    all.people.map(one => [one.account, one.looks, one.cases]),
    [
      ['dispatcher1', 3, 2],
      ['seat1', 1, 1],
    ],
  )
  const { rows } = await sql<{ person: string }>`select distinct person from cases.look`.execute(
    hub.base.owner,
  )
  for (const { person } of rows) {
    const one = await looks(`?person=${person}`)
    const of = all.items.filter(item => one.items.some(own => own.lookId === item.lookId))
    assert.deepEqual([one.items, one.people], [of, all.people])
    assert.equal(new Set(one.items.map(item => item.account)).size, 1)
  }
  assert.deepEqual((await looks('?person=nobody')).items, [])
  assert.equal((await ask('audit-admin', `/api/looks?person=${'x'.repeat(61)}`)).status, 400)
})
