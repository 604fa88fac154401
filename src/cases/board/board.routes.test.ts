import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { demoDuties } from '#city/index.ts'
import {
  type Browser,
  browserOf,
  dispatchCase,
  type MadeCase,
  reportCase,
} from '../../../test/fixtures/browser.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'

let hub: TestHub
const accounts = [
  'seat1',
  'dispatcher1',
  'lead-urban',
  'handler-urban',
  'handler-water',
  'grid1',
  'leader1',
  'citizen1',
  'analyst1',
  'data-steward1',
] as const
type Account = (typeof accounts)[number]
type Who = Account | 'visitor'
const people = new Map<Who, Browser>()

before(async () => {
  hub = await testHub()
  people.set('visitor', await browserOf(hub))
  for (const account of accounts) people.set(account, await browserOf(hub, account))
})
after(() => hub.close())

async function call(who: Who, ...[method, url, payload]: Parameters<Browser['send']>) {
  const answer = await people.get(who)!.send(method, url, payload)
  assert.ok(answer.status < 500, `${who} ${method} ${url}: ${answer.status} ${answer.text}`)
  return answer
}
const read = async <Body>(who: Who, url: string): Promise<Body> => {
  const answer = await call(who, 'GET', url)
  assert.equal(answer.status, 200, `${who} ${url}: ${answer.text}`)
  return answer.json<Body>()
}

const duty = demoDuties.find(one => one.hostDepartmentId === 'dept-urban')!
const here = { longitude: 120.001, latitude: 36.001 }

const reported = () =>
  reportCase(people.get('seat1')!, {
    detail: '=1+2 小区门口的路灯不亮三天了',
    ...here,
    reporter: { name: '王小明', phone: '138-0013-8000', anonymous: false },
  })

async function act(who: Who, made: MadeCase, action: string, body: object) {
  const { version } = await read<{ version: number }>('dispatcher1', `/api/cases/${made.caseId}`)
  return await call(who, 'POST', `/api/cases/${made.caseId}/actions/${action}`, { version, ...body })
}

async function dispatched(departmentId = 'dept-urban'): Promise<MadeCase> {
  const made = await reported()
  const dutyId = departmentId === 'dept-urban' ? duty.id : null
  await dispatchCase(people.get('seat1')!, made, { departmentId, dutyId })
  return made
}

const box = 'west=119.9&south=35.9&east=120.1&north=36.1&zoom=13'

/** Who gets what: 200, or refused. Visitors are told to sign in. */
const doors: [string, readonly Account[]][] = [
  ['/api/board', accounts.filter(one => one !== 'data-steward1')],
  [`/api/map/cells?${box}`, accounts.filter(one => one !== 'data-steward1')],
  ['/api/exports/cases?format=csv', ['dispatcher1', 'lead-urban', 'analyst1']],
  ['/api/exports', accounts],
  ['/api/repeat-distances', accounts],
]

for (const [url, allowed] of doors)
  test(`${url.split('?')[0]} opens for the roles it is meant for and for nobody else`, async () => {
    for (const account of accounts) {
      const { status } = await call(account, 'GET', url)
      assert.equal(status, allowed.includes(account) ? 200 : 403, account)
    }
    assert.equal((await call('visitor', 'GET', url)).status, 401)
  })

test('distances are set by data stewards and dispatchers, in bounds, for categories that are there', async () => {
  const put = async (who: Who, body: object) => (await call(who, 'PUT', '/api/repeat-distances', body)).status
  const categoryId = duty.categoryId
  for (const who of accounts)
    assert.equal(
      await put(who, { categoryId, metres: 80 }),
      who === 'dispatcher1' || who === 'data-steward1' ? 200 : 403,
      who,
    )
  assert.equal(await put('visitor', { categoryId, metres: 80 }), 401)
  const bad: [object, number][] = [
    [{ categoryId, metres: 9 }, 400],
    [{ categoryId, metres: 2001 }, 400],
    [{ categoryId, metres: 50.5 }, 400],
    [{ categoryId, metres: '80' }, 400],
    [{ categoryId }, 400],
    [{ categoryId: '', metres: 80 }, 400],
    [{ categoryId: 'x'.repeat(81), metres: 80 }, 400],
    [{ categoryId: 'nothing', metres: 80 }, 400],
    [{ categoryId: 'a\u0000b', metres: 80 }, 400],
    [{ categoryId: '__proto__', metres: null }, 400],
    [{ metres: 80 }, 400],
  ]
  for (const [body, status] of bad)
    assert.equal(await put('data-steward1', body), status, JSON.stringify(body))
  const set = await read<{ otherwise: number; items: object[] }>('citizen1', '/api/repeat-distances')
  // Two saved it, one after the other.
  assert.deepEqual(set, {
    otherwise: { metres: 250, weeks: 12, closedDays: 14 },
    items: [{ categoryId, metres: 80, weeks: null, closedDays: null, version: 2 }],
  })
  assert.equal(await put('data-steward1', { categoryId, metres: null }), 200)
  assert.equal(await put('data-steward1', { categoryId, metres: null }), 200, 'taking away twice is no fault')
})

test('a search for the same matter takes hostile questions as questions', async () => {
  const ask = (body: object, who: Who = 'seat1') => call(who, 'POST', '/api/cases/repeats', body)
  const fine = { detail: '路灯不亮', ...here }
  for (const changes of [
    { detail: '' },
    { detail: "'; drop table cases.case_record; --" },
    { detail: '&|!():*<->\\' },
    { detail: '\u0000\ud800' },
    { detail: '好'.repeat(20_000) },
    { regionId: 'no-such-region' },
    { regionId: 'a\u0000b', longitude: null, latitude: null },
    { categoryId: 'no-such-category' },
    { categoryId: 'constructor' },
    { longitude: 180, latitude: 90 },
    { longitude: -180, latitude: -90 },
    { longitude: null },
    { latitude: 0, longitude: 0 },
  ]) {
    const { status, text } = await ask({ ...fine, ...changes })
    assert.equal(status, 200, `${JSON.stringify(changes).slice(0, 80)} ${text.slice(0, 200)}`)
  }
  for (const changes of [
    { detail: 5 },
    { detail: '好'.repeat(20_001) },
    { longitude: 181 },
    { latitude: -91 },
    { longitude: '120' },
    { subject: 'x'.repeat(201) },
    { regionId: 'x'.repeat(81) },
  ])
    assert.equal((await ask({ ...fine, ...changes })).status, 400, JSON.stringify(changes).slice(0, 80))
  // Words of others are for who may search by content: the analyst's level is too low, the leader may.
  for (const [who, status] of [
    ['analyst1', 403],
    ['citizen1', 403],
    ['data-steward1', 403],
    ['visitor', 401],
    ['handler-urban', 200],
    ['grid1', 200],
  ] as const)
    assert.equal((await ask(fine, who)).status, status, who)
})

test('members and likely repeats of a case: nothing by ids of others, of nobody, or of no form', async () => {
  const [lead, member] = [await dispatched(), await reported()]
  assert.equal((await act('handler-urban', member, 'merge', { into: lead.caseId })).status, 403)
  assert.equal((await act('seat1', member, 'merge', { into: lead.caseId })).status, 200)
  const path = (id: string, what = 'members') => `/api/cases/${id}/${what}`
  const seen = await read<{ people: number; members: { code: string }[] }>(
    'handler-urban',
    path(member.caseId),
  )
  assert.deepEqual([seen.people, seen.members.map(one => one.code)], [2, [member.code]])
  for (const what of ['members', 'repeats']) {
    assert.equal((await call('handler-water', 'GET', path(lead.caseId, what))).status, 404)
    assert.equal((await call('seat1', 'GET', path(crypto.randomUUID(), what))).status, 404)
    assert.equal((await call('seat1', 'GET', path('not-an-id', what))).status, 400)
    assert.equal((await call('visitor', 'GET', path(lead.caseId, what))).status, 401)
  }
  const masked = await read<{ members: { reporterName: unknown; excerpt: unknown }[] }>(
    'analyst1',
    path(lead.caseId),
  )
  assert.deepEqual([masked.members[0]!.reporterName, masked.members[0]!.excerpt], [null, null])
})

test('who of a department works on how much: only for departments of the own scope', async () => {
  await dispatched('dept-water')
  const people = async (who: Who, id: string) =>
    (await read<{ items: { open: number }[] }>(who, `/api/board/people?departmentId=${id}`)).items
  assert.equal((await people('handler-water', 'dept-water'))[0]!.open, 1)
  assert.deepEqual(await people('handler-urban', 'dept-water'), [])
  assert.deepEqual(await people('citizen1', 'dept-water'), [])
  for (const id of ['nobody', '%27%3B--', 'x'.repeat(80)])
    assert.deepEqual(await people('dispatcher1', id), [], id)
  for (const query of ['', '?departmentId=', '?departmentId=a%00b', `?departmentId=${'x'.repeat(81)}`])
    assert.equal((await call('dispatcher1', 'GET', `/api/board/people${query}`)).status, 400, query)
})

test('the map answers nonsense with an error or with nothing, never with a fault', async () => {
  const at = (changes: Record<string, string>) => {
    const query = new URLSearchParams({
      west: '119.9',
      south: '35.9',
      east: '120.1',
      north: '36.1',
      zoom: '13',
      ...changes,
    })
    return call('seat1', 'GET', `/api/map/cells?${query}`)
  }
  const hostile: Record<string, string>[] = [
    { west: 'NaN' },
    { west: '-Infinity' },
    { west: '-181' },
    { north: '90.1' },
    { zoom: '25' },
    { zoom: '-1' },
    { zoom: 'x' },
    { area: '1,2;3' },
    { area: 'NaN,1;2,2;3,3' },
    { area: JSON.stringify({ type: 'Polygon', coordinates: [] }) },
    { area: '120,36;\u0000120,37;121,36' },
    { state: 'open' },
    { from: '2026-02-30' },
  ]
  for (const bad of hostile) assert.equal((await at(bad)).status, 400, JSON.stringify(bad))
  assert.equal((await at({ area: '100,20;130,20;130,50;100,50' })).status, 400)
  const count = async (changes: Record<string, string>) => {
    const answer = await at(changes)
    assert.equal(answer.status, 200, `${JSON.stringify(changes)} ${answer.text}`)
    return answer.json<{ count: number }>().count
  }
  const all = await count({})
  assert.ok(all > 0)
  assert.equal(await count({ west: '120.1', east: '119.9' }), 0, 'the sides changed over')
  assert.equal(await count({ south: '36.1', north: '35.9' }), 0, 'upside down')
  assert.equal(await count({ west: '-180', east: '180', south: '-90', north: '90', zoom: '0' }), all)
  assert.equal(await count({ west: '10', east: '10.1' }), 0)
  assert.equal(await count({ west: '179', east: '-179' }), 0, 'across the date line nothing lies')
  // A bow tie, a line, a point, twice round: all are areas of some sort.
  assert.ok((await count({ area: '119.99,35.99;120.02,36.02;120.02,35.99;119.99,36.02' })) > 0)
  assert.equal(await count({ area: '119.95,35.95;119.96,35.96;119.97,35.97' }), 0)
  assert.equal(await count({ area: '120.05,36.05;120.05,36.05;120.05,36.05' }), 0)
  assert.equal(
    await count({ area: Array.from({ length: 20 }, () => '120,36;120.01,36;120.01,36.01').join(';') }),
    all,
  )
})

test('a view holds what an address holds; what a database cannot keep is refused or cleaned', async () => {
  const save = (who: Who, name: unknown, filter: unknown) =>
    call(who, 'POST', '/api/views', { name, filter } as object)
  const hostile = { words: `' or 1=1 --"<script>` }
  assert.equal((await save('seat1', '  我的\u0000视图  ', hostile)).status, 200)
  const { items } = await read<{ items: { viewId: string; name: string; filter: object }[] }>(
    'seat1',
    '/api/views',
  )
  assert.deepEqual(
    items.map(({ name, filter }) => ({ name, filter })),
    [{ name: '我的视图', filter: hostile }],
  )
  const dirty = await save('seat1', 'nul', { words: 'a\u0000b\ud800' })
  assert.deepEqual(dirty.status, 200, dirty.text)
  for (const [name, filter] of [
    ['x'.repeat(300), {}],
    ['', {}],
    ['   ', {}],
    [7, {}],
    ['view', { words: 5 }],
    ['view', { words: 'x'.repeat(2001) }],
    ['view', { ['k'.repeat(41)]: 'x' }],
    ['view', { 'a\u0000b': 'x' }],
    ['view', { 'a b': 'x' }],
    ['view', Object.fromEntries(Array.from({ length: 41 }, (_, n) => [`k${n}`, 'x']))],
    ['view', ['words']],
    ['view', null],
  ] as const)
    assert.equal((await save('seat1', name, filter)).status, 400, JSON.stringify([name, filter]).slice(0, 60))
  assert.equal((await save('visitor', 'view', {})).status, 401)
  assert.equal((await save('data-steward1', 'view', {})).status, 403)
  const mine = items[0]!.viewId
  for (const who of ['seat1', 'dispatcher1'] as const)
    assert.equal(
      (await call(who, 'DELETE', `/api/views/${crypto.randomUUID()}`)).status,
      404,
      'of nobody is as of others',
    )
  assert.equal((await call('dispatcher1', 'DELETE', `/api/views/${mine}`)).status, 404)
  assert.equal((await call('seat1', 'DELETE', '/api/views/1')).status, 400)
  assert.equal((await call('seat1', 'DELETE', `/api/views/${mine}`)).status, 200)
  assert.equal((await call('seat1', 'DELETE', `/api/views/${mine}`)).status, 404, 'forgotten already')
})

test('saving at one time from many tabs never makes more views than may be', async () => {
  const results = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      call('lead-urban', 'POST', '/api/views', { name: `view ${n}`, filter: {} }),
    ),
  )
  assert.equal(results.filter(one => one.status === 200).length, 50)
  const { items } = await read<{ items: object[] }>('lead-urban', '/api/views')
  assert.equal(items.length, 50)
})

test('a file is handed over as a file, in the language and level of who takes it, and is on record', async () => {
  const exported = (who: Who, query: string) => call(who, 'GET', `/api/exports/cases?${query}`)
  const { headers, text } = await exported('dispatcher1', 'format=csv&words=路灯')
  assert.equal(headers['content-type'], 'text/csv; charset=utf-8')
  assert.match(String(headers['content-disposition']), /^attachment; filename\*=UTF-8''.+\.csv$/)
  assert.equal(headers['cache-control'], 'no-store')
  assert.ok(text.startsWith('\uFEFF"城枢导出 '))
  assert.ok(text.includes(`"'=1+2 小区门口`) && !text.includes('王小明'))
  const lead = (await exported('lead-urban', 'format=csv')).text
  assert.ok(lead.includes('L4') && lead.split('\r\n').length < text.split('\r\n').length)
  for (const bad of ['', 'format=pdf', 'format=csv&state=open', 'format=csv&from=today', 'format=csv&phone='])
    assert.ok([200, 400].includes((await exported('dispatcher1', bad)).status), bad)
  assert.equal((await exported('dispatcher1', 'format=pdf')).status, 400)
  // By content only who may read it searches, and what was refused is not on record.
  assert.equal((await exported('analyst1', 'format=csv&words=路灯')).status, 403)
  const mine = await read<{ items: { by: string; rows: number; level: string }[] }>(
    'analyst1',
    '/api/exports',
  )
  assert.deepEqual(
    mine.items.map(one => [one.by, one.level]),
    [['计明之', 'L2']],
  )
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from cases.export where ended_at is null`.execute(hub.base.owner)
  assert.equal(rows[0]!.count, 0, 'every file that was asked for has ended')
})
