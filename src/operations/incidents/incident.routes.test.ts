import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { inTransaction } from '#base/index.ts'
import { append, newestEntries } from '#ledger/index.ts'
import { browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import type { Incident } from './incident.contract.ts'
import { lookAtLedger } from './look-at-ledger.ts'
import { looks } from './watch.fixture.ts'

type Call = (
  method: 'GET' | 'POST',
  url: string,
  payload?: object,
) => Promise<{ status: number; body: never }>

const people = ['security-admin', 'audit-admin', 'system-admin', 'seat1'] as const
let hub: TestHub
const calls = new Map<string, Call>()
const as = (account: (typeof people)[number]) => calls.get(account)!

before(async () => {
  hub = await testHub()
  for (const account of people) {
    const { send } = await browserOf(hub, account)
    calls.set(account, async (method, url, payload) => {
      const { status, headers, text } = await send(method, url, payload)
      const isJson = String(headers['content-type']).includes('json')
      return { status, body: (isJson ? JSON.parse(text) : text) as never }
    })
  }
  // Signed in first: the second factor that administrators need is asked for at sign-in.
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true`.execute(hub.base.owner)
  hub.hub.identity.forget()
})
after(() => hub.close())

const wanted = { kind: 'data', severity: 'general', words: '接到举报' }

test('who handles, who reads, and who may do neither', async () => {
  const seat = as('seat1')
  assert.equal((await seat('GET', '/api/incidents')).status, 403)
  assert.equal((await seat('POST', '/api/incidents', wanted)).status, 403)
  const visitor = await browserOf(hub)
  assert.equal((await visitor.get('/api/incidents')).status, 401)
  await hub.hub.incidents.flush()
  const [refused] = await newestEntries(hub.base.database, 1)
  assert.deepEqual([refused!.kind, (refused!.body as { times: number }).times], ['access.refused', 2])
  const officer = as('security-admin')
  const made = await officer('POST', '/api/incidents', wanted)
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { incidentId } = made.body as Incident
  for (const account of ['audit-admin', 'system-admin'] as const) {
    const reader = as(account)
    assert.equal((await reader('GET', `/api/incidents/${incidentId}`)).status, 200, account)
    assert.equal((await reader('POST', '/api/incidents', wanted)).status, 403, account)
    assert.equal((await reader('POST', '/api/incidents/drill', {})).status, 403, account)
    const step = await reader('POST', `/api/incidents/${incidentId}/steps`, { step: 'contain' })
    assert.equal(step.status, 403, account)
  }
})

test('bad input is told by field; an incident that is not there is not found', async () => {
  const officer = as('security-admin')
  for (const body of [
    {},
    { ...wanted, kind: 'fire' },
    { ...wanted, words: ' ' },
    { ...wanted, words: 'x'.repeat(5000) },
  ])
    assert.equal(
      (await officer('POST', '/api/incidents', body)).status,
      400,
      JSON.stringify(body).slice(0, 60),
    )
  for (const query of ['state=shut', 'before=0', 'drill=yes'])
    assert.equal((await officer('GET', `/api/incidents?${query}`)).status, 400, query)
  assert.equal((await officer('GET', '/api/incidents/0190a000-0000-7000-8000-000000000000')).status, 404)
  assert.equal((await officer('GET', '/api/incidents/x')).status, 400)
})

test('an incident from the list to its end: found, assessed, texts, sent, closed, reopened', async () => {
  const officer = as('security-admin')
  const auditor = as('audit-admin')
  const { database } = hub.base
  await inTransaction(database, tx => append(tx, looks('wang', 60)))
  await hub.hub.ledgerLog.sequence()
  await lookAtLedger({ database, isNight: hub.hub.incidents.isNight })
  const page = (await officer('GET', '/api/incidents?state=open&kind=data')).body as {
    items: Incident[]
    behind: number
    lookedAt: string
  }
  const { incidentId } = page.items.find(one => one.rule === 'mass-reads')!
  assert.ok(page.lookedAt)
  assert.ok(page.behind <= 5, 'what the watch itself wrote is all it has not read')
  const path = `/api/incidents/${incidentId}`
  const act = async (by: Call, what: string, body: object) => {
    const { status, body: answer } = await by('POST', `${path}/${what}`, body)
    assert.ok(status < 300, `${what}: ${status} ${JSON.stringify(answer)}`)
    return answer as Incident
  }
  const read = async () => (await auditor('GET', path)).body as Incident
  const { version } = await read()
  const graded = await act(officer, 'assessment', {
    version,
    severity: 'relatively-serious',
    critical: false,
    affected: 1_200_000,
    words: '影响面较大',
  })
  const text = graded.texts.find(one => one.audience === 'regulator' && one.language === 'zh')!
  assert.match(text.words, /级别研判为较大/)
  const which = { audience: 'regulator', language: 'zh' }
  await act(officer, 'texts', { ...which, basedOn: 0, words: '核改后的报告' })
  const file = await auditor('GET', `${path}/texts/regulator/zh/document`)
  assert.equal((file.body as string).slice(0, 2), 'PK')
  await act(officer, 'sent', { ...which, channel: '12387 网站', at: new Date().toISOString() })
  await act(auditor, 'notes', { words: '已抽查台账' })
  for (const { step, obligatory } of (await read()).steps)
    if (obligatory) await act(step === 'review' ? auditor : officer, 'steps', { step, words: '' })
  const asked = (await act(officer, 'close', { version: (await read()).version, words: '完毕' })) as never
  assert.equal((asked as { became: string }).became, 'asked')
  const closed = (await act(auditor, 'close', { version: (await read()).version, words: '同意' })) as never
  assert.equal((closed as { became: string }).became, 'closed')
  const again = await act(officer, 'reopen', { version: (await read()).version, words: '新线索' })
  assert.equal(again.state, 'open')
  const kinds = (await read()).events.map(one => one.what).toReversed()
  assert.deepEqual(kinds.slice(0, 6), ['opened', 'found', 'assessed', 'text-saved', 'sent', 'noted'])
  assert.deepEqual(kinds.slice(-3), ['close-asked', 'closed', 'reopened'])
})

test('a drill is begun from the page once at a time', async () => {
  const officer = as('security-admin')
  const begun = await officer('POST', '/api/incidents/drill', {})
  assert.equal(begun.status, 200, JSON.stringify(begun.body))
  await hub.hub.ledgerLog.sequence()
  await lookAtLedger({ database: hub.base.database, isNight: hub.hub.incidents.isNight })
  const { items } = (await officer('GET', '/api/incidents?drill=true')).body as { items: Incident[] }
  assert.equal(items.length, 10)
  assert.equal((await officer('POST', '/api/incidents/drill', {})).status, 409)
  const { incidentId, version } = (await officer('GET', `/api/incidents/${items[0]!.incidentId}`))
    .body as Incident
  const severe = { version, severity: 'serious', critical: false, affected: null, words: '演练定级' }
  await officer('POST', `/api/incidents/${incidentId}/assessment`, severe)
  await officer('POST', `/api/incidents/${incidentId}/steps`, { step: 'contain' })
  assert.equal((await as('audit-admin')('POST', '/api/incidents/drill/end', {})).status, 403)
  assert.deepEqual((await officer('POST', '/api/incidents/drill/end', {})).body, { closed: 10 })
  const left = (await officer('GET', '/api/incidents?drill=true&state=open')).body as { items: Incident[] }
  assert.deepEqual(left.items, [])
  assert.deepEqual((await officer('POST', '/api/incidents/drill/end', {})).body, { closed: 0 })
  assert.ok(
    ((await officer('GET', '/api/incidents?drill=false')).body as { open: number }).open > 0,
    'the real ones stay',
  )
})
