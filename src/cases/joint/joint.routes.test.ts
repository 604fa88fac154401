import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoDuties } from '#city/index.ts'
import { type Browser, browserOf, dispatchCase, reportCase } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import type { CaseJoint, ListedTask } from './joint.contract.ts'

let hub: TestHub
const people = new Map<string, Browser>()
before(async () => {
  hub = await testHub()
  const accounts = ['seat1', 'dispatcher1', 'lead-urban', 'handler-urban', 'handler-water', 'handler-market']
  for (const account of accounts) people.set(account, await browserOf(hub, account))
})
after(() => hub.close())

const as = (account: string) => people.get(account)!
const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!

async function dispatched(): Promise<{ caseId: string; code: string }> {
  const reporter = { name: '王小明', phone: '138-0013-8000', anonymous: false }
  const made = await reportCase(as('seat1'), {
    subject: '道路塌陷',
    detail: '小区门口道路塌陷，水管漏水。',
    reporter,
  })
  await dispatchCase(as('seat1'), made, { dutyId: duty.id })
  return made
}

const jointOf = (account: string, caseId: string) => as(account).read<CaseJoint>(`/api/cases/${caseId}/joint`)
const tasksOf = async (account: string, open = true) =>
  (await as(account).read<{ items: ListedTask[] }>(`/api/tasks?open=${open}`)).items

test('a task over HTTP: asked by the lead, seen by its department alone, taken on, answered once', async () => {
  const { caseId, code } = await dispatched()
  const asked = await as('lead-urban').act<{ version: number; state: string }>(`/api/cases/${caseId}/tasks`, {
    departmentId: 'dept-water',
    asked: '请修复水管',
    workdays: 2,
  })
  assert.deepEqual([asked.version, asked.state], [3, 'dispatched'])
  const [task] = await tasksOf('handler-water')
  assert.deepEqual(
    [task?.code, task?.subject, task?.asked, task?.state, task?.mine],
    [code, '道路塌陷', '请修复水管', 'asked', true],
  )
  assert.deepEqual(await tasksOf('handler-market'), [])
  assert.equal((await as('handler-water').get(`/api/cases/${caseId}`)).status, 200)
  assert.equal((await as('handler-market').get(`/api/cases/${caseId}`)).status, 404)
  const path = `/api/tasks/${task!.taskId}`
  assert.equal((await as('handler-market').post(`${path}/accept`, {})).status, 404)
  assert.equal((await as('handler-urban').post(`${path}/reply`, { reply: '代答' })).status, 404)
  assert.equal((await as('seat1').post(`${path}/accept`, {})).status, 403)
  await as('handler-water').act(`${path}/accept`, {})
  assert.equal((await as('handler-water').post(`${path}/accept`, {})).status, 409)
  assert.equal((await as('handler-water').post(`${path}/reply`, { reply: ' ' })).status, 400)
  await as('handler-water').act(`${path}/reply`, { reply: '已修复' })
  const again = await as('handler-water').post<{ code: string }>(`${path}/reply`, { reply: '再答' })
  assert.deepEqual([again.status, again.body.code], [409, 'cases.task-has-ended'])
  assert.equal((await as('handler-water').get(`/api/cases/${caseId}`)).status, 404)
  assert.deepEqual(
    (await tasksOf('handler-water', false)).map(one => [one.said, one.subject]),
    [['已修复', null]],
  )
  assert.equal((await jointOf('handler-urban', caseId)).tasks[0]?.said, '已修复')
})

test('what is wrong with an asking is said', async () => {
  const { caseId } = await dispatched()
  const ask = (account: string, body: object) =>
    as(account).post<{ code: string }>(`/api/cases/${caseId}/tasks`, body)
  const good = { departmentId: 'dept-water', asked: '请修复', workdays: null }
  const cases: [string, object, number, string][] = [
    ['handler-urban', good, 403, 'base.forbidden'],
    ['lead-urban', { ...good, departmentId: 'dept-urban' }, 400, 'cases.host-is-no-co-host'],
    ['lead-urban', { ...good, departmentId: 'dept-none' }, 400, 'cases.unknown-department'],
    ['lead-urban', { ...good, workdays: 0 }, 400, 'base.invalid-input'],
    ['lead-urban', { ...good, asked: '' }, 400, 'base.invalid-input'],
  ]
  for (const [account, body, status, code] of cases) {
    const answer = await ask(account, body)
    assert.equal(answer.status, status, JSON.stringify(answer.body))
    if (status !== 403) assert.equal(answer.body.code, code)
  }
  await ask('lead-urban', good)
  const twice = await ask('dispatcher1', good)
  assert.deepEqual([twice.status, twice.body.code], [409, 'cases.task-is-open'])
  const [task] = await tasksOf('handler-water')
  await as('dispatcher1').act(`/api/tasks/${task!.taskId}/withdraw`, { reason: '不再需要' })
  assert.deepEqual(await tasksOf('handler-water'), [])
  assert.equal((await ask('dispatcher1', good)).status, 200)
})

test('parents, children and meetings over HTTP', async () => {
  const [parent, child] = [await dispatched(), await dispatched()]
  const link = (account: string, of: string, parentCode: string) =>
    as(account).post<{ code: string }>(`/api/cases/${of}/parent`, { parentCode })
  assert.equal((await link('seat1', child.caseId, parent.code)).status, 403)
  assert.equal((await link('dispatcher1', child.caseId, parent.code)).status, 200)
  assert.equal((await link('dispatcher1', parent.caseId, child.code)).body.code, 'cases.not-two-levels')
  assert.equal((await link('dispatcher1', child.caseId, 'ABCD')).body.code, 'cases.no-such-parent')
  const family = await jointOf('lead-urban', parent.caseId)
  assert.deepEqual(
    family.children.map(one => one.code),
    [child.code],
  )
  assert.equal((await jointOf('handler-urban', child.caseId)).parent?.code, parent.code)
  const remove = await as('lead-urban').post(`/api/cases/${child.caseId}/parent/remove`, {
    reason: '另一件事',
  })
  assert.equal(remove.status, 200)
  assert.equal((await jointOf('lead-urban', parent.caseId)).children.length, 0)
  const meeting = {
    heldAt: '2026-11-20T14:30:00+08:00',
    place: '三楼',
    departmentIds: ['dept-urban', 'dept-water'],
    conclusions: '城管牵头',
  }
  const path = `/api/cases/${parent.caseId}/meetings`
  assert.equal((await as('lead-urban').post(path, meeting)).status, 200)
  assert.equal((await as('lead-urban').post(path, { ...meeting, departmentIds: [] })).status, 400)
  assert.equal((await as('lead-urban').post(path, { ...meeting, heldAt: '昨天' })).status, 400)
  const { timeline } = await as('dispatcher1').read<{ timeline: { type: string }[] }>(
    `/api/cases/${parent.caseId}`,
  )
  assert.equal(timeline.at(-1)?.type, 'meeting-held')
})
