import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Browser, browserOf } from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'

// One product for two capabilities that share it: objections with their rulings, and the people of a desk.
let hub: TestHub
const browsers = new Map<string, Browser>()
const as = async (account: string): Promise<Browser> => {
  const known = browsers.get(account) ?? (await browserOf(hub, account))
  browsers.set(account, known)
  return known
}
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

interface Problem {
  code: string
}
const nowhere = '01890000-0000-7000-8000-000000000000'
let keys = 0

/** A case that `dept-urban` objects to; the version is the one a reviewer sees. */
async function objected(): Promise<{ caseId: string; version: number }> {
  const visitor = await browserOf(hub)
  const made = await visitor.act<{ followUpCode: string }>('/api/public/reports', {
    subject: '',
    detail: `景观灯不亮 ${++keys}`,
    address: null,
    longitude: null,
    latitude: null,
    regionId: null,
    reporter: { name: null, phone: null, anonymous: true },
    idempotencyKey: `key of an objected report ${keys}`,
  })
  assert.ok(made.followUpCode)
  const dispatcher = await as('dispatcher1')
  const { items } = await dispatcher.read<{ items: { caseId: string; version: number }[] }>(
    '/api/cases?state=reported&limit=1',
  )
  const { caseId } = items[0]!
  const send = { version: items[0]!.version, departmentId: 'dept-urban', dutyId: null, categoryId: null }
  const { version } = await dispatcher.act<{ version: number }>(`/api/cases/${caseId}/actions/dispatch`, send)
  const objection = { version, reason: '不属于城管', proposedDepartmentId: 'dept-water', dutyId: null }
  const handler = await as('handler-urban')
  return await handler.act(`/api/cases/${caseId}/actions/object`, objection)
}

const reading: [path: string, statuses: { [account: string]: number }][] = [
  [
    '/api/disputes',
    {
      dispatcher2: 200,
      'handler-urban': 200,
      'lead-urban': 200,
      analyst1: 200,
      seat1: 403,
      grid1: 403,
      citizen1: 403,
      'data-steward1': 403,
      'system-admin': 403,
      leader1: 403,
    },
  ],
  [
    '/api/contested-cases',
    { dispatcher2: 200, 'handler-water': 200, analyst1: 200, seat1: 403, 'ai-engineer1': 403 },
  ],
  ['/api/returns', { dispatcher2: 200, 'lead-water': 200, analyst1: 200, citizen1: 403, 'audit-admin': 403 }],
  [
    '/api/duty-proposals',
    { 'data-steward1': 200, 'handler-urban': 403, 'lead-urban': 403, seat1: 403, analyst1: 403 },
  ],
  [
    '/api/desks/dept-urban',
    {
      'lead-urban': 200,
      'handler-urban': 200,
      'handler-water': 404,
      'lead-water': 404,
      dispatcher1: 403,
      seat1: 403,
      analyst1: 403,
      leader1: 403,
      citizen1: 403,
      'security-admin': 403,
    },
  ],
]

for (const [path, statuses] of reading)
  test(`${path}: who reads it, who is refused, and for whom it does not exist`, async () => {
    for (const [account, status] of Object.entries(statuses))
      assert.equal((await (await as(account)).get(path)).status, status, account)
    assert.equal((await (await browserOf(hub)).get(path)).status, 401, 'nobody signed in')
  })

test('what a query cannot be is said, and never an error of ours', async () => {
  const dispatcher = await as('dispatcher2')
  const bad = [
    '/api/disputes?state=all',
    '/api/disputes/not-a-uuid',
    '/api/returns?from=2026-02-30',
    '/api/returns?from=0001-01-01&to=0001-01-02',
    '/api/returns?from=9999-12-01&to=9999-12-31',
    '/api/returns?from=2026-03-01&to=2026-01-01',
    '/api/returns?to=1900-01-01',
  ]
  for (const path of bad) {
    const { status, body } = await dispatcher.get<Problem>(path)
    if (path.endsWith('to=1900-01-01')) assert.equal(status, 200, 'the first day there is has an empty past')
    else assert.deepEqual([status, body.code], [400, 'base.invalid-input'], path)
  }
  assert.equal((await dispatcher.get(`/api/disputes/${nowhere}`)).status, 404)
})

test('an objection over HTTP: bodies that lack something, the ruling, and what each of the sides is then told', async () => {
  const { caseId, version } = await objected()
  const reviewer = await as('dispatcher2')
  const path = `/api/cases/${caseId}/actions/uphold-objection`
  const ruling = { version, reason: '供水管线的灯', departmentId: 'dept-water', dutyId: null }
  const bad: object[] = [
    { ...ruling, reason: '  ' },
    { ...ruling, reason: undefined },
    { ...ruling, departmentId: undefined },
    { ...ruling, dutyId: undefined },
    { ...ruling, version: '3' },
    { ...ruling, reason: '长'.repeat(5001) },
    { ...ruling, dutyChange: { kind: 'host' } },
    { ...ruling, dutyChange: { kind: 'host', dutyId: 'x', dutyVersion: 0, inForceFrom: '2030-01-01' } },
    {},
  ]
  for (const body of bad) {
    const answer = await reviewer.post<Problem>(path, body)
    assert.deepEqual(
      [answer.status, answer.body.code],
      [400, 'base.invalid-input'],
      JSON.stringify(body).slice(0, 90),
    )
  }
  const own = await (await as('dispatcher1')).post<Problem>(path, ruling)
  assert.deepEqual([own.status, own.body.code], [403, 'cases.own-interest'])
  const side = await (await as('handler-urban')).post<Problem>(path, ruling)
  assert.equal(side.status, 403)
  const stale = await reviewer.post<Problem>(path, { ...ruling, version: version - 1 })
  assert.deepEqual([stale.status, stale.body.code], [409, 'cases.stale'])
  await reviewer.act(path, ruling)
  for (const [account, visible] of [
    ['handler-urban', false],
    ['lead-water', true],
    ['dispatcher1', true],
  ] as const) {
    const { items } = await (await as(account)).read<{
      items: { caseId: string; visible: boolean; subject: unknown }[]
    }>('/api/disputes?state=ended')
    const told = items.find(one => one.caseId === caseId)
    assert.deepEqual([told?.visible, told?.subject !== null], [visible, visible], account)
  }
  const stranger = await (await as('handler-police')).read<{ items: unknown[] }>('/api/disputes?state=ended')
  assert.deepEqual(stranger.items, [], 'no side, nothing to see')
})

test('decisions on proposals: the steward alone, of what is there, with a word that is yes or no', async () => {
  const path = `/api/duty-proposals/${nowhere}/decision`
  const steward = await as('data-steward1')
  assert.equal((await steward.post(path, { accept: true })).status, 404)
  assert.equal((await steward.post(path, { accept: 'yes' })).status, 400)
  assert.equal((await steward.post(path, {})).status, 400)
  assert.equal((await steward.post('/api/duty-proposals/none/decision', { accept: true })).status, 400)
  for (const account of ['lead-urban', 'seat1', 'analyst1', 'citizen1'])
    assert.equal((await (await as(account)).post(path, { accept: true })).status, 403, account)
})

interface Desk {
  people: { personId: string; name: string }[]
  absences: { absenceId: string }[]
  today: string
  leads: boolean
}

test('absences over HTTP: forms that cannot be, strangers, and the end of one by who may', async () => {
  const lead = await as('lead-urban')
  const handler = await as('handler-urban')
  const { people, today, leads } = await lead.read<Desk>('/api/desks/dept-urban')
  assert.equal(leads, true)
  assert.equal((await handler.read<Desk>('/api/desks/dept-urban')).leads, false)
  const [one, other] = people
  const entered = {
    kind: 'leave',
    departmentId: 'dept-urban',
    personId: one!.personId,
    substituteId: other!.personId,
    starts: today,
    ends: today,
  }
  const bad: [object, string][] = [
    [{ kind: 'holiday' }, 'base.invalid-input'],
    [{ personId: 'me' }, 'base.invalid-input'],
    [{ starts: '2026-13-01' }, 'base.invalid-input'],
    [{ ends: '9999-01-01' }, 'base.invalid-input'],
    [{ ends: '2000-01-01' }, 'cases.absence-dates'],
    [{ starts: '2900-01-01', ends: '2901-01-03' }, 'cases.absence-dates'],
    [{ substituteId: one!.personId }, 'cases.own-substitute'],
    [{ substituteId: nowhere }, 'cases.not-of-this-desk'],
    [{ departmentId: 'dept-water' }, 'base.not-found'],
    [{ departmentId: 'nowhere' }, 'base.not-found'],
  ]
  for (const [change, expected] of bad) {
    const { body } = await lead.post<Problem>('/api/absences', { ...entered, ...change })
    assert.equal(body.code, expected, JSON.stringify(change))
  }
  assert.equal((await (await as('seat1')).post('/api/absences', entered)).status, 403)
  assert.equal((await (await as('lead-water')).post('/api/absences', entered)).status, 404)
  await lead.act('/api/absences', entered)
  const [absence] = (await lead.read<Desk>('/api/desks/dept-urban')).absences
  const path = `/api/absences/${absence!.absenceId}/end`
  assert.equal((await (await as('handler-water')).post(path, {})).status, 404, 'no other desk knows of it')
  assert.equal((await (await as('dispatcher1')).post(path, {})).status, 403)
  await lead.act(path, {})
  assert.equal((await lead.post(path, {})).status, 404, 'once')
  assert.equal((await lead.post('/api/absences/none/end', {})).status, 400)
})

test('the limit and the roster: the lead’s alone, and within what can be', async () => {
  const put = async (account: string, payload: object, department = 'dept-urban') => {
    const answer = await hub.server.inject({
      method: 'PUT',
      url: `/api/desks/${department}`,
      headers: { authorization: `Bearer ${await hub.token(account)}` },
      payload,
    })
    return [answer.statusCode, answer.json<Problem>().code]
  }
  const none = { version: 0, casesPerPerson: null, roster: [] }
  assert.equal((await put('lead-urban', none))[0], 200)
  assert.equal((await put('handler-urban', none))[0], 403)
  assert.equal((await put('dispatcher1', none))[0], 403)
  assert.equal((await put('lead-water', none))[0], 404)
  assert.equal((await put('lead-urban', none, 'Dept Urban'))[0], 400)
  const day = (weekday: number, personId = nowhere) => ({ weekday, personId })
  const bad: object[] = [
    { ...none, casesPerPerson: 0 },
    { ...none, casesPerPerson: 1001 },
    { ...none, casesPerPerson: 2.5 },
    { casesPerPerson: null },
    { ...none, roster: [day(0)] },
    { ...none, roster: [day(8)] },
    { ...none, roster: [day(1, 'somebody')] },
    { ...none, roster: Array.from({ length: 1401 }, () => day(1)) },
  ]
  for (const body of bad)
    assert.equal((await put('lead-urban', body))[0], 400, JSON.stringify(body).slice(0, 80))
  const stranger = await put('lead-urban', { ...none, roster: [day(1)] })
  assert.deepEqual(stranger, [400, 'cases.not-of-this-desk'])
})
