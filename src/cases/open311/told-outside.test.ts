import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { createPartner } from '../exchange/create-partner.ts'
import { type Open311Client, openClient } from './open311.fixture.ts'

/** What other systems are told of a case while people work on it: Open311 by its key, by none, and a platform by its order. */
let client: Open311Client
let platformKey: string
const people: Record<string, Browser> = {}

before(async () => {
  client = await openClient()
  const { database } = client.hub.hub
  platformKey = (
    await createPartner(
      database,
      { name: '省平台', rights: ['exchange'], callsPerMinute: 6000 },
      { id: 'test' },
    )
  ).key
  for (const account of ['seat1', 'dispatcher1', 'handler-water'])
    people[account] = await browserOf(client.hub, account)
})
after(() => client.hub.close())

type Step = [account: string, action: string, body?: object]
const toWater = { departmentId: 'dept-water', dutyId: null, categoryId: null }
const worked: Step[] = [
  ['dispatcher1', 'dispatch', toWater],
  ['handler-water', 'handle'],
]

async function take(code: string, steps: readonly Step[]) {
  const { items } = await people.seat1!.read<{ items: { caseId: string }[] }>(`/api/cases?words=${code}`)
  const { caseId } = items[0]!
  for (const [account, action, body] of steps) {
    const by = people[account]!
    const { version } = await by.read<{ version: number }>(`/api/cases/${caseId}`)
    await by.act(`/api/cases/${caseId}/actions/${action}`, { version, ...body })
  }
  return caseId
}

interface Update {
  update_id: string
  service_request_id: string
  status: string
  description: string
  updated_datetime: string
}
const around = () => {
  const moment = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString()
  return `start_date=${moment(-30)}&end_date=${moment(30)}`
}
async function updates(code: string, query = `api_key=${client.key}`): Promise<Update[]> {
  const answer = await client.get(`/open311/v2/servicerequestupdates.json?${around()}&${query}`)
  assert.equal(answer.statusCode, 200, answer.body)
  return (answer.json() as Update[]).filter(one => one.service_request_id === code)
}
const request = async (code: string, query = '') =>
  (await client.get(`/open311/v2/requests/${code}.json?${query}`)).json()[0]

let orders = 0
const platform = async (method: 'GET' | 'POST', path: string, payload?: object) => {
  const headers = { 'x-api-key': platformKey }
  const answer = await client.hub.server.inject({
    method,
    url: `/exchange/v1/${path}`,
    headers,
    ...(payload ? { payload } : {}),
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

interface Ending {
  name: string
  steps: Step[]
  state: 'open' | 'closed'
  /** Of the last update. */
  status: string
  /** What is said to the citizen, for who brought it in and for the platform. */
  said: string | null
}
const reply: Step = ['handler-water', 'reply', { reply: '水管已修，联系人张三。' }]
const endings: Ending[] = [
  { name: 'accepted', steps: [['seat1', 'accept']], state: 'open', status: 'open', said: null },
  { name: 'dispatched', steps: worked.slice(0, 1), state: 'open', status: 'open', said: null },
  { name: 'handling', steps: worked, state: 'open', status: 'in_progress', said: null },
  {
    name: 'replied, not verified',
    steps: [...worked, reply],
    state: 'open',
    status: 'in_progress',
    said: null,
  },
  {
    name: 'sent back',
    steps: [...worked, reply, ['dispatcher1', 'send-back', { reason: '没有修好' }]],
    state: 'open',
    status: 'in_progress',
    said: null,
  },
  {
    name: 'closed',
    steps: [...worked, reply, ['dispatcher1', 'close', {}]],
    state: 'closed',
    status: 'fixed',
    said: '水管已修，联系人张三。',
  },
  {
    name: 'closed with the second reply',
    steps: [
      ...worked,
      reply,
      ['dispatcher1', 'send-back', { reason: '没有修好' }],
      ['handler-water', 'reply', { reply: '第二次修好了。' }],
      ['dispatcher1', 'close', {}],
    ],
    state: 'closed',
    status: 'fixed',
    said: '第二次修好了。',
  },
  {
    name: 'answered',
    steps: [['seat1', 'answer', { reply: '周一上班时间办理。', categoryId: null }]],
    state: 'closed',
    status: 'closed',
    said: '周一上班时间办理。',
  },
  {
    name: 'declined',
    steps: [['dispatcher1', 'decline', { reason: '属于诉讼事项。', legalBasis: '《信访工作条例》第 3 条' }]],
    state: 'closed',
    status: 'no_further_action',
    said: '属于诉讼事项。\n《信访工作条例》第 3 条',
  },
  {
    name: 'handed over',
    steps: [['seat1', 'hand-over', { service: '119', note: '燃气泄漏，已转消防。' }]],
    state: 'closed',
    status: 'closed',
    said: '燃气泄漏，已转消防。',
  },
  {
    name: 'transferred',
    steps: [['seat1', 'transfer', { recipient: '邻市 12345', note: '不在本市范围。' }]],
    state: 'closed',
    status: 'not_councils_responsibility',
    said: '不在本市范围。\n邻市 12345',
  },
  {
    name: 'not possible',
    steps: [
      ...worked,
      [
        'handler-water',
        'declare-impossible',
        { reason: '地下有高压管线。', legalBasis: '《管道保护法》第 30 条' },
      ],
      ['dispatcher1', 'confirm-impossible', { note: '内部备注：已现场看过' }],
    ],
    state: 'closed',
    status: 'no_further_action',
    said: '地下有高压管线。\n《管道保护法》第 30 条',
  },
  {
    name: 'withdrawn after it was answered and reopened',
    steps: [
      ['seat1', 'answer', { reply: '旧的答复。', categoryId: null }],
      ['dispatcher1', 'reopen', { reason: '不满意' }],
      ['seat1', 'withdraw', { reason: '已自行解决' }],
    ],
    state: 'closed',
    status: 'closed',
    said: null,
  },
]

for (const { name, steps, state, status, said } of endings)
  test(`${name}: told by key, without one, and to the platform`, async () => {
    const code = await client.submit()
    await take(code, steps)
    const [own, anybody] = [await request(code, `api_key=${client.key}`), await request(code)]
    assert.deepEqual([own.status, anybody.status], [state, state])
    const mine = await updates(code)
    const last = mine.at(-1)!
    assert.equal(last.status, status)
    if (said !== null) assert.equal(last.description, said)
    const told = JSON.stringify([mine, own])
    if (said === null) assert.ok(!/张三|第二次|旧的/.test(last.description), last.description)
    if (said === null) assert.ok(!told.includes('张三'), 'what may still be sent back is not told')
    assert.ok(!told.includes('内部备注') && !told.includes('没有修好'), 'notes of the office stay there')
    const others = await updates(code, '')
    assert.deepEqual(
      others.map(one => one.status),
      mine.map(one => one.status),
    )
    for (const word of ['张三', '修好', '周一', '诉讼', '燃气', '高压', '邻市', '解决'])
      assert.ok(!JSON.stringify([others, anybody]).includes(word), word)
    assert.ok(others.every(one => one.description.length > 0))

    const orderId = `T-${++orders}`
    const { caseCode } = await platform('POST', 'orders', { orderId, detail: `水管坏了 ${orderId}` })
    await take(caseCode, steps)
    const order = await platform('GET', `orders/${orderId}`)
    assert.deepEqual([order.state === 'closed', order.reply], [state === 'closed', said])
    assert.equal(order.disposition === null, state === 'open')
    assert.equal(order.closedAt === null, state === 'open')
  })

test('a case that is opened again is open again, and its old end stays told as it was', async () => {
  const code = await client.submit()
  await take(code, [
    ...worked,
    reply,
    ['dispatcher1', 'close', {}],
    ['dispatcher1', 'reopen', { reason: '又坏了' }],
  ])
  assert.equal((await request(code)).status, 'open')
  const mine = await updates(code)
  assert.deepEqual(
    mine.slice(-2).map(one => [one.status, one.description]),
    [
      ['fixed', '水管已修，联系人张三。'],
      ['open', '已受理。'],
    ],
  )
  const english = await client.get(`/open311/v2/requests/${code}.json`, { 'accept-language': 'en' })
  assert.equal(english.json()[0].status_notes, 'Accepted.')
})

test('of others nobody learns the minute: not by what is said, not by a deadline, an id or ever smaller spans', async () => {
  const listing = (requests: string) =>
    sql`update cases.publication set requests = ${requests}`.execute(client.hub.base.owner)
  // With exact places the hour is told; usually only the day, which told-publicly.test.ts asks after.
  await listing('exact')
  const code = await client.submit()
  await take(code, [['seat1', 'answer', { reply: '好。', categoryId: null }]])
  await sql`
    update cases.case_record set reported_at = '2026-03-04T05:17:23Z', due_at = '2026-03-11T05:17:23Z',
           updated_at = '2026-03-04T06:41:09Z' where code = ${code}`.execute(client.hub.base.owner)
  const anybody = await request(code)
  assert.deepEqual(
    [anybody.requested_datetime, anybody.updated_datetime, anybody.expected_datetime],
    ['2026-03-04T05:00:00Z', '2026-03-04T06:00:00Z', '2026-03-11T05:00:00Z'],
  )
  const own = await request(code, `api_key=${client.key}`)
  assert.deepEqual(
    [own.requested_datetime, own.updated_datetime, own.expected_datetime],
    ['2026-03-04T05:17:23Z', '2026-03-04T06:41:09Z', '2026-03-11T05:17:23Z'],
  )
  const found = async (from: string, to: string, query = '') => {
    const span = `start_date=2026-03-04T${from}Z&end_date=2026-03-04T${to}Z`
    const answer = await client.get(`/open311/v2/requests.json?${span}${query}`)
    return (answer.json() as { service_request_id: string }[]).some(one => one.service_request_id === code)
  }
  for (const [from, to] of [
    ['05:00:00', '05:17:22'],
    ['05:17:24', '05:59:59'],
    ['05:17:23', '05:17:23'],
    ['05:00:00', '05:00:00'],
    ['05:59:59', '05:59:59'],
  ] as const)
    assert.equal(await found(from, to), true, `${from} ${to}: the hour is all there is`)
  for (const [from, to] of [
    ['04:00:00', '04:59:59'],
    ['06:00:00', '07:00:00'],
  ] as const)
    assert.equal(await found(from, to), false, `${from} ${to}`)
  // Who brought it in finds it by the second.
  for (const [from, to, expected] of [
    ['05:00:00', '05:17:22', false],
    ['05:17:23', '05:17:23', true],
    ['05:17:24', '06:00:00', false],
  ] as const)
    assert.equal(await found(from, to, `&api_key=${client.key}`), expected, `${from} ${to}`)

  const [others, mine] = [await updates(code, ''), await updates(code)]
  assert.ok(others.length === 2 && others.every(one => /T\d\d:00:00Z$/.test(one.updated_datetime)))
  const ids = new Set(mine.map(one => one.update_id))
  // Ours begin with the millisecond they were made in.
  const stamps = mine.map(one => one.update_id.replaceAll('-', '').slice(0, 10))
  assert.ok(
    others.every(one => !ids.has(one.update_id) && !stamps.some(stamp => one.update_id.includes(stamp))),
  )
  assert.deepEqual(
    (await updates(code, '')).map(one => one.update_id),
    others.map(one => one.update_id),
    'an update has one id however often it is read',
  )
  assert.equal(new Set(others.map(one => one.update_id)).size, 2)
  await listing('generalised')
})

test('the cases of one key are nobody else’s: neither words nor place nor updates, with any other key', async () => {
  const code = await client.submit({ description: '王小明家漏水 13800138000', address_string: '幸福路 3 号' })
  await take(code, [['seat1', 'answer', { reply: '已联系王小明。', categoryId: null }]])
  const { key: stranger } = await client.partner('stranger')
  for (const key of [stranger, platformKey]) {
    const body = JSON.stringify([
      await request(code, `api_key=${key}`),
      await updates(code, `api_key=${key}`),
    ])
    assert.ok(!/王小明|1380013|幸福路|31\.2001/.test(body), body)
    assert.deepEqual(await updates(code, `api_key=${key}`), [])
  }
  const word = { api_key: stranger, service_request_id: code, description: '别人的话', status: 'CLOSED' }
  assert.equal((await client.post('servicerequestupdates.json', word)).statusCode, 404)
  const exchange = await client.hub.server.inject({
    method: 'POST',
    url: `/exchange/v1/orders/${code}/notes`,
    headers: { 'x-api-key': platformKey },
    payload: { noteId: 'n', kind: 'remind', text: 'x' },
  })
  assert.equal(exchange.statusCode, 404, 'the code of a case is no order of the platform')
  assert.equal((await request(code)).status, 'closed')
})

test('words come to a case at any time, change nothing of it, and are taken once', async () => {
  const code = await client.submit()
  const caseId = await take(code, [['seat1', 'answer', { reply: '好。', categoryId: null }]])
  const say = (changes: Record<string, string>, headers = {}) =>
    client.post(
      'servicerequestupdates.json',
      { api_key: client.key, service_request_id: code, ...changes },
      headers,
    )
  const first = await say({ update_id: 'u1', description: '还是不行', status: 'OPEN' })
  assert.equal(first.statusCode, 200, first.body)
  assert.equal((await request(code)).status, 'closed', 'people decide what becomes of it')
  assert.equal((await say({ update_id: 'u1', description: '还是不行', status: 'OPEN' })).body, first.body)
  const unnamed = [await say({ description: '同样的话' }), await say({ description: '同样的话' })]
  assert.notEqual(unnamed[0]!.body, unnamed[1]!.body, 'without an id each is one of its own')
  const onlyStatus = await say({ update_id: 'u2', status: 'FIXED' })
  assert.equal(onlyStatus.statusCode, 200)
  const { timeline } = await people.seat1!.read<{ timeline: { type: string; text: string | null }[] }>(
    `/api/cases/${caseId}`,
  )
  assert.deepEqual(
    timeline.filter(event => event.type === 'commented').map(event => event.text),
    ['还是不行', '同样的话', '同样的话', null],
  )
  assert.ok(
    !(await updates(code)).some(one => one.description.includes('不行')),
    'what it said itself is not told back',
  )
  const wrong: [Record<string, string>, number][] = [
    [{ service_request_id: 'nothing', description: 'x' }, 404],
    [{ service_request_id: `${code},`, description: 'x' }, 404],
    [{ service_request_id: '', description: 'x' }, 400],
    [{ description: '' }, 400],
    [{ description: '\u200b' }, 400],
    [{ description: 'x'.repeat(4501) }, 400],
    [{ description: 'x', update_id: 'u'.repeat(101) }, 400],
    [{ description: 'x', media_url: '\u0000' }, 400],
    [{ description: 'x', api_key: 'wrong' }, 403],
    [{ description: 'x', api_key: (await client.partner('only reports', ['report'])).key }, 403],
  ]
  for (const [changes, status] of wrong)
    assert.equal((await say(changes)).statusCode, status, JSON.stringify(changes).slice(0, 80))
})

test('two keys that use the same id for an update do not stand in each other’s way', async () => {
  const other = await client.partner('other side')
  const codes = [await client.submit(), await client.submit({ api_key: other.key })]
  const say = (api_key: string, code: string) =>
    client.post('servicerequestupdates.json', {
      api_key,
      service_request_id: code,
      update_id: '1',
      description: '你好',
    })
  const [mine, theirs] = [await say(client.key, codes[0]!), await say(other.key, codes[1]!)]
  assert.deepEqual([mine.statusCode, theirs.statusCode], [200, 200])
  assert.notEqual(mine.json()[0].update_id, theirs.json()[0].update_id)
})
