import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { pino } from 'pino'
import { type Access, baseError, createHttpServer } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { seededDatabase } from './city.fixture.ts'
import { cityRoutes } from './city.routes.ts'
import { createCity } from './create-city.ts'

/** The routes behind the real HTTP server; the caller is a header, and may do what the action list in it says. */
async function serve(t: TestContext) {
  const database = await seededDatabase(t)
  const who = (caller: { id: string }) => caller.id
  const server = await createHttpServer<{ id: string; may: string[] }>({
    routes: cityRoutes({ database, city: createCity({ database }), who }),
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
    [['PUT', '/api/city/calendar/days/2026-13-01', { workday: true }], 400],
    [['PUT', '/api/city/calendar/periods', { periods: [{ weekday: 1, starts: 9, ends: 8 }] }], 400],
  ]
  for (const [request, status] of refused) {
    const answer = await call(...request)
    assert.equal(answer.status, status, `${request[1]} ${JSON.stringify(answer.body)}`)
  }
})

test('every route asks for an action', async t => {
  const { server } = await serve(t)
  for (const url of [
    '/api/city/regions',
    '/api/city/departments',
    '/api/city/duties',
    '/api/city/calendar/2026',
  ])
    assert.equal((await server.inject({ method: 'GET', url })).statusCode, 404)
})
