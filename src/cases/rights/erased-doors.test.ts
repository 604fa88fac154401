import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { demoDuties } from '#city/index.ts'
import { callerReport } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub, testPassword } from '../../../test/fixtures/hub.ts'
import { photo } from '../attachments/files.fixture.ts'
import { closeEarlier } from './rights-fixture.store.ts'

/** What was said of the case; found anywhere after it was erased, it was not erased. */
const secrets = [
  ...['赵钱孙', '138-7777-0001', '13877770001', '周吴郑', '13877770002', '乌有巷77号', '古井渗漏'],
  ...[
    '井盖旁三米',
    '右边那口',
    '抽水泵已换',
    '请查水质',
    '督办此井',
    '请写明结果',
    '记错了门牌',
    '备注甲',
    '照片井',
  ],
]
const reason = '本人书面申请'
const none = '01890000-0000-7000-8000-000000000000'

interface Made {
  caseId: string
  code: string
  followUpCode: string
}

let hub: TestHub
let made: Made
let other: Made
let attachmentId: string
let templates: string[]

interface Call {
  as?: string | undefined
  body?: unknown
}

const cookies = new Map<string, string>()

/** Signed in at a screen: no token reaches the rights of persons. */
async function cookieOf(account: string): Promise<string> {
  const known = cookies.get(account)
  if (known) return known
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    headers: { 'sec-fetch-site': 'same-origin' },
    payload: { username: account, password: testPassword },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  const made = [answer.headers['set-cookie'] ?? []].flat().map(line => line.split(';')[0]!)
  cookies.set(account, made.join('; '))
  return cookies.get(account)!
}

async function call(method: 'GET' | 'POST', url: string, { as, body }: Call = {}) {
  const answer = await hub.server.inject({
    method,
    url,
    headers: { 'sec-fetch-site': 'same-origin', ...(as ? { cookie: await cookieOf(as) } : {}) },
    ...(body === undefined ? {} : { payload: body as object }),
  })
  return { status: answer.statusCode, text: answer.body, json: <T>() => answer.json<T>() }
}
const codeOf = (answer: { json<T>(): T }) => answer.json<{ code: string }>().code
async function good<T = Record<string, unknown>>(url: string, given: Call): Promise<T> {
  const answer = await call('POST', url, given)
  assert.ok(answer.status < 300, `${url}: ${answer.status} ${answer.text}`)
  return answer.json<T>()
}
async function act(as: string, action: string, body: object) {
  const seen = await call('GET', `/api/cases/${made.caseId}`, { as: 'dispatcher1' })
  const { version } = seen.json<{ version: number }>()
  await good(`/api/cases/${made.caseId}/actions/${action}`, { as, body: { version, ...body } })
}
const report = (subject: string, address: string, reporter: object) =>
  good<Made>('/api/cases', {
    as: 'seat1',
    body: callerReport({
      ...{ subject, detail: `${subject}，${address}旁。`, address, reporter },
      ...{ longitude: 112.5, latitude: 32.9 },
    }),
  })

before(async () => {
  hub = await testHub()
  const onBehalfOf = { name: '周吴郑', phone: '13877770002', relation: 'family' }
  const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
  made = await report('古井渗漏', '乌有巷77号井盖旁三米', {
    name: '赵钱孙',
    phone: '138-7777-0001',
    anonymous: false,
    onBehalfOf,
  })
  other = await report('树枝挡路', '清岚路9号', { name: '明名丁', phone: '13900004444', anonymous: false })
  const dispatch = { departmentId: 'dept-urban', dutyId: duty.id, categoryId: null, note: '备注甲' }
  await act('dispatcher1', 'dispatch', dispatch)
  await act('handler-urban', 'handle', {})
  await act('handler-urban', 'ask-citizen', { question: '右边那口还是左边？' })
  await good(`/api/public/reports/${made.followUpCode}/answer`, { body: { answer: '右边那口' } })
  await act('seat1', 'comment', { note: '备注甲' })
  const path = `/api/cases/${made.caseId}`
  const asked = { departmentId: 'dept-water', asked: '请查水质', workdays: 1 }
  await good(`${path}/tasks`, { as: 'dispatcher1', body: asked })
  await good(`${path}/supervision`, { as: 'leader1', body: { demand: '督办此井', workdays: 1 } })
  await good(`${path}/supervision/answer`, { as: 'handler-urban', body: { answer: '抽水泵已换' } })
  const correction = { phone: '13877770009', reason: '记错了门牌' }
  await good(`${path}/personal-changes`, { as: 'seat1', body: correction })
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await photo())]), '照片井.jpg')
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  const sent = await hub.server.inject({
    method: 'POST',
    url: `${path}/attachments?uploadId=${crypto.randomUUID()}`,
    headers: {
      authorization: `Bearer ${await hub.token('handler-urban')}`,
      'content-type': request.headers.get('content-type')!,
    },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  assert.equal(sent.statusCode, 201, sent.body)
  attachmentId = sent.json<{ attachmentId: string }>().attachmentId
  await act('handler-urban', 'reply', { reply: '抽水泵已换', openTasksReason: '请写明结果' })
  const document = (await call('GET', '/api/openapi.json')).json<{ paths: Record<string, object> }>()
  templates = Object.entries(document.paths)
    .filter(([, methods]) => 'get' in methods)
    .map(([path]) => path)
})
after(() => hub.close())

/** Every address one can get about the case, and the searches that could find it by what was said. */
function addresses(): string[] {
  const values: Record<string, string> = {
    ...{ caseId: made.caseId, departmentId: 'dept-urban', year: '2026', attachmentId, photoId: attachmentId },
    followUpCode: made.followUpCode,
  }
  const filled = templates.map(path => path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? none))
  const searches = [
    `words=${encodeURIComponent('古井渗漏')}`,
    `name=${encodeURIComponent('赵钱孙')}`,
    `address=${encodeURIComponent('乌有巷')}`,
    ...['13877770001', '13877770002', '13877770009'].map(number => `phone=${number}`),
    `words=${made.code}`,
  ]
  return [
    ...filled,
    ...searches.flatMap(query => [`/api/cases?${query}`, `/api/exports/cases?format=csv&${query}`]),
    '/api/cases/caller-history?phone=13877770009',
    '/api/tasks?open=false',
    '/api/supervisions?show=ended',
    '/open311/v2/requests.json',
    '/open311/v2/servicerequestupdates.xml',
  ]
}

const accounts = ['seat1', 'handler-urban', 'leader1']

async function heard(as: string | undefined): Promise<string[]> {
  const said = []
  for (const url of addresses()) {
    const { text, status } = await call('GET', url, { as })
    assert.ok(status < 500, `${url}: ${status} ${text.slice(0, 200)}`)
    for (const word of secrets) if (text.includes(word)) said.push(`${url}: ${word}`)
  }
  return said
}

const personBody = { phone: '+86 138 7777 0009', reason }
const rights = (what: string, as: string | undefined, body: unknown) =>
  call('POST', `/api/rights/${what}`, { as, body })

test('while it is open it is read at many doors, and its person is not erased', async () => {
  assert.ok((await heard('dispatcher1')).length > 10, 'the walk looks in the right places')
  const refused = await rights('person/erase', 'data-steward1', personBody)
  assert.deepEqual([refused.status, codeOf(refused)], [409, 'cases.person-has-open-cases'])
  const still = await call('GET', `/api/cases/${made.caseId}`, { as: 'handler-urban' })
  assert.ok(still.text.includes('古井渗漏'), 'a refusal erases nothing')
})

test('everything held is exported to the steward: fields, timeline, corrections, tasks, files', async () => {
  const { status, text } = await rights('person/export', 'data-steward1', personBody)
  assert.equal(status, 200)
  for (const word of secrets.filter(one => one !== '13877770001')) assert.ok(text.includes(word), word)
  for (const word of [other.code, '明名丁', 'follow_up_hash', 'decision_hash'])
    assert.ok(!text.includes(word), word)
  const old = await rights('person/export', 'data-steward1', { phone: '13877770001', reason })
  assert.equal(old.status, 200, 'by the number that was held before')
})

test('who may not is refused at every route of rights, and changes nothing', async () => {
  const calls: [string, unknown][] = [
    ['person/export', personBody],
    ['person/erase', personBody],
    ['retention', { categoryId: null, years: 1, hold: false }],
    ['retention/remove', { categoryId: 'light' }],
    ['holds', { code: made.code, reason: '诉讼' }],
    ['holds/lift', { code: made.code, reason: '撤销' }],
  ]
  const strangers = [
    'seat1',
    'dispatcher1',
    'handler-urban',
    'lead-urban',
    'leader1',
    'citizen1',
    'audit-admin',
  ]
  for (const [path, body] of calls) {
    for (const as of strangers) assert.equal((await rights(path, as, body)).status, 403, `${as} ${path}`)
    assert.equal((await rights(path, undefined, body)).status, 401, path)
  }
  const token = { authorization: `Bearer ${await hub.token('data-steward1')}` }
  const byToken = await hub.server.inject({
    method: 'POST',
    url: '/api/rights/person/export',
    headers: token,
    payload: personBody,
  })
  assert.equal(byToken.statusCode, 403, 'a token takes nobody’s data out')
  for (const [as, status] of [
    ['data-steward1', 200],
    ['dispatcher1', 403],
    [undefined, 401],
  ] as const)
    assert.equal((await call('GET', '/api/rights/retention', { as })).status, status, as)
  const page = await call('GET', '/api/rights/retention', { as: 'data-steward1' })
  const { rules, holds, requests } = page.json<{ rules: { years: number }[]; holds: []; requests: [] }>()
  assert.deepEqual([rules.map(one => one.years), holds], [[10], []])
  assert.equal(requests.length, 3, 'the refusal and both exports are kept')
  for (const word of secrets) assert.ok(!page.text.includes(word), 'whose data they were is not')
})

test('what is sent is examined at the door, text of any kind included; nothing falls over', async () => {
  const broken = ['\ud800', '\u0000', ' \u200b ', '', '\udc00x\ud800'.repeat(40)]
  const table: [string, (bad: string) => object, readonly number[]][] = [
    ['retention/remove', bad => ({ categoryId: bad }), [400, 404]],
    ['retention', bad => ({ categoryId: bad, years: 5, hold: false }), [400]],
    ['holds', bad => ({ code: bad, reason: '诉讼' }), [400, 404]],
    ['holds', bad => ({ code: 'ABCD-EFGH', reason: bad }), [400, 404]],
    ['holds/lift', bad => ({ code: bad, reason: '撤销' }), [400, 404]],
    ['person/export', bad => ({ phone: bad, reason }), [400]],
    ['person/export', bad => ({ phone: '13899990000', reason: bad }), [400, 404]],
    ['person/erase', bad => ({ personId: bad, reason }), [400]],
  ]
  for (const [path, of, statuses] of table)
    for (const bad of broken) {
      const { status, text } = await rights(path, 'data-steward1', of(bad))
      assert.ok(statuses.includes(status), `${path} ${JSON.stringify(of(bad))}: ${status} ${text}`)
    }
  const wrong: [string, unknown][] = [
    ['retention', { categoryId: null, years: 0, hold: false }],
    ['retention', { categoryId: null, years: 101, hold: false }],
    ['retention', { categoryId: null, years: 1.5, hold: false }],
    ['retention', { categoryId: null, years: '5', hold: 'no' }],
    ['person/export', { reason }],
    ['person/export', { phone: '13899990000', personId: none, reason }],
    ['person/erase', { phone: '13899990000' }],
    ['person/erase', []],
  ]
  for (const [path, body] of wrong) {
    const { status, text } = await rights(path, 'data-steward1', body)
    assert.equal(status, 400, `${path} ${JSON.stringify(body)}: ${text}`)
  }
  for (const body of [
    { phone: 'abc', reason },
    { name: '赵', reason: ' ' },
    { reason },
    { phone: '1\n', reason },
  ]) {
    const path = `/api/cases/${made.caseId}/personal-changes`
    const { status } = await call('POST', path, { as: 'seat1', body })
    assert.equal(status, 400, JSON.stringify(body))
  }
})

test('a hold keeps it, by its category or itself, until it is lifted', async () => {
  await act('dispatcher1', 'close', {})
  await closeEarlier(hub.base.owner, made.caseId, 1)
  const by = 'data-steward1'
  const held = { code: ` ${made.code.toLowerCase()} `, reason: '诉讼' }
  assert.equal((await rights('holds', by, held)).status, 200)
  assert.equal(codeOf(await rights('holds', by, held)), 'cases.held-already')
  const refused = await rights('person/erase', by, personBody)
  assert.deepEqual([refused.status, codeOf(refused)], [409, 'cases.under-legal-hold'])
  assert.equal((await rights('holds/lift', by, held)).status, 200)
  assert.equal(codeOf(await rights('holds/lift', by, held)), 'cases.no-hold')
  assert.equal((await rights('retention', by, { categoryId: null, years: 10, hold: true })).status, 200)
  assert.equal(codeOf(await rights('person/erase', by, personBody)), 'cases.under-legal-hold')
  assert.equal((await rights('retention', by, { categoryId: null, years: 10, hold: false })).status, 200)
})

test('erased, it says nothing at any door, to anybody, nor in any table', async () => {
  const done = await rights('person/erase', 'data-steward1', personBody)
  assert.deepEqual([done.status, done.json()], [200, { cases: 1 }])
  const { rows: typed } = await sql<{ text: string }>`
    select searched::text as text from cases.export_content`.execute(hub.base.owner)
  for (const word of secrets)
    assert.ok(!typed.some(({ text }) => text.includes(word)), `searched by: ${word}`)
  for (const as of [...accounts, undefined]) assert.deepEqual(await heard(as), [], as)
  for (const path of [`/api/attachments/${attachmentId}/content`, `/api/public/photos/${attachmentId}`])
    assert.ok((await call('GET', path, { as: 'handler-urban' })).status >= 400, path)
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')
       -- What was looked for before is gone; here are this walk's own searches.
       and (schemaname, tablename) <> ('cases', 'export_content')`.execute(hub.base.owner)
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`
      select row_to_json(whole_row)::text as text from ${sql.raw(name)} as whole_row`.execute(hub.base.owner)
    for (const word of secrets)
      for (const { text } of rows) assert.ok(!text.includes(word), `${name}: ${word}: ${text.slice(0, 300)}`)
  }
  for (const line of hub.log) for (const word of secrets) assert.ok(!line.includes(word), line)
})

test('what is over stays over: asked again, acted on, exported, it is refused with the reason', async () => {
  for (const phone of ['13877770009', '13877770001', '13877770002'])
    for (const what of ['person/export', 'person/erase'])
      assert.equal(codeOf(await rights(what, 'data-steward1', { phone, reason })), 'cases.no-such-person')
  const path = `/api/cases/${made.caseId}`
  const { version, actions } = (await call('GET', path, { as: 'dispatcher1' })).json<{
    version: number
    actions: string[]
  }>()
  assert.deepEqual(actions, [])
  const acts: [string, string, object][] = [
    ['dispatcher1', `${path}/actions/comment`, { version, note: '再记一笔' }],
    ['dispatcher1', `${path}/actions/reopen`, { version, reason: '再办' }],
    ['leader1', `${path}/supervision`, { demand: '再督办', workdays: 1 }],
    ['leader1', `${path}/supervision/accept`, {}],
    ['seat1', `${path}/personal-changes`, { name: '赵', reason: '更正' }],
    ['data-steward1', '/api/rights/holds', { code: made.code, reason: '诉讼' }],
  ]
  for (const [as, url, body] of acts) {
    const answer = await call('POST', url, { as, body })
    assert.deepEqual([answer.status, codeOf(answer)], [409, 'cases.content-erased'], `${as} ${url}`)
  }
  const rating = { score: 1, resolved: false, note: '赵钱孙不满意' }
  const rated = await call('POST', `/api/public/reports/${made.followUpCode}/rating`, { body: rating })
  assert.equal(rated.status, 409, rated.text)
  const status = await call('GET', `/api/public/reports/${made.followUpCode}`)
  assert.deepEqual([status.status, status.json<{ canRate: boolean }>().canRate], [200, false])
  assert.ok((await call('GET', `/api/cases/${other.caseId}`, { as: 'seat1' })).text.includes('明名丁'))
})
