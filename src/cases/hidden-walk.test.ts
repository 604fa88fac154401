import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { demoDuties } from '#city/index.ts'
import { readEntries } from '#ledger/index.ts'
import { callerReport } from '../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../test/fixtures/hub.ts'
import { photo } from './attachments/files.fixture.ts'

/** Who asked to be hidden: found in an answer to staff without a recorded look, it has leaked. */
const secrets = ['藏名甲', '藏名乙', '藏名丙', '13700001111', '137-0000-1111', '13700002222', '13700003333']
const place = { address: '清岚路9号', longitude: 112.5, latitude: 32.9 }
const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!

interface Made {
  caseId: string
  code: string
  followUpCode: string
}

let hub: TestHub
let base: string
/** By a seat for a caller; by a citizen signed in; by the public for a minor; one whose reporter is no secret. */
let called: Made
let own: Made
let minor: Made
let plain: Made
let citizenName: string
let citizenId: string
let templates: string[]
let attachmentId: string

interface Call {
  as?: string | undefined
  body?: object | FormData
}

async function call(method: 'GET' | 'POST', url: string, { as, body }: Call = {}) {
  const headers: Record<string, string> = as ? { authorization: `Bearer ${await hub.token(as)}` } : {}
  const isForm = body instanceof FormData
  if (body && !isForm) headers['content-type'] = 'application/json'
  const sent = body && { body: isForm ? body : JSON.stringify(body) }
  const answer = await fetch(base + url, { method, headers, ...sent })
  const text = await answer.text()
  return { status: answer.status, text, json: <T = Record<string, never>>() => JSON.parse(text) as T }
}

async function good<T>(url: string, given: Call): Promise<T> {
  const answer = await call('POST', url, given)
  assert.ok(answer.status < 300, `${url}: ${answer.status} ${answer.text}`)
  return answer.json<T>()
}

async function act(as: string, action: string, at: { of: Made } & Record<string, unknown>) {
  const { of, ...body } = at
  const { version } = (await call('GET', `/api/cases/${of.caseId}`, { as: 'dispatcher1' })).json<{
    version: number
  }>()
  return await good(`/api/cases/${of.caseId}/actions/${action}`, { as, body: { version, ...body } })
}

const matter = (subject: string) => ({
  subject,
  detail: `${subject}，请尽快处理。`,
  ...place,
  regionId: null,
})
const byPublic = (reporter: object, as?: string) =>
  good<Made>('/api/public/reports', {
    ...(as ? { as } : {}),
    body: { ...matter('楼下油烟很大'), reporter, idempotencyKey: crypto.randomUUID() },
  })
const bySeat = (reporter: object) =>
  good<Made>('/api/cases', {
    as: 'seat1',
    body: callerReport({ ...matter('楼下油烟很大'), reporter }),
  })

before(async () => {
  hub = await testHub()
  await hub.server.listen({ port: 0, host: '127.0.0.1' })
  base = `http://127.0.0.1:${(hub.server.server.address() as AddressInfo).port}`
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from identity.person where account = 'citizen1'`.execute(hub.base.owner)
  citizenName = rows[0]!.name
  citizenId = rows[0]!.id
  const onBehalfOf = { name: '藏名乙', phone: '13700002222', relation: 'family' }
  const hidden = { name: '藏名甲', phone: '137-0000-1111', anonymous: false, confidential: true }
  called = await bySeat({ ...hidden, onBehalfOf })
  own = await byPublic(hidden, 'citizen1')
  minor = await byPublic({ name: '藏名丙', phone: '13700003333', anonymous: false, minor: true })
  plain = await bySeat({ name: '明名丁', phone: '13700004444', anonymous: false })
  for (const one of [called, own, minor, plain]) {
    await act('dispatcher1', 'dispatch', {
      of: one,
      departmentId: 'dept-urban',
      dutyId: duty.id,
      categoryId: null,
    })
    await act('handler-urban', 'handle', { of: one })
    await act('handler-urban', 'ask-citizen', { of: one, question: '哪一家？' })
  }
  await good(`/api/public/reports/${called.followUpCode}/answer`, { body: { answer: '右手边那家' } })
  await good(`/api/public/reports/${minor.followUpCode}/answer`, { body: { answer: '左手边那家' } })
  await act('citizen1', 'answer-question', { of: own, answer: '对面那家' })
  await act('citizen1', 'comment', { of: own, note: '请快一点' })
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await photo())]), 'a.jpg')
  const sent = await call('POST', `/api/cases/${own.caseId}/attachments?uploadId=${crypto.randomUUID()}`, {
    as: 'citizen1',
    body: form,
  })
  assert.equal(sent.status, 201, sent.text)
  attachmentId = sent.json<{ attachmentId: string }>().attachmentId
  await act('seat1', 'merge', { of: plain, into: called.caseId })
  await sql`update cases.due_moment set at = now() - interval '1 day'`.execute(hub.base.owner)
  const document = (await call('GET', '/api/openapi.json')).json<{ paths: Record<string, object> }>()
  templates = Object.entries(document.paths)
    .filter(([, methods]) => 'get' in methods)
    .map(([path]) => path)
})
after(() => hub.close())

/** Every address one can get about a case, and the searches that could find it. */
function addresses(of: Made): string[] {
  const values: Record<string, string> = {
    caseId: of.caseId,
    departmentId: 'dept-urban',
    year: '2026',
    attachmentId,
    followUpCode: of.code,
  }
  const filled = templates.map(path =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '01890000-0000-7000-8000-000000000000'),
  )
  const named = encodeURIComponent('藏名')
  const searches = [
    ...['words', 'name', 'address'].map(field => `${field}=${named}`),
    ...['13700001111', '137-0000-1111', '+86 13700001111', '1370000'].map(
      number => `phone=${encodeURIComponent(number)}`,
    ),
    'mine=true',
    'merged=true',
    `words=${of.code}`,
  ]
  return [
    ...filled,
    ...searches.map(query => `/api/cases?${query}`),
    ...searches.map(query => `/api/exports/cases?format=csv&${query}`),
    '/api/cases/caller-history?phone=13700001111',
    '/open311/v2/requests.json',
    '/open311/v2/servicerequestupdates.xml',
  ]
}

const nameless = async (as: string | undefined, of: Made, words: readonly string[]) => {
  for (const url of addresses(of)) {
    const { text, status } = await call('GET', url, { as })
    assert.ok(status < 500, `${url}: ${status} ${text.slice(0, 200)}`)
    for (const word of words)
      assert.ok(!text.includes(word), `${as}: ${url} says ${word}: ${text.slice(0, 600)}`)
  }
}

for (const as of ['seat1', 'dispatcher1', 'handler-urban', 'lead-urban', 'leader1', undefined])
  test(`${as ?? 'a visitor'} reads a hidden name or number on no route without a look`, async () => {
    for (const one of [called, own, minor]) await nameless(as, one, [...secrets, citizenName])
  })

test('the walk looks in the right places: who is not hidden is read, found by number and by name', async () => {
  const seen = await Promise.all(
    [
      `/api/cases/${plain.caseId}`,
      '/api/cases?phone=13700004444&merged=true',
      `/api/cases?name=${encodeURIComponent('明名丁')}&merged=true`,
      `/api/cases/${called.caseId}/members`,
    ].map(async url => (await call('GET', url, { as: 'seat1' })).text),
  )
  assert.ok(seen[0]!.includes('明名丁') && seen[0]!.includes('13700004444'))
  for (const text of seen.slice(1, 3)) assert.ok(text.includes(plain.code))
  assert.ok(seen[3]!.includes('明名丁'))
})

test('a search by number or name neither finds nor counts who is hidden', async () => {
  for (const query of ['phone=13700001111', 'phone=13700003333', `name=${encodeURIComponent('藏名')}`]) {
    const page = (await call('GET', `/api/cases?${query}`, { as: 'dispatcher1' })).json<{
      items: object[]
      count: { value: number }
    }>()
    assert.deepEqual([page.items.length, page.count.value], [0, 0], query)
  }
  const history = await call('GET', '/api/cases/caller-history?phone=13700001111', { as: 'seat1' })
  assert.deepEqual(history.json(), { items: [] })
})

test('a correction needs a look first; what it changed is shown to nobody else', async () => {
  const url = `/api/cases/${called.caseId}/personal-changes`
  const body = { name: '藏名甲', reason: '来电更正' }
  const guess = await call('POST', url, { as: 'seat1', body })
  assert.equal(guess.status, 403, 'a guess that is right is not told apart from one that is wrong')
  const wrong = await call('POST', url, { as: 'seat1', body: { ...body, name: '别的名' } })
  assert.deepEqual(
    [wrong.status, wrong.text.replace(/"instance":"[^"]*"/, '')],
    [403, guess.text.replace(/"instance":"[^"]*"/, '')],
  )
  const before = (await call('GET', url, { as: 'seat1' })).json<{ mayCorrect: boolean }>()
  assert.equal(before.mayCorrect, false)
  await act('seat1', 'reveal', { of: called, purpose: '来电人要求更正姓名' })
  assert.ok((await call('GET', `/api/cases/${called.caseId}`, { as: 'seat1' })).text.includes('藏名甲'))
  await good(url, { as: 'seat1', body: { ...body, name: '藏名乙二', phone: '13700005555' } })
  const after = (await call('GET', url, { as: 'seat1' })).json<{
    items: { field: string; was: string }[]
    mayCorrect: boolean
  }>()
  assert.equal(after.mayCorrect, true)
  assert.deepEqual(after.items.map(one => one.was).toSorted(), ['137-0000-1111', '藏名甲'])
  for (const as of ['dispatcher1', 'handler-urban', 'lead-urban']) {
    const other = (await call('GET', url, { as })).json<{ items: { was: null; becomes: null }[] }>()
    assert.equal(other.items.length, 2, 'that it was corrected is told')
    for (const item of other.items) assert.deepEqual([item.was, item.becomes], [null, null], as)
  }
  const found = await call('GET', '/api/cases?phone=13700005555', { as: 'seat1' })
  assert.equal(found.json<{ items: object[] }>().items.length, 0, 'nor is the new number one to search by')
})

test('the citizen reads the own name; staff see neither it nor who sent the photo until they look', async () => {
  const mine = (await call('GET', `/api/cases/${own.caseId}`, { as: 'citizen1' })).text
  assert.ok(mine.includes('藏名甲'))
  const files = async (as: string) =>
    (await call('GET', `/api/cases/${own.caseId}/attachments`, { as })).json<{
      items: { addedByName: string | null }[]
    }>().items
  assert.deepEqual(
    (await files('handler-urban')).map(one => one.addedByName),
    [null],
  )
  const timeline = (await call('GET', `/api/cases/${own.caseId}`, { as: 'handler-urban' })).json<{
    timeline: { type: string; actorId: string; actorName: string }[]
  }>().timeline
  for (const type of ['reported', 'question-answered', 'commented', 'attached']) {
    const event = timeline.find(one => one.type === type)!
    assert.deepEqual([event.actorId, event.actorName], ['', ''], type)
  }
  await act('handler-urban', 'reveal', { of: own, purpose: '上门前联系' })
  assert.deepEqual(
    (await files('handler-urban')).map(one => one.addedByName),
    [citizenName],
  )
  assert.deepEqual(
    (await files('lead-urban')).map(one => one.addedByName),
    [null],
    'one look is one person’s',
  )
})

test('the ledger, the log and what waits to be sent know no hidden name; the look itself is there', async () => {
  const entries = await sql<{ text: string }>`select entry::text as text from ledger.entry`.execute(
    hub.base.owner,
  )
  assert.ok(entries.rows.length > 20)
  const kept = [
    ...entries.rows.map(row => row.text),
    ...hub.log,
    ...(
      await sql<{ text: string }>`select message::text as text from cases.inbox_message message`.execute(
        hub.base.owner,
      )
    ).rows.map(row => row.text),
  ]
  for (const text of kept)
    for (const word of [...secrets, citizenName]) assert.ok(!text.includes(word), text.slice(0, 300))
  const kinds = (await readEntries(hub.base.database, `case:${own.caseId}`)).map(entry => entry.kind)
  assert.equal(kinds.filter(kind => kind === 'case.reporter-revealed').length, 1)
})

test('the page of a minor shows the public no name, number, place or text, and takes no wrong code', async () => {
  const url = `/api/public/reports/${minor.followUpCode}`
  const { text, status } = await call('GET', url)
  assert.equal(status, 200)
  for (const word of [...secrets, '清岚路', '油烟', '112.5', '左手边', 'minor', minor.caseId])
    assert.ok(!text.includes(word), word)
  const last = minor.followUpCode.endsWith('7') ? '8' : '7'
  for (const wrong of [minor.followUpCode.slice(0, -1) + last, minor.code, 'x'.repeat(60)])
    for (const what of ['answer', 'withdrawal'] as const) {
      const body = what === 'answer' ? { answer: '猜' } : { reason: '猜' }
      const refused = await call('POST', `/api/public/reports/${wrong}/${what}`, { body })
      assert.equal(refused.status, 404, `${what} ${wrong}`)
    }
  const tooLong = await call('POST', `/api/public/reports/${'x'.repeat(61)}/answer`, {
    body: { answer: '猜' },
  })
  assert.ok([400, 404, 422].includes(tooLong.status), String(tooLong.status))
})

test('a look is refused to who may not: leaders, analysts, other departments, the citizen', async () => {
  const body = { version: 1, purpose: '想知道是谁' }
  const url = `/api/cases/${minor.caseId}/actions/reveal`
  const codes: [string | undefined, number][] = [
    ['leader1', 403],
    ['analyst1', 403],
    ['handler-bus', 404],
    ['lead-water', 404],
    ['citizen1', 403],
    ['audit-admin', 403],
    [undefined, 401],
  ]
  for (const [as, expected] of codes) {
    const { status, text } = await call('POST', url, { as, body })
    assert.ok(status === expected || (expected === 404 && status === 403), `${as}: ${status} ${text}`)
    for (const word of secrets) assert.ok(!text.includes(word))
  }
  const blank = await call('POST', url, { as: 'seat1', body: { ...body, purpose: ' \u200b' } })
  assert.equal(blank.status, 400)
  assert.equal(citizenId.length, 36)
})
