import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { addDays, createCity, demoDuties, wallTime } from '#city/index.ts'
import { readEntries } from '#ledger/index.ts'
import { callerReport } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import type { LimitRule, NewLimit } from '../limits.contract.ts'

let hub: TestHub
let today: string
const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!

before(async () => {
  hub = await testHub()
  const { calendar } = await createCity({ database: hub.base.database }).snapshot()
  today = wallTime(calendar.timeZone, Date.now()).date
})
after(() => hub.close())

async function call<T>(as: string | undefined, url: string, body?: object) {
  const headers = as ? { authorization: `Bearer ${await hub.token(as)}` } : {}
  const method = body ? 'POST' : 'GET'
  const answer = await hub.server.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
  return { status: answer.statusCode, body: answer.json<T & { code?: string }>() }
}

const limit = (more: Partial<NewLimit> = {}): NewLimit => ({
  ...{ categoryId: null, urgency: null, departmentId: null, response: null, validFrom: today },
  handling: { amount: 5, unit: 'workdays' },
  ...more,
})
const add = async (more: Partial<NewLimit> = {}) => {
  const made = await call<LimitRule>('data-steward1', '/api/limits', limit(more))
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return made.body
}
const end = (id: string, validTo: string, as = 'data-steward1') =>
  call<LimitRule>(as, `/api/limits/${id}/end`, { validTo })

/** Workdays, hours or minutes a dispatch was given now, and whether there is a time to begin. */
async function given(more: { urgency?: string; dutyId?: string | null; departmentId?: string } = {}) {
  const { caseId } = (await call<{ caseId: string }>('seat1', '/api/cases', callerReport())).body
  const { urgency, dutyId = null, departmentId = 'dept-urban' } = more
  const body = { version: 1, departmentId, dutyId, categoryId: null, ...(urgency ? { urgency } : {}) }
  const sent = await call('dispatcher1', `/api/cases/${caseId}/actions/dispatch`, body)
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  const { rows } = await sql<{ due_basis: { parts: object[] } | null; respond_by: Date | null }>`
    select due_basis, respond_by from cases.case_record where id = ${caseId}`.execute(hub.base.database)
  return { parts: rows[0]!.due_basis?.parts ?? null, begins: rows[0]!.respond_by !== null }
}

test('who may read the rules and who may change them', async () => {
  const may: [string | undefined, number, number][] = [
    ['data-steward1', 200, 201],
    ['dispatcher1', 200, 403],
    ['seat1', 200, 403],
    ['handler-urban', 200, 403],
    ['lead-urban', 200, 403],
    ['leader1', 200, 403],
    ['analyst1', 200, 403],
    ['citizen1', 200, 403],
    [undefined, 401, 401],
  ]
  const made = await add({ urgency: 'urgent', departmentId: 'dept-bus', validFrom: addDays(today, 50) })
  for (const [index, [as, reads, adds]] of may.entries()) {
    const read = await call(as, '/api/limits')
    const added = await call(
      as,
      '/api/limits',
      limit({ departmentId: 'dept-bus', validFrom: addDays(today, 60 + index) }),
    )
    assert.deepEqual([read.status, added.status], [reads, adds], as)
    if (adds !== 201)
      assert.equal((await call(as, `/api/limits/${made.id}/end`, { validTo: today })).status, adds)
  }
  const rules = (await call<{ items: LimitRule[] }>('seat1', '/api/limits')).body.items
  assert.equal(rules.filter(rule => rule.departmentId === 'dept-bus').length, 2, 'only the steward’s')
  assert.equal(rules.find(rule => rule.id === made.id)!.validTo, null)
})

test('the door takes no broken rule', async () => {
  const wrong: object[] = [
    ...[0, -1, 1.5, 10_001, '5', null].map(amount => ({ handling: { amount, unit: 'hours' } })),
    { handling: { amount: 5, unit: 'weeks' } },
    { handling: null },
    { handling: { amount: 5 } },
    { response: { amount: 0, unit: 'hours' } },
    { response: { unit: 'hours' } },
    { urgency: 'soon' },
    ...['', '2026-02-30', '2026-1-1', 'today', '2026-11-22T00:00:00Z', null].map(validFrom => ({
      validFrom,
    })),
    { categoryId: 7 },
    { departmentId: 'x'.repeat(300) },
  ]
  for (const more of wrong) {
    const { status } = await call('data-steward1', '/api/limits', { ...limit(), ...more })
    assert.equal(status, 400, JSON.stringify(more))
  }
  const unknown = [{ categoryId: 'nothing-like-it' }, { departmentId: 'dept-nobody' }]
  for (const more of unknown)
    assert.match(
      (await call('data-steward1', '/api/limits', limit(more))).body.code ?? '',
      /^cases\.unknown-/,
    )
  const made = await add({ urgency: 'emergency', validFrom: addDays(today, 40) })
  for (const validTo of ['', '2026-02-30', null, 7])
    assert.equal((await call('data-steward1', `/api/limits/${made.id}/end`, { validTo })).status, 400)
  assert.equal((await end('no-uuid', today)).status, 400)
  assert.equal((await end(crypto.randomUUID(), today)).body.code, 'cases.limit-ended')
})

test('a rule that begins later does not hold yet; one that ends today holds no more; the closest wins', async () => {
  assert.deepEqual(await given(), { parts: null, begins: false })
  await add({
    departmentId: 'dept-urban',
    validFrom: addDays(today, 1),
    handling: { amount: 1, unit: 'workdays' },
  })
  assert.equal((await given()).parts, null, 'tomorrow’s')
  const usual = await add({
    handling: { amount: 9, unit: 'workdays' },
    response: { amount: 30, unit: 'minutes' },
  })
  assert.deepEqual(await given(), { parts: [{ workdays: 9 }], begins: true })
  const byDuty = await given({ dutyId: duty.id })
  assert.deepEqual(
    byDuty,
    { parts: [{ workdays: duty.timeLimitWorkdays }], begins: true },
    'the default yields',
  )
  const own = await add({ departmentId: 'dept-urban', handling: { amount: 7, unit: 'hours' } })
  assert.deepEqual(await given({ dutyId: duty.id }), { parts: [{ hours: 7 }], begins: false })
  assert.deepEqual((await given({ departmentId: 'dept-water' })).parts, [{ workdays: 9 }], 'not for others')
  const hurried = await add({ urgency: 'urgent', handling: { amount: 45, unit: 'minutes' } })
  assert.deepEqual((await given({ urgency: 'urgent' })).parts, [{ minutes: 45 }])
  assert.deepEqual((await given({ urgency: 'emergency' })).parts, [{ hours: 7 }])
  assert.equal((await end(own.id, addDays(today, 1))).status, 200)
  assert.deepEqual((await given()).parts, [{ hours: 7 }], 'until tomorrow')
  for (const rule of [hurried, usual]) assert.equal((await end(rule.id, today)).status, 200)
  assert.deepEqual((await given({ urgency: 'urgent' })).parts, [{ hours: 7 }])
  assert.equal((await given({ departmentId: 'dept-water' })).parts, null)
})

test('one that was mistyped is ended on its day and put right at once; one that held keeps its day', async () => {
  const wrong = await add({ departmentId: 'dept-water', handling: { amount: 5, unit: 'minutes' } })
  const right = limit({ departmentId: 'dept-water', handling: { amount: 5, unit: 'workdays' } })
  assert.equal((await call('data-steward1', '/api/limits', right)).body.code, 'cases.limit-exists')
  assert.equal(
    (await end(wrong.id, addDays(today, -1))).body.code,
    'cases.limit-ended',
    'not before it began',
  )
  assert.equal((await end(wrong.id, today)).status, 200)
  const race = await Promise.all([1, 2, 3].map(() => call('data-steward1', '/api/limits', right)))
  assert.deepEqual(race.map(one => one.status).toSorted(), [201, 409, 409])
  assert.deepEqual((await given({ departmentId: 'dept-water' })).parts, [{ workdays: 5 }])
  const kept = race.find(one => one.status === 201)!.body as LimitRule
  assert.equal((await end(kept.id, addDays(today, 3))).status, 200)
  assert.equal((await end(kept.id, addDays(today, 5))).body.code, 'cases.limit-ended', 'ended once')
  assert.equal((await call('data-steward1', '/api/limits', right)).body.code, 'cases.limit-exists')
  const next = await add({ departmentId: 'dept-water', validFrom: addDays(today, 3) })
  const kinds = async (id: string) =>
    (await readEntries(hub.base.database, `limit:${id}`)).map(entry => entry.kind).toSorted()
  assert.deepEqual(await kinds(wrong.id), ['case.limit-added', 'case.limit-ended'])
  assert.deepEqual(await kinds(kept.id), ['case.limit-added', 'case.limit-ended'])
  assert.deepEqual(await kinds(next.id), ['case.limit-added'])
})

test('a limit of decades stops no dispatch', async () => {
  await add({
    departmentId: 'dept-urban',
    urgency: 'emergency',
    handling: { amount: 10_000, unit: 'workdays' },
  })
  assert.deepEqual((await given({ urgency: 'emergency' })).parts, [{ workdays: 10_000 }])
})

test('reminders over HTTP: who is asked for, and what a broken key says', async () => {
  for (const [as, status] of [
    ['handler-urban', 200],
    ['citizen1', 200],
    ['system-admin', 403],
    [undefined, 401],
  ] as const)
    assert.equal((await call(as, '/api/reminders')).status, status, as)
  const key = { caseId: crypto.randomUUID(), step: 2, kind: 'overdue' }
  const acknowledge = (more: object) =>
    call('handler-urban', '/api/reminders/acknowledge', { ...key, ...more })
  for (const more of [{ caseId: 'x' }, { step: 0 }, { step: 2 ** 31 }, { step: 1.5 }, { kind: 'never' }])
    assert.equal((await acknowledge(more)).status, 400, JSON.stringify(more))
  assert.equal((await acknowledge({})).body.code, 'base.not-found')
})
