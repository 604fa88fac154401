import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { demoDuties } from '#city/index.ts'
import { readEntries } from '#ledger/index.ts'
import { type Browser, browserOf, reportCase } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import type { CaseSupervision, ListedSupervision } from './supervision.contract.ts'
import { tellDueSupervisions } from './tell-supervisions.ts'

let hub: TestHub
const people = new Map<string, Browser>()
before(async () => {
  hub = await testHub()
  const accounts = [
    'seat1',
    'dispatcher1',
    'leader1',
    'lead-urban',
    'handler-urban',
    'handler-water',
    'citizen1',
    'analyst1',
  ]
  for (const account of accounts) people.set(account, await browserOf(hub, account))
})
after(() => hub.close())

const as = (account: string) => people.get(account)!
const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
const demand = { demand: '三日内说明', workdays: 3 }
const none = '01890000-0000-7000-8000-000000000000'

async function reported(): Promise<string> {
  const { caseId } = await reportCase(as('seat1'), {
    detail: '河道有异味多日。',
    reporter: { name: '王小明', phone: '138-0013-8000', anonymous: false },
  })
  return caseId
}

async function act(account: string, caseId: string, at: { action: string; body?: object }): Promise<void> {
  const { version } = await as('dispatcher1').read<{ version: number }>(`/api/cases/${caseId}`)
  await as(account).act(`/api/cases/${caseId}/actions/${at.action}`, { version, ...at.body })
}

async function dispatched(): Promise<string> {
  const caseId = await reported()
  const body = { departmentId: 'dept-urban', dutyId: duty.id, categoryId: null }
  await act('dispatcher1', caseId, { action: 'dispatch', body })
  return caseId
}

const path = (caseId: string, what = '') => `/api/cases/${caseId}/supervision${what}`
const send = (account: string, url: string, body: object) => as(account).post<{ code: string }>(url, body)
const supervise = (caseId: string, account = 'leader1') => send(account, path(caseId), demand)
const answer = (caseId: string, account = 'handler-urban') =>
  send(account, path(caseId, '/answer'), { answer: '已查明' })
const accept = (caseId: string, body: object = {}) => send('leader1', path(caseId, '/accept'), body)
const press = (caseId: string, account = 'leader1') =>
  send(account, path(caseId, '/press'), { demand: '再说明', workdays: 1 })
const read = (account: string, caseId: string) => as(account).read<CaseSupervision>(path(caseId))
const list = async (account: string, show: string) =>
  await as(account).read<{ items: ListedSupervision[]; count: number }>(`/api/supervisions?show=${show}`)
const shown = async (account: string, show: string) =>
  (await list(account, show)).items.map(one => one.caseId)

test('each step at its turn, and refused at any other', async () => {
  const caseId = await dispatched()
  const none = 'cases.not-supervised'
  for (const early of [answer, accept, press]) assert.equal((await early(caseId)).body.code, none)
  assert.equal((await supervise(caseId)).status, 200)
  assert.equal((await supervise(caseId)).body.code, 'cases.supervised-already')
  assert.equal((await accept(caseId)).body.code, 'cases.supervision-unanswered')
  assert.equal((await press(caseId)).status, 200, 'one who hears nothing asks again')
  assert.equal((await answer(caseId)).status, 200)
  assert.equal((await answer(caseId)).body.code, 'cases.supervision-answered')
  assert.equal((await press(caseId)).status, 200)
  assert.equal(
    (await accept(caseId)).body.code,
    'cases.supervision-unanswered',
    'asked again, it is open again',
  )
  assert.equal((await answer(caseId, 'lead-urban')).status, 200)
  assert.equal((await accept(caseId, { note: ' 可以 ' })).status, 200)
  for (const late of [answer, accept, press]) assert.equal((await late(caseId)).body.code, none)
  const { open, past } = await read('leader1', caseId)
  assert.equal(open, null)
  assert.deepEqual(
    past[0]!.said.map(one => [one.kind, one.text]),
    [
      ['demand', '三日内说明'],
      ['demand', '再说明'],
      ['answer', '已查明'],
      ['demand', '再说明'],
      ['answer', '已查明'],
      ['note', '可以'],
    ],
  )
  assert.equal((await supervise(caseId)).status, 200, 'and followed anew')
  const both = await read('leader1', caseId)
  assert.deepEqual([both.open?.said.length, both.past.length], [1, 1])
})

test('who may not is refused, and learns nothing of a case that is not theirs', async () => {
  const caseId = await dispatched()
  for (const account of ['seat1', 'dispatcher1', 'lead-urban', 'handler-urban', 'citizen1'])
    assert.equal((await supervise(caseId, account)).status, 403, account)
  assert.equal((await supervise(caseId)).status, 200)
  assert.equal((await answer(caseId, 'handler-water')).status, 404)
  for (const account of ['seat1', 'leader1', 'citizen1'])
    assert.equal((await answer(caseId, account)).status, 403, account)
  for (const account of ['handler-urban', 'dispatcher1'])
    assert.equal((await press(caseId, account)).status, 403, account)
  assert.equal((await as('handler-water').get(path(caseId))).status, 404)
  assert.equal((await as('citizen1').get(path(caseId))).status, 404)
  assert.equal((await as('leader1').get(path(none))).status, 404)
  assert.equal((await supervise(none)).status, 404)
  assert.equal((await as('leader1').get(path('nothing'))).status, 400)
  assert.equal((await hub.server.inject({ method: 'GET', url: path(caseId) })).statusCode, 401)
  const rights = await Promise.all(
    ['leader1', 'handler-urban', 'dispatcher1', 'seat1'].map(async account => {
      const { maySupervise, mayAnswer } = await read(account, caseId)
      return [maySupervise, mayAnswer]
    }),
  )
  assert.deepEqual(rights, [
    [true, false],
    [false, true],
    [false, true],
    [false, false],
  ])
})

test('a case that no department has is answered by the dispatcher; sent on, by who has it then', async () => {
  const caseId = await reported()
  assert.equal((await supervise(caseId)).status, 200)
  assert.equal((await answer(caseId)).status, 404)
  const dispatch = { departmentId: 'dept-urban', dutyId: duty.id, categoryId: null }
  await act('dispatcher1', caseId, { action: 'dispatch', body: dispatch })
  const back = { reason: '不归我们', proposedDepartmentId: null }
  await act('handler-urban', caseId, { action: 'return', body: back })
  assert.equal((await answer(caseId)).status, 404, 'who gave it back answers no more')
  assert.equal((await answer(caseId, 'dispatcher1')).status, 200)
})

test('a case that is closed is answered for and accepted still, and can be followed', async () => {
  const caseId = await dispatched()
  assert.equal((await supervise(caseId)).status, 200)
  const handOver = { service: '110', note: '有危险' }
  await act('dispatcher1', caseId, { action: 'hand-over', body: handOver })
  assert.deepEqual((await shown('leader1', 'open')).includes(caseId), true, 'closing answers no leader')
  assert.equal((await answer(caseId)).status, 200)
  assert.equal((await accept(caseId)).status, 200)
  assert.equal((await supervise(caseId)).status, 200)
  const listed = (await list('leader1', 'open')).items.find(one => one.caseId === caseId)
  assert.deepEqual([listed?.caseState, listed?.demand, listed?.state], ['closed', '三日内说明', 'asked'])
})

test('what is sent is examined: texts, days, and what a list shows', async () => {
  const caseId = await dispatched()
  const wrong: object[] = [
    {},
    { demand: '', workdays: 1 },
    { demand: ' \u200b', workdays: 1 },
    { demand: '路'.repeat(5001), workdays: 1 },
    { demand: '好', workdays: 0 },
    { demand: '好', workdays: 251 },
    { demand: '好', workdays: 1.5 },
    { demand: '好', workdays: '3' },
    { demand: 7, workdays: 3 },
  ]
  for (const body of wrong) {
    const refused = await send('leader1', path(caseId), body)
    assert.equal(refused.status, 400, JSON.stringify(body).slice(0, 80))
  }
  assert.equal((await read('leader1', caseId)).open, null)
  const odd = { demand: '\ud800请\u0000说明<script>', workdays: 250 }
  assert.equal((await send('leader1', path(caseId), odd)).status, 200)
  assert.equal((await read('leader1', caseId)).open?.said[0]?.text, '\ufffd请说明<script>')
  for (const bad of ['', ' ', '\u2800'])
    assert.equal((await send('handler-urban', path(caseId, '/answer'), { answer: bad })).status, 400)
  assert.equal((await as('leader1').get('/api/supervisions?show=all')).status, 400)
})

test('of two tabs one is heard, whatever they press', async () => {
  const caseId = await dispatched()
  const one = async (tried: Promise<{ status: number }[]>) =>
    (await tried).map(({ status }) => status).toSorted()
  assert.deepEqual(await one(Promise.all([supervise(caseId), supervise(caseId)])), [200, 409])
  assert.deepEqual(await one(Promise.all([answer(caseId), answer(caseId, 'lead-urban')])), [200, 409])
  assert.deepEqual(await one(Promise.all([accept(caseId), accept(caseId)])), [200, 409])
  assert.equal((await supervise(caseId)).status, 200)
  assert.equal((await answer(caseId)).status, 200)
  // Asked again or accepted: never both.
  const [pressed, accepted] = await Promise.all([press(caseId), accept(caseId)])
  assert.deepEqual([pressed.status, accepted.status].toSorted(), [200, 409])
  const { open } = await read('leader1', caseId)
  assert.equal(open?.state ?? 'accepted', pressed.status === 200 ? 'asked' : 'accepted')
})

test('overdue is told once for each asking, by two processes, never of what was answered', async () => {
  const [late, answered, ended] = [await dispatched(), await dispatched(), await dispatched()]
  for (const caseId of [late, answered, ended]) await supervise(caseId)
  for (const caseId of [answered, ended]) await answer(caseId)
  await accept(ended)
  const { database, owner } = hub.base
  const before = (await list('leader1', 'overdue')).count
  const ids = [late, answered, ended]
  const pass = () =>
    sql`update cases.supervision set due_at = now() - interval '1 hour' where case_id = any(${ids}::uuid[])`.execute(
      owner,
    )
  await pass()
  const told = await Promise.all([tellDueSupervisions(database), tellDueSupervisions(database)])
  assert.equal(told[0] + told[1], 1)
  assert.equal(await tellDueSupervisions(database), 0)
  assert.deepEqual((await read('handler-urban', late)).open?.overdue, true)
  assert.deepEqual((await read('leader1', answered)).open?.overdue, false)
  assert.equal((await list('leader1', 'overdue')).count, before + 1)
  assert.deepEqual((await shown('handler-urban', 'answered')).includes(answered), true)
  assert.deepEqual((await shown('handler-urban', 'ended')).includes(ended), true)
  for (const show of ['open', 'overdue', 'answered', 'ended']) {
    assert.deepEqual(await shown('handler-water', show), [], show)
    assert.deepEqual(await shown('citizen1', show).catch(() => []), [], show)
  }
  await press(late)
  await pass()
  assert.equal(await tellDueSupervisions(database), 1)
  assert.equal(await tellDueSupervisions(database, AbortSignal.abort()), 0)
  const kinds = (await readEntries(database, `case:${late}`)).map(entry => entry.kind)
  assert.equal(kinds.filter(kind => kind.startsWith('case.supervis')).length, 2)
})

test('below their level a reader sees that and when, neither by whom nor what', async () => {
  const caseId = await dispatched()
  await supervise(caseId)
  const { open } = await read('analyst1', caseId)
  assert.deepEqual(
    open?.said.map(one => [one.kind, one.actorName, one.text]),
    [['demand', null, null]],
  )
  const listed = (await list('analyst1', 'open')).items.find(one => one.caseId === caseId)
  assert.deepEqual([listed?.subject, listed?.demand, listed?.state], [null, null, 'asked'])
  assert.equal((await read('handler-urban', caseId)).open?.said[0]?.text, '三日内说明')
})
