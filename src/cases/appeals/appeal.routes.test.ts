import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import type { Appeal, OwnAppeals } from './appeal.contract.ts'

let hub: TestHub
let visitor: Browser
let code = ''
const path = () => `/api/public/reports/${encodeURIComponent(code)}/appeals`
const ground = '处理结果与我反映的问题无关。'
const answer = {
  outcome: 'upheld',
  finding: '您说得对，已转水务部门。',
  correctedDepartmentId: 'dept-water',
  correctedCategoryId: null,
}

before(async () => {
  hub = await testHub()
  visitor = await browserOf(hub)
  const seat = await browserOf(hub, 'seat1')
  const draftId = crypto.randomUUID()
  const said = { draftId, subject: '', detail: '解放路上的路灯坏了好几盏，晚上很黑。', regionId: null }
  await seat.act('/api/cases/advice', said)
  const made = await seat.act<{ followUpCode: string }>('/api/cases', {
    ...said,
    address: null,
    longitude: null,
    latitude: null,
    reporter: { name: null, phone: null, anonymous: true },
    channel: 'phone',
    nature: 'complaint',
    idempotencyKey: draftId,
  })
  code = made.followUpCode
})
after(() => hub.close())

test('nobody signs in to object; a wrong kind, an empty or a boundless ground is refused in words', async () => {
  const { body } = await visitor.get<OwnAppeals>(path())
  assert.deepEqual(body, { items: [], hindrance: null })
  const bad = [
    { kind: 'wrong', ground: ' ' },
    { kind: 'wrong', ground: 'x'.repeat(2001) },
    { kind: 'other', ground },
    { kind: 'wrong' },
    {},
  ]
  for (const payload of bad) assert.equal((await visitor.post(path(), payload)).status, 400)
  assert.equal((await visitor.get('/api/public/reports/0000-0000-0000-0000/appeals')).status, 404)
  const made = await visitor.post<OwnAppeals>(path(), { kind: 'person', ground })
  assert.equal(made.status, 201)
  assert.equal(made.body.items.length, 1)
  const again = await visitor.post<{ code: string }>(path(), { kind: 'person', ground })
  assert.deepEqual([again.status, again.body.code], [409, 'cases.no-appeal-now'])
})

test('dispatchers answer, leaders read without the words, others do neither; the citizen reads the answer', async () => {
  const dispatcher = await browserOf(hub, 'dispatcher1')
  const { items } = await dispatcher.read<{ items: Appeal[] }>('/api/appeals')
  const [one] = items
  assert.equal(one?.ground, ground)
  assert.equal(one?.kind, 'person')
  const at = `/api/appeals/${one!.appealId}`
  for (const account of ['seat1', 'handler-urban', 'ai-engineer1']) {
    const browser = await browserOf(hub, account)
    assert.equal((await browser.get('/api/appeals')).status, 403, account)
    assert.equal((await browser.get(at)).status, 403, account)
    assert.equal((await browser.post(`${at}/decision`, answer)).status, 403, account)
  }
  const leader = await browserOf(hub, 'leader1')
  assert.equal((await leader.get(at)).status, 200)
  assert.equal((await leader.post(`${at}/decision`, answer)).status, 403)
  for (const url of ['/api/appeals', at]) assert.equal((await visitor.get(url)).status, 401)
  assert.equal((await visitor.post(`${at}/decision`, answer)).status, 401)

  for (const wrong of [
    { ...answer, finding: '' },
    { ...answer, outcome: 'lapsed' },
    { ...answer, outcome: 'kept' },
    { ...answer, correctedDepartmentId: 'nobody' },
  ])
    assert.equal((await dispatcher.post(`${at}/decision`, wrong)).status, 400, JSON.stringify(wrong))
  assert.equal((await dispatcher.get('/api/appeals/x')).status, 400)
  assert.deepEqual(await dispatcher.act(`${at}/decision`, answer), { outcome: 'upheld' })
  assert.equal((await dispatcher.post(`${at}/decision`, answer)).status, 409)
  const decided = await dispatcher.read<{ items: Appeal[] }>('/api/appeals?state=decided')
  assert.ok(decided.items[0]?.decidedByName, 'by name for who may see names')
  const { body } = await visitor.get<OwnAppeals>(path())
  assert.equal(body.items[0]?.finding, answer.finding)

  const register = await visitor.read<{ items: { algorithm: { id: string }; objections: object }[] }>(
    '/api/register',
  )
  const dispatch = register.items.find(item => item.algorithm.id === 'cases.dispatch')
  assert.deepEqual(dispatch?.objections, {
    objections: 1,
    decided: 1,
    upheld: 1,
    overdue: 0,
    medianDays: 0,
  })
})
