import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { createPartner } from './create-partner.ts'
import type { PartnerRight } from './partner.contract.ts'

/** A platform that sends its orders twice, at once, out of order, broken or too large, and asks for those of others. */
let hub: TestHub
let seat: Browser
let key: string

const keyOf = async (name: string, rights: PartnerRight[] = ['exchange'], callsPerMinute = 60_000) =>
  (await createPartner(hub.hub.database, { name, rights, callsPerMinute }, { id: 'test' })).key

before(async () => {
  hub = await testHub()
  seat = await browserOf(hub, 'seat1')
  key = await keyOf('省平台')
})
after(() => hub.close())

async function call(method: 'GET' | 'POST', path: string, payload?: object | string, apiKey = key) {
  const answer = await hub.server.inject({
    method,
    url: `/exchange/v1/${path}`,
    headers: {
      'x-api-key': apiKey,
      ...(typeof payload === 'string' ? { 'content-type': 'application/json' } : {}),
    },
    ...(payload === undefined ? {} : { payload }),
  })
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers }
}
let sent = 0
const order = (changes: object = {}) => ({ orderId: `H-${++sent}`, detail: '路灯坏了。', ...changes })
const send = (one: object, apiKey?: string) => call('POST', 'orders', one, apiKey)
const note = (orderId: string, changes: object = {}, apiKey?: string) =>
  call(
    'POST',
    `orders/${encodeURIComponent(orderId)}/notes`,
    { noteId: 'n-1', kind: 'remind', text: '请快', ...changes },
    apiKey,
  )

async function timelineOf(code: string) {
  const { items } = await seat.read<{ items: { caseId: string }[] }>(`/api/cases?words=${code}`)
  return await seat.read<{
    subject: string
    detail: string
    dueAt: string | null
    longitude: number | null
    regionId: string | null
    urgency: string
    timeline: { type: string; text: string | null; actorName: string }[]
  }>(`/api/cases/${items[0]!.caseId}`)
}

test('an order is what it says: every field that is wrong is named, and nothing is written', async () => {
  const wrong: [object, RegExp][] = [
    [{ orderId: '' }, /orderId/],
    [{ orderId: 7 }, /orderId/],
    [{ orderId: 'x'.repeat(201) }, /orderId/],
    [{ orderId: '\u200b' }, /orderId/],
    [{ detail: ' ' }, /detail/],
    [{ detail: 'x'.repeat(18_001) }, /detail/],
    [{ subject: 'x'.repeat(201) }, /subject/],
    [{ address: 'x'.repeat(301) }, /address/],
    [{ longitude: '120' }, /longitude/],
    [{ longitude: 180.1 }, /longitude/],
    [{ latitude: -90.1 }, /latitude/],
    [{ reporterName: 'x'.repeat(51) }, /reporterName/],
    [{ reporterPhone: 'call me' }, /reporterPhone/],
    [{ nature: 'COMPLAINT' }, /nature/],
    [{ urgency: 'now' }, /urgency/],
    [{ dueAt: '2026-12-01' }, /dueAt/],
    [{ dueAt: '2026-12-01T17:00:00' }, /dueAt/],
  ]
  const count = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from cases.case_record`.execute(hub.base.owner))
      .rows[0]!.n
  const before = await count()
  for (const [changes, words] of wrong) {
    const { status, body } = await send(order(changes))
    assert.deepEqual(
      [status, body.code],
      [400, 'cases.order-not-readable'],
      JSON.stringify(changes).slice(0, 60),
    )
    assert.match(body.title, words)
  }
  for (const body of ['[]', '"x"', 'null', '{', ''])
    assert.equal((await call('POST', 'orders', body)).status, 400, body)
  const bomb = `{"orderId":"deep","detail":"x","more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  assert.ok([200, 400].includes((await call('POST', 'orders', bomb)).status))
  assert.equal((await call('POST', 'orders', { ...order(), more: 'x'.repeat(300_000) })).status, 413)
  const poisoned = await call(
    'POST',
    'orders',
    '{"orderId":"p","detail":"x","__proto__":{"nature":"praise"}}',
  )
  assert.equal(poisoned.status, 400)
  assert.ok((await count()) - before <= 1)
})

test('what an order says goes into the case: no point without its other half, no deadline of the platform', async () => {
  const taken = await send(
    order({
      longitude: 120.6,
      latitude: 31.2,
      urgency: 'emergency',
      dueAt: '2020-01-01T00:00:00Z',
      subject: '',
    }),
  )
  const held = await timelineOf(taken.body.caseCode)
  assert.deepEqual([held.subject, held.urgency, held.longitude], ['路灯坏了。', 'emergency', 120.6])
  assert.ok(held.detail.endsWith('上级平台要求办结时间：2020-01-01T00:00:00Z'))
  assert.ok(held.dueAt === null || held.dueAt > '2026')
  const half = await timelineOf((await send(order({ longitude: 120.6 }))).body.caseCode)
  assert.deepEqual(half.regionId, null)
  const long = await send(order({ detail: '路'.repeat(18_000), dueAt: '2026-12-01T17:00:00+08:00' }))
  assert.equal(long.status, 200)
  assert.ok((await timelineOf(long.body.caseCode)).detail.length > 18_000)
})

test('an id is a text like any other: blanks, signs, markup and slashes are kept apart and found again', async () => {
  const ids = [
    'a/b',
    'a b',
    'a%2Fb',
    '粤-12345-〇',
    "'; drop table cases.event; --",
    '<x>&"',
    '.',
    '😀',
    'A',
    'a',
    'x'.repeat(200),
  ]
  const codes = new Set<string>()
  for (const orderId of ids) {
    const made = await send(order({ orderId }))
    assert.equal(made.status, 200, orderId)
    codes.add(made.body.caseCode)
    if (orderId === '.') continue
    const { status, body } = await call('GET', `orders/${encodeURIComponent(orderId)}`)
    assert.deepEqual([status, body.orderId, body.caseCode], [200, orderId, made.body.caseCode])
  }
  assert.equal(codes.size, ids.length)
  assert.equal((await send(order({ orderId: ' a ' }))).status, 200, 'blanks around an id are none of it')
  for (const path of ['orders/%00', 'orders/nothing', 'orders/%', `orders/${'x'.repeat(201)}`])
    assert.ok([400, 404].includes((await call('GET', path)).status), path)
})

test('one id, several contents, at once: one case, and who came later is told', async () => {
  for (let turn = 0; turn < 3; turn++) {
    const one = order()
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, at) => send({ ...one, detail: `内容 ${at}` })),
    )
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409, 409])
    const winner = answers.find(({ status }) => status === 200)!
    const place = answers.indexOf(winner)
    assert.equal((await timelineOf(winner.body.caseCode)).detail, `内容 ${place}`)
    assert.deepEqual((await send({ ...one, detail: `内容 ${place}` })).body, {
      ...winner.body,
      repeated: true,
    })
  }
})

test('the same order in other words of the same meaning is the same; each field that differs is another', async () => {
  const one = order({ reporterName: '王小明', longitude: 120.6, latitude: 31.2 })
  assert.equal((await send(one)).body.repeated, false)
  const same: object[] = [
    Object.fromEntries(Object.entries(one).reverse()),
    { ...one, detail: ` ${one.detail}\n` },
    { ...one, nature: 'complaint', urgency: 'normal', address: null, dueAt: null },
    { ...one, unknown: 'what the platform adds for itself' },
  ]
  for (const again of same) assert.equal((await send(again)).body.repeated, true, JSON.stringify(again))
  for (const changes of [
    { detail: '别的' },
    { subject: 'x' },
    { reporterName: '王大明' },
    { latitude: 31.3 },
    { nature: 'help' },
    { urgency: 'urgent' },
    { dueAt: '2026-12-01T17:00:00Z' },
  ])
    assert.equal((await send({ ...one, ...changes })).status, 409, JSON.stringify(changes))
})

test('notes before their order, twice, at once, or with other words under the same id', async () => {
  const one = order()
  assert.equal(
    (await note(one.orderId)).body.code,
    'cases.unknown-order',
    'the platform sends it again after the order',
  )
  const { caseCode } = (await send(one)).body
  const answers = await Promise.all(Array.from({ length: 8 }, () => note(one.orderId)))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  const changed = await note(one.orderId, { text: '别的话' })
  assert.deepEqual([changed.status, changed.body.code], [409, 'cases.note-changed'])
  assert.equal((await note(one.orderId, { kind: 'withdraw' })).status, 409, 'a reminder is no withdrawal')
  const race = await Promise.all(
    Array.from({ length: 6 }, (_, at) => note(one.orderId, { noteId: 'n-2', text: `${at}` })),
  )
  assert.deepEqual(race.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409, 409])
  assert.equal((await note(one.orderId, { noteId: 'n-3', kind: 'supplement', text: '' })).status, 200)
  const notes = (await timelineOf(caseCode)).timeline.filter(event => event.type === 'commented')
  assert.deepEqual(
    notes.map(event => event.text),
    ['【催办】请快', `【催办】${race.findIndex(({ status }) => status === 200)}`, '【补充】'],
  )
  assert.ok(notes.every(event => event.actorName === '省平台'))
  for (const [changes, status] of [
    [{ kind: 'shout' }, 400],
    [{ noteId: '' }, 400],
    [{ noteId: 'x'.repeat(101) }, 400],
    [{ text: 'x'.repeat(5001) }, 400],
    [{ text: undefined }, 400],
  ] as const)
    assert.equal((await note(one.orderId, changes)).status, status, JSON.stringify(changes).slice(0, 40))
})

test('notes on a case that is closed or withdrawn are kept; it stays as it is', async () => {
  const one = order()
  const { caseCode } = (await send(one)).body
  const { items } = await seat.read<{ items: { caseId: string; version: number }[] }>(
    `/api/cases?words=${caseCode}`,
  )
  const { caseId, version } = items[0]!
  await seat.act(`/api/cases/${caseId}/actions/answer`, { version, reply: '已答复。', categoryId: null })
  assert.equal((await note(one.orderId, { kind: 'withdraw', text: '诉求人撤回' })).status, 200)
  const standing = (await call('GET', `orders/${one.orderId}`)).body
  assert.deepEqual([standing.state, standing.disposition, standing.reply], ['closed', 'answered', '已答复。'])
  assert.equal((await send(one)).body.state, 'closed', 'sent again it is told how it stands now')
})

test('what one platform brought in is read, noted and reconciled by it alone', async () => {
  const stranger = await keyOf('别的平台')
  const one = order()
  const { caseCode } = (await send(one)).body
  for (const id of [one.orderId, caseCode]) {
    assert.equal((await call('GET', `orders/${id}`, undefined, stranger)).status, 404)
    assert.equal((await note(id, {}, stranger)).status, 404)
  }
  const span = { from: '2026-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z' }
  const { body } = await call(
    'POST',
    'reconciliation',
    { ...span, orders: [{ orderId: one.orderId, state: 'reported' }] },
    stranger,
  )
  assert.deepEqual([body.counts.held, body.missingHere], [0, [one.orderId]])
  assert.equal((await send(one, stranger)).body.repeated, false)
})

test('keys without the right, of another spelling, empty or over their limit take nothing', async () => {
  const citizens = await keyOf('网站', ['report', 'update'])
  for (const wrong of ['', 'x', key.slice(1), `${key} x`, citizens])
    for (const [method, path, payload] of [
      ['POST', 'orders', order()],
      ['GET', 'orders/H-1', undefined],
      ['POST', 'orders/H-1/notes', { noteId: 'x', kind: 'remind', text: '' }],
      ['POST', 'reconciliation', { from: '2026-01-01T00:00:00Z', to: '2026-02-01T00:00:00Z', orders: [] }],
    ] as const)
      assert.equal((await call(method, path, payload, wrong)).status, 403, `${wrong.slice(0, 5)} ${path}`)
  const slow = await keyOf('慢', ['exchange'], 1)
  const answers = [await send(order(), slow), await send(order(), slow), await send(order(), slow)]
  const refused = answers.filter(({ status }) => status === 429)
  assert.ok(refused.length >= 1)
  assert.ok(refused.every(({ headers }) => Number(headers['retry-after']) >= 1))
})

test('reconciliation: turned spans and lists that are none are refused; a state listed twice is the last one', async () => {
  const own = await keyOf('对账')
  const one = order()
  await send(one, own)
  const reconcile = async (changes: object) =>
    await call(
      'POST',
      'reconciliation',
      { from: '2026-01-01T00:00:00Z', to: '2099-01-01T00:00:00Z', orders: [], ...changes },
      own,
    )
  for (const changes of [
    { from: '2026-02-01T00:00:00Z', to: '2026-01-01T00:00:00Z' },
    { from: '2026-02-01T00:00:00Z', to: '2026-02-01T00:00:00Z' },
    { from: '2026-02-01T00:00:00+08:00', to: '2026-01-31T16:00:00Z' },
    { from: '2026-01-01' },
    { from: '2026-01-01T00:00:00' },
    { orders: [{ orderId: '', state: 'closed' }] },
    { orders: [{ orderId: 'x', state: 'done' }] },
    { orders: Array.from({ length: 20_001 }, (_, at) => ({ orderId: `o${at}`, state: 'closed' })) },
    { orders: null },
  ])
    assert.equal((await reconcile(changes)).status, 400, JSON.stringify(changes).slice(0, 90))
  const listed = (...states: string[]) => ({ orders: states.map(state => ({ orderId: one.orderId, state })) })
  const counts = async (changes: object) => (await reconcile(changes)).body.counts
  const all = { sent: 1, held: 1, matching: 1, missingHere: 0, missingThere: 0, differing: 0 }
  assert.deepEqual(await counts(listed('closed', 'reported')), all)
  assert.deepEqual(await counts(listed('reported', 'closed')), { ...all, matching: 0, differing: 1 })
  assert.deepEqual(await counts(listed('closed', 'unknown')), all)
  assert.deepEqual(await counts({}), { ...all, sent: 0, matching: 0, missingThere: 1 })
  // Outside the span it is held and matches, and nobody misses it.
  const past = { from: '0000-01-01T00:00:00Z', to: '2020-01-01T00:00:00Z' }
  assert.deepEqual(await counts({ ...past, ...listed('reported') }), { ...all, held: 0 })
  assert.deepEqual(await counts(past), { ...all, sent: 0, held: 0, matching: 0 })
  const many = Array.from({ length: 20_000 }, (_, at) => ({ orderId: `o${at}`, state: 'closed' }))
  const { body } = await reconcile({ orders: many })
  assert.deepEqual([body.counts.missingHere, body.missingHere.length], [20_000, 1000])
})

test('of many reconciliations the last is shown and thirty are kept', async () => {
  const own = await keyOf('每天对账')
  for (let day = 1; day <= 32; day++) {
    const to = new Date(Date.UTC(2026, 0, 1 + day)).toISOString()
    assert.equal(
      (await call('POST', 'reconciliation', { from: '2026-01-01T00:00:00Z', to, orders: [] }, own)).status,
      200,
    )
  }
  const { rows } = await sql<{ n: number; last: string }>`
    select count(*)::int as n, (array_agg(report->>'to' order by made_at desc, id desc))[1] as last
      from cases.reconciliation where partner_id = (select id from cases.partner where name = '每天对账')`.execute(
    hub.base.owner,
  )
  assert.deepEqual(rows[0], { n: 30, last: '2026-02-02T00:00:00.000Z' })
})
