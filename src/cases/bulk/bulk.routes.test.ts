import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import {
  type Browser,
  browserOf,
  dispatchCase,
  type MadeCase,
  reportCase,
} from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import type { BulkDetail, BulkPreview } from './bulk.contract.ts'

let hub: TestHub
const browsers = new Map<string, Browser>()
const as = async (account: string): Promise<Browser> => {
  const known = browsers.get(account) ?? (await browserOf(hub, account))
  browsers.set(account, known)
  return known
}
before(async () => {
  hub = await testHub({ work: true })
})
after(() => hub.close())

interface Problem {
  code: string
  title: string
  errors?: { path: string; message: string }[]
}
const nowhere = '01890000-0000-7000-8000-000000000000'
let keys = 0
const newKey = () => `a key of these tests ${++keys}`
const toUrban = { action: 'dispatch', departmentId: 'dept-urban', dutyId: null }

async function reported(count: number): Promise<MadeCase[]> {
  const seat = await as('seat1')
  const made: MadeCase[] = []
  for (let one = 0; one < count; one++) made.push(await reportCase(seat, { detail: `路灯不亮 ${++keys}` }))
  return made
}
const versionsOf = async (made: readonly MadeCase[]) => {
  const dispatcher = await as('dispatcher1')
  return await Promise.all(
    made.map(async ({ caseId }) => {
      const { version } = await dispatcher.read<{ version: number }>(`/api/cases/${caseId}`)
      return { caseId, version }
    }),
  )
}
const ended = async (browser: Browser, bulkId: string, undo = false): Promise<BulkDetail> => {
  for (;;) {
    const act = await browser.read<BulkDetail>(`/api/bulk-acts/${bulkId}`)
    const open = undo ? act.undo === 'at-work' : act.state === 'queued' || act.state === 'running'
    if (!open) return act
    await new Promise(done => setTimeout(done, 100))
  }
}

test('every role is let in or kept out as the policies say, by every way there is', async () => {
  const ways: [method: 'GET' | 'POST', path: string][] = [
    ['GET', '/api/bulk-acts'],
    ['GET', `/api/bulk-acts/${nowhere}`],
    ['POST', '/api/bulk-acts'],
    ['POST', '/api/bulk-acts/preview'],
    ['POST', `/api/bulk-acts/${nowhere}/cancel`],
    ['POST', `/api/bulk-acts/${nowhere}/undo`],
  ]
  const may = ['seat1', 'dispatcher1', 'handler-urban', 'lead-urban']
  const mayNot = ['citizen1', 'grid1', 'leader1', 'analyst1', 'data-steward1', 'ai-engineer1', 'audit-admin']
  for (const account of [...may, ...mayNot])
    for (const [method, path] of ways) {
      const browser = await as(account)
      const { status } = method === 'GET' ? await browser.get(path) : await browser.post(path, {})
      assert.equal(status === 403, mayNot.includes(account), `${account} ${method} ${path}: ${status}`)
    }
  const visitor = await browserOf(hub)
  for (const [method, path] of ways) {
    const { status } = method === 'GET' ? await visitor.get(path) : await visitor.post(path, {})
    assert.equal(status, 401, `${method} ${path}`)
  }
})

test('what is not an act is refused with the field that is wrong', async () => {
  const dispatcher = await as('dispatcher1')
  const one = { caseId: nowhere, version: 1 }
  const good = { ...toUrban, cases: [one], idempotencyKey: newKey() }
  const wrong: [name: string, body: object][] = [
    ['nothing', {}],
    ['no cases', { ...good, cases: [] }],
    ['too many cases', { ...good, cases: Array(501).fill(one) }],
    ['an action there is not', { ...good, action: 'decline' }],
    ['a prototype', { ...good, action: '__proto__' }],
    ['a case that is no id', { ...good, cases: [{ caseId: "x'; drop table", version: 1 }] }],
    ['a version below one', { ...good, cases: [{ caseId: nowhere, version: 0 }] }],
    ['a version no case can have', { ...good, cases: [{ caseId: nowhere, version: 2 ** 53 - 1 }] }],
    ['a department that is empty', { ...good, departmentId: '\u0000' }],
    ['a short key', { ...good, idempotencyKey: 'short' }],
    ['no key', { ...toUrban, cases: [one] }],
    ['a note without end', { ...good, note: '长'.repeat(1001) }],
    ['a person that is no id', { ...good, action: 'assign', personId: 'anna' }],
    ['nobody to assign to', { ...good, action: 'assign' }],
  ]
  for (const [name, body] of wrong) {
    const { status, body: problem } = await dispatcher.post<Problem>('/api/bulk-acts', body)
    assert.equal(status, 400, `${name}: ${JSON.stringify(problem)}`)
    assert.ok(problem.code && problem.title, name)
  }
  const { rows } = await sql`select from cases.bulk_act`.execute(hub.base.owner)
  assert.equal(rows.length, 0)
})

test('a preview says in the reader’s language what would become of each; a department that is none stops all', async () => {
  const made = await reported(2)
  const dispatcher = await as('dispatcher1')
  const cases = [...(await versionsOf(made)), { caseId: nowhere, version: 1 }]
  const send = (headers: Record<string, string>) => ({
    method: 'POST' as const,
    url: '/api/bulk-acts/preview',
    payload: { ...toUrban, cases },
    headers,
  })
  const token = await hub.token('dispatcher1')
  const chinese = await hub.server.inject(send({ authorization: `Bearer ${token}`, 'accept-language': 'zh' }))
  const english = await hub.server.inject(send({ authorization: `Bearer ${token}`, 'accept-language': 'en' }))
  const [zh, en] = [chinese.json<BulkPreview>(), english.json<BulkPreview>()]
  assert.deepEqual([zh.able, en.able], [2, 2])
  assert.deepEqual(
    zh.items.map(one => one.code),
    [made[0]!.code, made[1]!.code, null],
  )
  assert.notEqual(zh.items[2]!.cause!.message, en.items[2]!.cause!.message)
  assert.equal(zh.items[2]!.cause!.code, 'base.not-found')
  const none = await dispatcher.act<BulkPreview>('/api/bulk-acts/preview', {
    ...toUrban,
    departmentId: 'dept-of-nothing',
    cases,
  })
  assert.equal(none.able, 0)
  assert.equal(none.items[0]!.cause!.code, 'cases.unknown-department')
  for (const { caseId } of made) {
    const { state, timeline } = await dispatcher.read<{ state: string; timeline: unknown[] }>(
      `/api/cases/${caseId}`,
    )
    assert.equal(state, 'reported')
    assert.ok(timeline.length <= 2)
  }
})

test('sixty cases after a storm: sent, told once, taken back, all by the running product', async () => {
  const made = await reported(60)
  const dispatcher = await as('dispatcher1')
  const cases = await versionsOf(made)
  const body = { ...toUrban, note: '台风善后', cases, idempotencyKey: newKey() }
  const [first, second] = await Promise.all([
    dispatcher.act<BulkDetail>('/api/bulk-acts', body),
    dispatcher.act<BulkDetail>('/api/bulk-acts', body),
  ])
  assert.equal(first.bulkId, second.bulkId)
  const done = await ended(dispatcher, first.bulkId)
  assert.deepEqual([done.state, done.total, done.done, done.left], ['done', 60, 60, 0])
  assert.deepEqual(
    done.items.map(one => one.caseId),
    cases.map(one => one.caseId),
  )
  const list = await dispatcher.read<{ items: BulkDetail[] }>('/api/bulk-acts')
  assert.equal(list.items[0]!.bulkId, first.bulkId)

  // Another dispatcher neither sees it nor takes it back; it is like one that is not there.
  const other = await as('dispatcher2')
  const path = `/api/bulk-acts/${first.bulkId}`
  assert.deepEqual((await other.read<{ items: unknown[] }>('/api/bulk-acts')).items, [])
  for (const answer of [
    await other.get(path),
    await other.post(`${path}/undo`, {}),
    await other.post(`${path}/cancel`, {}),
  ])
    assert.equal(answer.status, 404)

  const handler = await as('handler-urban')
  const begun = cases[7]!
  const { version } = await handler.read<{ version: number }>(`/api/cases/${begun.caseId}`)
  await handler.act(`/api/cases/${begun.caseId}/actions/handle`, { version })
  await Promise.all([dispatcher.act(`${path}/undo`, {}), dispatcher.act(`${path}/undo`, {})])
  const back = await ended(dispatcher, first.bulkId, true)
  assert.deepEqual([back.undone, back.undoLeft, back.undo], [59, 1, 'done'])
  const left = back.items.find(one => one.undo === 'left')!
  assert.deepEqual([left.caseId, left.undoCause?.code], [begun.caseId, 'cases.undo-changed'])
  const states = await sql<{ state: string; n: number }>`
    select state, count(*)::int as n from cases.case_record
     where id = any(${cases.map(one => one.caseId)}::uuid[]) group by state order by state`.execute(
    hub.base.owner,
  )
  assert.deepEqual(states.rows, [
    { state: 'handling', n: 1 },
    { state: 'reported', n: 59 },
  ])
  // The department was told of each twice: that it came, and that it went.
  const told = await sql<{ template: string; n: number }>`
    select template, count(*)::int as n from cases.inbox_message
     where case_id = any(${cases.map(one => one.caseId)}::uuid[])
       and template in ('dispatched.department', 'recalled.former') group by template order by template`.execute(
    hub.base.owner,
  )
  assert.deepEqual(told.rows, [
    { template: 'dispatched.department', n: 60 },
    { template: 'recalled.former', n: 59 },
  ])
  const again = await dispatcher.act<BulkDetail>(`${path}/undo`, {})
  assert.equal(again.undo, 'done')
})

test('what a case was told to have by bulk cannot be reached by its own doors: a recall has none', async () => {
  const [made] = await reported(1)
  const dispatcher = await as('dispatcher1')
  await dispatchCase(dispatcher, made!)
  const { version, actions } = await dispatcher.read<{ version: number; actions: string[] }>(
    `/api/cases/${made!.caseId}`,
  )
  assert.ok(actions.every(action => !action.startsWith('recall')))
  for (const step of ['recall-dispatch', 'recall-assign', 'recall-close']) {
    const { status } = await dispatcher.post(`/api/cases/${made!.caseId}/actions/${step}`, { version })
    assert.equal(status, 404, step)
  }
})

test('a lead gives what the department has to a person; what lies elsewhere is not there', async () => {
  const [mine, theirs] = (await reported(2)) as [MadeCase, MadeCase]
  const dispatcher = await as('dispatcher1')
  await dispatchCase(dispatcher, mine, { departmentId: 'dept-urban' })
  await dispatchCase(dispatcher, theirs, { departmentId: 'dept-water' })
  const lead = await as('lead-urban')
  const desk = await lead.read<{ people: { personId: string; lead: boolean }[] }>('/api/desks/dept-urban')
  const { personId } = desk.people.find(one => !one.lead)!
  const cases = await versionsOf([mine, theirs])
  const act = await lead.act<BulkDetail>('/api/bulk-acts', {
    action: 'assign',
    personId,
    cases,
    idempotencyKey: newKey(),
  })
  const done = await ended(lead, act.bulkId)
  assert.deepEqual(
    done.items.map(one => [one.state, one.code, one.cause?.code ?? null]),
    [
      ['done', mine.code, null],
      ['left', null, 'base.not-found'],
    ],
  )
  const water = await as('lead-water')
  const untouched = await water.read<{ assigneeId: string | null }>(`/api/cases/${theirs.caseId}`)
  assert.equal(untouched.assigneeId, null)
})
