import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import { demoPeople } from '#city/index.ts'
import { readEntries } from '#ledger/index.ts'
import { type Browser, browserOf } from './fixtures/browser.ts'
import { type TestHub, testHub } from './fixtures/hub.ts'

let hub: TestHub
let seat: Browser
let dispatcher: Browser

before(async () => {
  hub = await testHub()
  seat = await browserOf(hub, 'seat1')
  dispatcher = await browserOf(hub, 'dispatcher1')
})
after(() => hub.close())

const words = '我们小区门口解放路上的路灯坏了好几盏，晚上一片漆黑，老人孩子出行很不安全，请尽快派人来修。'

interface Advice {
  blind: boolean
  advice: {
    decisionId: string
    outcome: string
    value: { candidates: { departmentId: string; dutyId: string | null; categoryId: string | null }[] }
    evidence: { kind: string }[]
    label: { zh: string }
  } | null
}
interface Detail {
  state: string
  version: number
  departmentId: string | null
  rating: number | null
  actions: string[]
  detail: string | null
  timeline: { type: string; text: string | null; decisionId: string | null; actorName: string }[]
}
interface Acted {
  version: number
  state: string
}
interface Decision {
  decisionId: string
  subject: string
  outcome: string
  verdict: string | null
  contentIntact: boolean | null
  content: unknown
  acts: { act: string; verdict: string | null; blind: boolean; evidenceOpened: boolean | null }[]
  ledger: { kind: string; intact: boolean }[]
}

const pathOf = (caseId: string, action?: string) =>
  action ? `/api/cases/${caseId}/actions/${action}` : `/api/cases/${caseId}`
const detailOf = (who: Browser, caseId: string) => who.read<Detail>(pathOf(caseId))
const handlerOf = (departmentId: string) => {
  const found = demoPeople().find(
    person => person.departmentId === departmentId && person.roles.includes('handler'),
  )
  assert.ok(found, `nobody handles in ${departmentId}`)
  return found.account
}

/** What the seat does: advice while typing, then the report from the same draft. */
async function intake(detail = words) {
  const draftId = randomUUID()
  const matter = { subject: '', detail, regionId: null }
  const asked = await seat.act<Advice>('/api/cases/advice', { draftId, ...matter })
  const made = await seat.act<{ caseId: string; code: string; followUpCode: string; version: number }>(
    '/api/cases',
    {
      draftId,
      ...matter,
      address: '解放路 18 号',
      longitude: null,
      latitude: null,
      reporter: { name: '赵先生', phone: '13900000001', anonymous: false },
      channel: 'phone',
      nature: 'complaint',
      idempotencyKey: draftId,
    },
  )
  return { ...made, advice: asked.advice, draftId }
}

/** An engineer reads the record by token: administrators need a second factor. */
async function decision(decisionId: string): Promise<Decision> {
  const answer = await hub.server.inject({
    url: `/api/decisions/${decisionId}`,
    headers: { authorization: `Bearer ${await hub.token('ai-engineer1')}` },
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json()
}

test('from a citizen on the telephone to a rated case, each step on the timeline, the decision on record', async () => {
  const { caseId, code, followUpCode, advice } = await intake()
  assert.ok(advice, 'advice before the report is sent')
  assert.match(advice.label.zh, /人工智能.*生成/)
  assert.ok(advice.evidence.length > 0, 'it says why')
  const [best] = advice.value.candidates
  const open = await decision(advice.decisionId)
  assert.deepEqual([open.verdict, open.acts, open.contentIntact], [null, [], true])
  assert.ok(open.ledger.some(entry => entry.kind === 'decision.made' && entry.intact))
  assert.equal(open.content, null, 'an engineer sees facts, not what the citizen wrote')

  const first = await detailOf(seat, caseId)
  assert.deepEqual([first.state, first.version, first.detail], ['reported', 1, words])
  const citizen = await browserOf(hub)
  const follow = () =>
    citizen.read<{ state: string; reply: string | null; canRate: boolean; code: string }>(
      `/api/public/reports/${followUpCode}`,
    )
  assert.deepEqual([(await follow()).code, (await follow()).state], [code, 'reported'])

  const sent = await seat.act<Acted>(pathOf(caseId, 'dispatch'), {
    version: first.version,
    departmentId: best!.departmentId,
    dutyId: best!.dutyId,
    categoryId: best!.categoryId,
    advice: { decisionId: advice.decisionId, evidenceOpened: true, secondsToSettle: 6.5 },
  })
  assert.equal(sent.state, 'dispatched')
  const settled = await decision(advice.decisionId)
  assert.equal(settled.verdict, 'adopted')
  assert.deepEqual(
    settled.acts.map(act => [act.act, act.verdict, act.evidenceOpened]),
    [
      ['used', null, null],
      ['settled', 'adopted', true],
    ],
  )
  assert.ok(settled.ledger.every(entry => entry.intact))

  const handler = await browserOf(hub, handlerOf(best!.departmentId))
  const mine = await handler.read<{ items: { caseId: string }[] }>('/api/cases?state=dispatched')
  assert.ok(
    mine.items.some(item => item.caseId === caseId),
    'it lies in the list of the department',
  )
  const begun = await handler.act<Acted>(pathOf(caseId, 'handle'), { version: sent.version })
  const reply = '已更换 3 盏路灯灯泡，当晚恢复照明。'
  const replied = await handler.act<Acted>(pathOf(caseId, 'reply'), { version: begun.version, reply })
  assert.equal(replied.state, 'verifying')
  assert.ok((await detailOf(dispatcher, caseId)).actions.includes('close'))
  const closed = await dispatcher.act<Acted>(pathOf(caseId, 'close'), { version: replied.version })
  assert.equal(closed.state, 'closed')

  const told = await follow()
  assert.deepEqual([told.state, told.reply, told.canRate], ['closed', reply, true])
  await citizen.act(`/api/public/reports/${followUpCode}/rating`, { score: 5, resolved: true })
  assert.equal((await follow()).canRate, false)

  const last = await detailOf(dispatcher, caseId)
  assert.equal(last.rating, 5)
  assert.deepEqual(
    last.timeline.map(event => event.type).filter(type => type !== 'advised'),
    ['reported', 'accepted', 'dispatched', 'handling-started', 'replied', 'closed', 'rated'],
  )
  assert.equal(last.timeline.find(event => event.type === 'dispatched')?.decisionId, advice.decisionId)
  const entries = await readEntries(hub.base.database, `case:${caseId}`)
  assert.ok(entries.length >= 7 && entries.every(entry => entry.intact))
  assert.ok(!JSON.stringify(entries).includes('路灯'), 'the ledger holds no content')
})

test('a stale tab gets a clear conflict, and nothing it did is half done', async () => {
  const { caseId, advice } = await intake()
  const to = advice!.value.candidates[0]!
  const body = { version: 1, ...to, confidence: undefined, note: '第一个窗口' }
  const two = await Promise.all([
    seat.post(pathOf(caseId, 'dispatch'), body),
    dispatcher.post(pathOf(caseId, 'dispatch'), { ...body, note: '第二个窗口' }),
  ])
  assert.deepEqual(two.map(one => one.status).sort(), [200, 409])
  const refused = two.find(one => one.status === 409)!.body
  assert.match(String(refused.code), /^cases\./)
  assert.ok(String(refused.title).length > 5)
  const { timeline, version } = await detailOf(dispatcher, caseId)
  assert.equal(timeline.filter(event => event.type === 'dispatched').length, 1)
  const stale = await dispatcher.post(pathOf(caseId, 'return'), {
    version: version - 1,
    reason: '旧页面',
    proposedDepartmentId: null,
  })
  assert.ok(stale.status === 409 || stale.status === 403, `${stale.status}`)
  const after = await detailOf(dispatcher, caseId)
  assert.deepEqual([after.version, after.timeline.length], [version, timeline.length])
})

test('who may not do it is refused, and the case stays as it was', async () => {
  const { caseId, followUpCode } = await intake()
  const to = { version: 1, departmentId: 'dept-water', dutyId: null, categoryId: null }
  for (const account of ['analyst1', 'citizen1', 'ai-engineer1', 'data-steward1', 'handler-water', 'grid1']) {
    const browser = await browserOf(hub, account)
    const { status } = await browser.post(pathOf(caseId, 'dispatch'), to)
    assert.ok(status === 403 || status === 404, `${account}: ${status}`)
  }
  const nobody = await browserOf(hub)
  assert.equal((await nobody.post(pathOf(caseId, 'dispatch'), to)).status, 401)
  assert.equal((await nobody.get(pathOf(caseId))).status, 401)
  const early = await nobody.post(`/api/public/reports/${followUpCode}/rating`, { score: 1, resolved: false })
  assert.equal(early.status, 409)
  const seatCloses = await seat.post(pathOf(caseId, 'close'), { version: 1 })
  assert.ok(seatCloses.status === 403 || seatCloses.status === 409, `${seatCloses.status}`)
  assert.deepEqual(
    [(await detailOf(seat, caseId)).version, (await detailOf(seat, caseId)).state],
    [1, 'reported'],
  )
})

test("a link to another department's case is answered like one to nothing", async () => {
  const { caseId } = await intake()
  await seat.act(pathOf(caseId, 'dispatch'), {
    version: 1,
    departmentId: 'dept-water',
    dutyId: null,
    categoryId: null,
  })
  const water = await browserOf(hub, 'handler-water')
  assert.equal((await water.get(pathOf(caseId))).status, 200)
  const other = await browserOf(hub, 'handler-market')
  const missing = await other.get(pathOf(randomUUID()))
  for (const path of [pathOf(caseId), `${pathOf(caseId)}/advice`]) {
    const hidden = await other.get(path)
    assert.equal(hidden.status, 404)
    assert.equal(hidden.body.code, missing.body.code, 'nothing tells that it exists')
  }
  const acts: [string, object][] = [
    ['handle', { version: 2 }],
    ['reply', { version: 2, reply: '已处理' }],
    ['comment', { version: 2, note: '看看' }],
  ]
  for (const [action, body] of acts) {
    const { status } = await other.post(pathOf(caseId, action), body)
    assert.ok(status === 404 || status === 403, `${action} ${status}`)
  }
  const list = await other.read<{ items: { caseId: string }[] }>('/api/cases?limit=200')
  assert.ok(!list.items.some(item => item.caseId === caseId))
})

test('advice that is not followed is kept beside what the person chose', async () => {
  const { caseId, advice } = await intake()
  const others = ['dept-water', 'dept-market', 'dept-traffic']
  const departmentId = others.find(id => id !== advice!.value.candidates[0]!.departmentId)!
  await seat.act(pathOf(caseId, 'dispatch'), {
    version: 1,
    departmentId,
    dutyId: null,
    categoryId: null,
    advice: { decisionId: advice!.decisionId, evidenceOpened: false, secondsToSettle: 31 },
    reason: '该路段由其负责',
  })
  const record = await decision(advice!.decisionId)
  assert.ok(record.verdict === 'amended' || record.verdict === 'rejected', `${record.verdict}`)
  assert.ok(!record.acts.some(act => act.act === 'used'), 'what was not followed was not used')
  assert.equal((await detailOf(seat, caseId)).departmentId, departmentId)
})

test('advice given for one case cannot be credited to another', async () => {
  const one = await intake()
  const two = await intake('自来水管爆裂，水流满街。')
  const { status, body } = await seat.post(pathOf(two.caseId, 'dispatch'), {
    version: 1,
    departmentId: 'dept-water',
    dutyId: null,
    categoryId: null,
    advice: { decisionId: one.advice!.decisionId, evidenceOpened: true, secondsToSettle: 1 },
  })
  assert.equal(status, 400, JSON.stringify(body))
  assert.equal(body.code, 'cases.advice-of-another-case')
  assert.equal((await detailOf(seat, two.caseId)).state, 'reported')
})

test('a click twice is one case, and what was typed is not lost when it cannot be sent', async () => {
  const { draftId, caseId } = await intake()
  const again = await seat.act<{ caseId: string }>('/api/cases', {
    draftId,
    subject: '',
    detail: words,
    regionId: null,
    address: null,
    longitude: null,
    latitude: null,
    reporter: { name: null, phone: null, anonymous: true },
    channel: 'phone',
    nature: 'complaint',
    idempotencyKey: draftId,
  })
  assert.equal(again.caseId, caseId)
  const wrong = await seat.post('/api/cases', { draftId, detail: '' })
  assert.equal(wrong.status, 400)
  assert.ok(Array.isArray(wrong.body.errors), 'each wrong field is named')
})
