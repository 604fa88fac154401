import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { type TestHub, testHub } from '../../test/fixtures/hub.ts'

/** Words that stand in personal content alone: found in an answer, they have leaked. */
const canary = '金丝雀'
const phone = '13912345678'
const reporter = { name: `${canary}名`, phone, anonymous: false }
const matter = {
  subject: `${canary}题路灯不亮`,
  detail: `${canary}文路灯不亮三天了`,
  address: `${canary}路7号`,
  longitude: null,
  latitude: null,
}

let hub: TestHub
let made: { caseId: string; code: string; followUpCode: string }
let decisionId: string
let grid: string
let templates: string[]

interface Call {
  as?: string | undefined
  body?: object
}

async function call(method: 'GET' | 'POST', url: string, { as, body }: Call = {}) {
  const headers = as ? { authorization: `Bearer ${await hub.token(as)}` } : {}
  const answer = await hub.server.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, text: answer.body, json: () => answer.json() }
}

async function act(as: string, action: string, body: object): Promise<void> {
  const { version } = (await call('GET', `/api/cases/${made.caseId}`, { as: 'dispatcher1' })).json()
  const url = `/api/cases/${made.caseId}/actions/${action}`
  const answer = await call('POST', url, { as, body: { version, ...body } })
  assert.equal(answer.status, 200, `${action}: ${answer.text}`)
}

before(async () => {
  hub = await testHub()
  // Without a second factor administrators are refused everything, and would be found to read nothing for that alone.
  await sql`update identity.sign_in_user set "twoFactorEnabled" = true`.execute(hub.base.owner)
  const mine = await hub.base.owner
    .withTables<{ 'identity.person': { account: string; region_ids: string[] } }>()
    .selectFrom('identity.person')
    .select('region_ids')
    .where('account', '=', 'grid1')
    .executeTakeFirstOrThrow()
  grid = mine.region_ids[0]!
  const draftId = crypto.randomUUID()
  const asked = { draftId, subject: matter.subject, detail: matter.detail, regionId: grid }
  const advice = (await call('POST', '/api/cases/advice', { as: 'seat1', body: asked })).json()
  decisionId = advice.advice.decisionId
  const report = { ...matter, reporter, draftId, regionId: grid, channel: 'phone', nature: 'complaint' }
  const answer = await call('POST', '/api/cases', { as: 'seat1', body: report })
  assert.equal(answer.status, 201, answer.text)
  made = answer.json()
  const agriculture = { departmentId: 'dept-agriculture', dutyId: null, categoryId: null }
  await act('seat1', 'comment', { note: `${canary}注` })
  await act('dispatcher1', 'dispatch', { ...agriculture, note: `${canary}派`, reason: `${canary}因` })
  await act('handler-agriculture', 'return', { reason: `${canary}退`, proposedDepartmentId: null })
  await act('dispatcher1', 'dispatch', agriculture)
  await act('handler-agriculture', 'handle', { note: `${canary}办` })
  await act('handler-agriculture', 'reply', { reply: `${canary}答` })
  await act('dispatcher1', 'send-back', { reason: `${canary}重` })
  await act('handler-agriculture', 'reply', { reply: `${canary}再答` })
  await act('dispatcher1', 'close', { note: `${canary}结` })
  await act('seat1', 'rate', { score: 2, resolved: false, note: `${canary}评` })
  const document = (await call('GET', '/api/openapi.json')).json()
  templates = Object.entries(document.paths as Record<string, object>)
    .filter(([, methods]) => 'get' in methods)
    .map(([path]) => path)
})
after(() => hub.close())

/** Every address one can get, with ids that exist. */
function addresses(): string[] {
  const values: Record<string, string> = {
    caseId: made.caseId,
    decisionId,
    departmentId: 'dept-agriculture',
    regionId: grid,
    year: '2026',
    // Whoever has the follow-up code may follow; here somebody only knows the case code.
    followUpCode: made.code,
  }
  const filled = templates.map(path =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '01890000-0000-7000-8000-000000000000'),
  )
  const lists = [
    `words=${encodeURIComponent(canary)}`,
    `words=${made.code}`,
    `phone=${phone}`,
    `name=${encodeURIComponent(canary)}`,
    `address=${encodeURIComponent(canary)}`,
    'state=closed',
    `regionId=${grid}`,
    'departmentId=dept-agriculture',
    'mine=true',
    'overdue=true',
  ].map(query => `/api/cases?${query}`)
  return [...filled, ...lists, `/api/cases/caller-history?phone=${phone}`]
}

test('those who may read it find the canaries: the walk looks in the right places', async () => {
  const texts = await Promise.all(
    addresses().map(async url => (await call('GET', url, { as: 'seat1' })).text),
  )
  const found = texts.filter(text => text.includes(canary)).length
  assert.ok(found >= 8, `${found} of ${texts.length} answers hold content`)
  const asked = `/api/cases/${made.caseId}`
  const masked = (await call('GET', asked, { as: 'handler-agriculture' })).text
  assert.ok(!masked.includes(phone), 'numbers stand masked until a purpose is said')
  await call('POST', `${asked}/look`, { as: 'handler-agriculture', body: { purpose: 'contact' } })
  const own = (await call('GET', asked, { as: 'handler-agriculture' })).text
  for (const word of [
    '题',
    '文',
    '路7号',
    '名',
    '注',
    '派',
    '因',
    '退',
    '办',
    '答',
    '重',
    '再答',
    '结',
    '评',
  ])
    assert.ok(own.includes(canary + word), word)
  assert.ok(own.includes(phone))
})

const blindToContent = [
  'analyst1',
  'data-steward1',
  'ai-engineer1',
  'system-admin',
  'security-admin',
  'audit-admin',
]
for (const as of blindToContent)
  test(`${as} reads no name, number or text on any route`, async () => {
    for (const url of addresses()) {
      const { text, status } = await call('GET', url, { as })
      assert.ok(status < 500, `${url}: ${status}`)
      assert.ok(!text.includes(canary) && !text.includes(phone), `${url}: ${text.slice(0, 400)}`)
      assert.ok(!text.includes(made.followUpCode), url)
    }
  })

const outOfReach = [undefined, 'handler-bus', 'grid2', 'citizen2', 'lead-water', 'citizen1']
for (const as of outOfReach)
  test(`${as ?? 'a visitor'} learns nothing, not even that the case is there`, async () => {
    const nowhere = '01890000-0000-7000-8000-00000000dead'
    for (const url of addresses()) {
      const { text, status } = await call('GET', url, { as })
      assert.ok(status < 500, `${url}: ${status}`)
      for (const word of [canary, phone, made.caseId, made.code, made.followUpCode]) {
        // An address that somebody asked for may come back in the refusal of it.
        const answered = status >= 400 ? text.replaceAll(made.caseId, '').replaceAll(made.code, '') : text
        assert.ok(!answered.includes(word), `${url} says ${word}: ${text.slice(0, 300)}`)
      }
      if (!url.includes(made.caseId)) continue
      const missing = await call('GET', url.replace(made.caseId, nowhere), { as })
      assert.deepEqual(
        [status, text.replaceAll(made.caseId, '')],
        [missing.status, missing.text.replaceAll(nowhere, '')],
      )
    }
    const counts = await call('GET', '/api/cases/counts', { as })
    if (counts.status === 200) {
      const { states, overdue } = counts.json() as { states: Record<string, number>; overdue: number }
      assert.deepEqual([...new Set(Object.values(states)), overdue], [0, 0])
    }
  })

test('a department reads its case but not the code that rates it', async () => {
  for (const as of ['handler-agriculture', 'grid1']) {
    const { text, status } = await call('GET', `/api/cases/${made.caseId}`, { as })
    assert.equal(status, 200)
    assert.ok(!text.includes(made.followUpCode), as)
  }
  const seat = (await call('GET', `/api/cases/${made.caseId}`, { as: 'seat1' })).json()
  assert.equal(seat.followUpCode, made.followUpCode)
})

test('nothing that was said stands in the log', () => {
  for (const line of hub.log) assert.ok(!line.includes(canary) && !line.includes(phone), line.slice(0, 300))
})
