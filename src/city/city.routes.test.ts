import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { pino } from 'pino'
import { type Access, baseError, createHttpServer } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { seededDatabase } from './city.fixture.ts'
import { cityRoutes } from './city.routes.ts'
import { createCity } from './create-city.ts'
import { square } from './small-city.fixture.ts'

/** The routes behind the real HTTP server; the caller is a header, and may do what the action list in it says. */
async function serve(t: TestContext) {
  const database = await seededDatabase(t)
  const who = (caller: { id: string }) => caller.id
  const server = await createHttpServer<{ id: string; may: string[] }>({
    routes: cityRoutes({
      database,
      city: createCity({ database }),
      who,
      usedOutside: async () => ({ openCases: 3, people: 2 }),
    }),
    mounts: [],
    log: pino({ level: 'silent' }),
    consoleFolder: import.meta.dirname,
    authenticate: async request => ({ id: 'p7', may: String(request.headers['x-may'] ?? '').split(',') }),
    authorize: (caller, access: Access) => {
      const action = typeof access === 'object' ? access.action : ''
      if (!caller.may.includes(action)) throw baseError('base.not-found')
    },
    ready: async () => true,
    version: 'test',
  })
  t.after(() => server.close())
  const call = async (method: 'GET' | 'POST' | 'PATCH' | 'PUT', url: string, body?: object) => {
    const headers = { 'x-may': 'city:read,city:edit,duties:edit,calendar:edit' }
    const answer = await server.inject({ method, url, headers, ...(body ? { payload: body } : {}) })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { database, server, call }
}

test('what there is can be read', async t => {
  const { call } = await serve(t)
  const counts: [string, number][] = [
    ['regions', 5],
    ['departments', 5],
    ['categories', 3],
    ['duties', 2],
    ['duties?at=2020-01-01', 0],
    ['duties/lamp/versions', 1],
    ['regions/aa/versions', 0],
    ['categories/light/versions', 0],
  ]
  for (const [path, count] of counts) {
    const { status, body } = await call('GET', `/api/city/${path}`)
    assert.equal(status, 200, path)
    assert.equal(body.items.length, count, path)
  }
  assert.equal((await call('GET', '/api/city/regions/aa')).body.boundary.type, 'Polygon')
  assert.equal((await call('GET', '/api/city/boundaries?level=grid')).body.features.length, 2)
  assert.equal((await call('GET', '/api/city/calendar/2026')).body.days.length, 365)
})

test('a point is told with the regions around it', async t => {
  const { call } = await serve(t)
  const { body } = await call('GET', '/api/city/region-at?longitude=113.005&latitude=30.005')
  assert.deepEqual(
    [body.regionId, body.path.map((one: { id: string }) => one.id)],
    ['aaa', ['a', 'aa', 'aaa']],
  )
  const outside = await call('GET', '/api/city/region-at?longitude=0&latitude=0')
  assert.deepEqual(outside.body, { regionId: null, path: [] })
})

test('edits are made in the name of the caller and read back at once', async t => {
  const { database, call } = await serve(t)
  await call('GET', '/api/city/departments')
  const changed = await call('PATCH', '/api/city/departments/urban', { version: 1, phone: ' 12319 ' })
  assert.deepEqual([changed.status, changed.body.phone, changed.body.version], [200, '12319', 2])
  const { body } = await call('GET', '/api/city/departments')
  assert.equal(body.items.find((one: { id: string }) => one.id === 'urban').phone, '12319')
  const [entry] = await readEntries(database, 'department:urban')
  assert.equal((entry!.body as { by: string }).by, 'p7')
  const edit = { version: 1, validFrom: '2024-01-01', title: '路灯昏暗' }
  assert.equal((await call('PATCH', '/api/city/duties/lamp', edit)).body.version, 2)
  assert.equal((await call('PATCH', '/api/city/duties/lamp', edit)).body.code, 'city.changed-meanwhile')
  const end = { version: 2, validTo: '2024-02-01' }
  assert.equal((await call('POST', '/api/city/duties/lamp/end', end)).body.validTo, '2024-02-01')
  const day = await call('PUT', '/api/city/calendar/days/2026-06-03', { workday: false, name: '城市活动' })
  assert.equal(day.body.days.find((one: { date: string }) => one.date === '2026-06-03').workday, false)
  const hours = { periods: [{ weekday: 1, starts: 480, ends: 720 }] }
  assert.equal((await call('PUT', '/api/city/calendar/periods', hours)).status, 200)
  assert.equal((await call('GET', '/api/city/calendar/2026')).body.periods.length, 1)
})

const grid = {
  id: 'aac',
  parentId: 'aa',
  level: 'grid',
  name: '新网格',
  nameEnglish: 'New',
  code: '99aac',
  boundary: null,
}
const polygon = (ring: number[][]) => ({ type: 'Polygon', coordinates: [ring] })
/** Out and back on one line: it encloses nothing. */
const line = (corners: number) => [
  ...Array.from({ length: corners }, (_, at) => [113 + at / 1e5, 30]),
  [113, 30],
]

test('bad input is a clear refusal, never a fault', async t => {
  const { call } = await serve(t)
  const refused: [Parameters<typeof call>, number][] = [
    [['GET', '/api/city/region-at?longitude=999&latitude=0'], 400],
    [['GET', '/api/city/regions/nowhere'], 404],
    [['GET', '/api/city/boundaries?level=planet'], 400],
    [['GET', '/api/city/duties?at=2026-02-30'], 400],
    [['GET', '/api/city/calendar/99999'], 400],
    [['PATCH', '/api/city/departments/urban', { phone: '1' }], 400],
    [['PATCH', '/api/city/departments/urban', { version: 1, name: '' }], 400],
    [['PATCH', '/api/city/departments/urban', { version: 9_000_000_000, name: 'x' }], 409],
    [['PATCH', '/api/city/duties/lamp', { version: 1, validFrom: 'tomorrow' }], 400],
    [['POST', '/api/city/duties', { id: 'Not An Id' }], 400],
    [['POST', '/api/city/regions', { ...grid, id: '<kml>' }], 400],
    [['POST', '/api/city/regions', { ...grid, boundary: '<kml></kml>' }], 400],
    [['POST', '/api/city/regions', { ...grid, boundary: { type: 'Point', coordinates: [113, 30] } }], 400],
    [['POST', '/api/city/regions', { ...grid, boundary: polygon([]) }], 400],
    [['POST', '/api/city/regions', { ...grid, boundary: polygon([[113, 30, 5]]) }], 400],
    [['POST', '/api/city/regions', { ...grid, boundary: polygon(line(1200)) }], 400],
    [['POST', '/api/city/regions', { ...grid, level: 'planet' }], 400],
    [['POST', '/api/city/regions', { ...grid, name: '\u200b' }], 400],
    [['POST', '/api/city/regions', { ...grid, parentId: 'nowhere' }], 404],
    [['PATCH', '/api/city/regions/aaa', { name: 'x' }], 400],
    [['PATCH', '/api/city/regions/nowhere', { version: 1 }], 404],
    [['PATCH', '/api/city/regions/aaa', { version: 2, name: 'x' }], 409],
    [['POST', '/api/city/regions/aaa/end', { version: 1, validTo: '2020-01-01' }], 400],
    [['GET', '/api/city/regions/nowhere/use'], 404],
    [
      [
        'POST',
        '/api/city/categories',
        { id: 'x', parentId: 'light-street-broken', name: 'x', nameEnglish: 'x' },
      ],
      400,
    ],
    [['PATCH', '/api/city/categories/light', { version: 7, name: 'x' }], 409],
    [['PATCH', '/api/city/categories/light', { version: 1, name: ' ' }], 400],
    [
      ['POST', '/api/city/categories/light/end', { version: 1, validTo: '2030-02-30', successorId: null }],
      400,
    ],
    [['GET', '/api/city/categories/nowhere/use'], 404],
    [['PUT', '/api/city/calendar/days/2026-13-01', { workday: true }], 400],
    [['PUT', '/api/city/calendar/periods', { periods: [{ weekday: 1, starts: 9, ends: 8 }] }], 400],
  ]
  for (const [request, status] of refused) {
    const answer = await call(...request)
    assert.equal(answer.status, status, `${request[1]} ${JSON.stringify(answer.body)}`)
  }
})

test('regions and categories are edited by the routes, read back at once, and their use is told', async t => {
  const { database, call } = await serve(t)
  const named = { id: 'aac', name: ' 新网格 ' }
  const made = await call('POST', '/api/city/regions', { ...grid, ...named, boundary: square(2, 0, 1) })
  assert.deepEqual([made.status, made.body.name, made.body.version], [201, '新网格', 1])
  const renamed = await call('PATCH', '/api/city/regions/aac', { version: 1, name: '老网格' })
  assert.deepEqual([renamed.status, renamed.body.boundary.type], [200, 'Polygon'])
  const again = await call('PATCH', '/api/city/regions/aac', { version: 1, name: '别的' })
  assert.deepEqual([again.status, again.body.code], [409, 'city.changed-meanwhile'])
  assert.deepEqual((await call('GET', '/api/city/regions/aa/use')).body, {
    parts: [
      { id: 'aaa', name: '区域aaa', nameEnglish: 'Region aaa' },
      { id: 'aab', name: '区域aab', nameEnglish: 'Region aab' },
      { id: 'aac', name: '老网格', nameEnglish: 'New' },
    ],
    departments: [{ id: 'district-aa', name: '部门district-aa', nameEnglish: 'Department district-aa' }],
    duties: [],
    openCases: 3,
    people: 2,
  })
  const end = await call('POST', '/api/city/regions/aac/end', { version: 2, validTo: '2090-01-01' })
  assert.deepEqual([end.status, end.body.validTo], [200, '2090-01-01'])
  const { items } = (await call('GET', '/api/city/regions/aac/versions')).body
  assert.deepEqual(
    items.map((one: { version: number; name: string }) => [one.version, one.name]),
    [
      [2, '老网格'],
      [1, '新网格'],
    ],
  )
  const [entry] = await readEntries(database, 'region:aac')
  assert.equal((entry!.body as { by: string }).by, 'p7')
  const category = { id: 'light-street-dim', parentId: 'light-street', name: '路灯昏暗', nameEnglish: 'Dim' }
  assert.equal((await call('POST', '/api/city/categories', category)).body.level, 3)
  const old = '/api/city/categories/light-street-broken'
  assert.equal((await call('GET', `${old}/use`)).body.duties.length, 2)
  assert.equal((await call('PATCH', old, { version: 1, nameEnglish: 'Lamps' })).body.version, 2)
  const ending = { version: 2, validTo: '2090-01-01', successorId: null }
  assert.equal((await call('POST', `${old}/end`, ending)).body.code, 'city.category-in-use')
  const moved = await call('POST', `${old}/end`, { ...ending, successorId: category.id })
  assert.equal(moved.body.successorId, category.id)
  const listed = (await call('GET', '/api/city/duties?at=2090-01-01')).body.items
  assert.ok(listed.every((one: { categoryId: string }) => one.categoryId === category.id))
})

test('every route asks for an action', async t => {
  const { server } = await serve(t)
  for (const url of [
    '/api/city/regions',
    '/api/city/departments',
    '/api/city/duties',
    '/api/city/regions/aa/use',
    '/api/city/categories/light/use',
    '/api/city/categories/light/versions',
    '/api/city/calendar/2026',
  ])
    assert.equal((await server.inject({ method: 'GET', url })).statusCode, 404)
})
