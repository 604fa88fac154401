import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { test } from 'node:test'
import { pino } from 'pino'
import { createHttpServer } from '#base/index.ts'
import { type Actor, visitor } from '#identity/index.ts'
import { reportBody, testCases } from '../../test/test-cases.ts'
import { authorize } from '../identity/authorize.ts'
import { caseActions } from './case-words.contract.ts'

test('over HTTP', async t => {
  const { cases, loop, person } = await testCases(t)
  const actors = new Map<string, Actor>()
  for (const [name, actor] of [
    ['seat', await person('seat', ['seat'])],
    ['dispatcher', await person('dispatcher', ['dispatcher'])],
    ['urban', await person('urban', ['handler'], { departmentId: 'urban' })],
    ['police', await person('police', ['handler'], { departmentId: 'police' })],
    ['citizen', await person('citizen', ['citizen'])],
  ] as const)
    actors.set(name, actor)
  const permissions = { permits: loop.permissions.permits, allowedActions: () => [] }
  const server = await createHttpServer<Actor>({
    routes: cases.routes,
    mounts: [],
    log: pino({ level: 'silent' }),
    consoleFolder: `${tmpdir()}/no-console`,
    authenticate: async request => actors.get(String(request.headers['x-person'])) ?? visitor,
    authorize: (actor, access) => authorize(permissions, actor, access),
    ready: async () => true,
    version: '0',
  })
  t.after(() => server.close())
  const call = async (who: string, method: 'GET' | 'POST', url: string, payload?: object | string) => {
    const answer = await server.inject({
      method,
      url,
      headers: { 'x-person': who, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(payload === undefined ? {} : { payload }),
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  const reported = await call('seat', 'POST', '/api/cases', reportBody())
  assert.equal(reported.status, 201)
  const { caseId, followUpCode } = reported.body
  const act = (who: string, action: string, body: object) =>
    call(who, 'POST', `/api/cases/${caseId}/actions/${action}`, body)

  await t.test('the whole way', async () => {
    const sent = await act('dispatcher', 'dispatch', {
      version: 1,
      departmentId: 'urban',
      dutyId: 'lamp',
      categoryId: null,
    })
    assert.deepEqual(sent, { status: 200, body: { caseId, version: 2, state: 'dispatched' } })
    assert.equal((await call('police', 'GET', `/api/cases/${caseId}`)).status, 404)
    assert.equal((await act('police', 'handle', { version: 2 })).status, 404)
    assert.equal((await act('urban', 'handle', { version: 2 })).status, 200)
    assert.equal((await act('urban', 'reply', { version: 3, reply: '好了' })).status, 200)
    const stale = await act('dispatcher', 'close', { version: 3 })
    assert.equal(stale.status, 409)
    assert.equal(stale.body.code, 'cases.stale')
    assert.deepEqual(stale.body.details, { currentVersion: 4, currentState: 'verifying', yourVersion: 3 })
    assert.equal((await act('dispatcher', 'close', { version: 4 })).status, 200)
    const status = await call('', 'GET', `/api/public/reports/${followUpCode}`)
    assert.equal(status.status, 200)
    assert.equal(status.body.reply, '好了')
    const rated = await call('', 'POST', `/api/public/reports/${followUpCode}/rating`, {
      score: 5,
      resolved: true,
    })
    assert.equal(rated.status, 200)
    const detail = await call('dispatcher', 'GET', `/api/cases/${caseId}`)
    assert.equal(detail.body.rating, 5)
    assert.equal((await call('seat', 'GET', '/api/cases?words=路灯')).body.items.length, 1)
    assert.equal((await call('seat', 'GET', '/api/cases/counts')).body.states.closed, 1)
    const history = await call('seat', 'GET', '/api/cases/caller-history?phone=13800138000')
    assert.equal(history.body.items.length, 1)
  })

  await t.test('a wrong code and a code of the wrong form are answered alike', async () => {
    const one = await call('', 'GET', '/api/public/reports/AAAA-BBBB-CCCC-DDDD')
    const two = await call('', 'GET', `/api/public/reports/${encodeURIComponent("' or 1=1 --")}`)
    assert.deepEqual([one.status, one.body.code], [404, 'base.not-found'])
    assert.deepEqual(one, two)
  })

  await t.test('the public reports and reads nothing else', async () => {
    const body = { ...reportBody(), idempotencyKey: 'public-0001' }
    const sent = await call('', 'POST', '/api/public/reports', body)
    assert.equal(sent.status, 201)
    assert.equal(
      (await call('', 'GET', `/api/public/reports/${sent.body.followUpCode}`)).body.state,
      'reported',
    )
    for (const [method, path] of [
      ['GET', '/api/cases'],
      ['GET', '/api/cases/counts'],
      ['GET', `/api/cases/${caseId}`],
      ['GET', '/api/cases/caller-history?phone=13800138000'],
      ['POST', '/api/cases'],
      ['GET', '/api/me/cases'],
    ] as const) {
      const { status } = await call('', method, path, method === 'POST' ? reportBody() : undefined)
      // Visitors may report; by which door is decided by the body.
      if (path !== '/api/cases' || method === 'GET') assert.equal(status, 401, path)
    }
  })

  await t.test('bodies too large, broken, or with unknown values are refused in words', async () => {
    const large = await call('seat', 'POST', '/api/cases', reportBody({ detail: 'x'.repeat(1_048_576) }))
    assert.equal(large.status, 413)
    const long = await call('seat', 'POST', '/api/cases', reportBody({ detail: 'x'.repeat(20_001) }))
    assert.equal(long.status, 400)
    assert.equal((await call('seat', 'POST', '/api/cases', '{"subject":')).status, 400)
    assert.equal(
      (await call('seat', 'POST', '/api/cases', { ...reportBody(), urgency: 'whenever' })).status,
      400,
    )
    assert.equal((await call('seat', 'GET', '/api/cases?from=yesterday')).status, 400)
    assert.equal((await call('seat', 'GET', '/api/cases?limit=100000')).status, 400)
    assert.equal((await call('seat', 'GET', '/api/cases/not-a-uuid')).status, 400)
    const nul = await call(
      'seat',
      'POST',
      '/api/cases',
      reportBody({ detail: 'a\u0000b', address: '\u0000' }),
    )
    assert.equal(nul.status, 201)
    const quiet = await call('seat', 'GET', `/api/cases?words=${encodeURIComponent('a\u0000b')}`)
    assert.equal(quiet.status, 200)
  })

  await t.test('every action has its route and refuses an empty body', async () => {
    for (const action of caseActions) {
      const answer = await act('dispatcher', action, {})
      assert.ok([400, 403].includes(answer.status), `${action} ${answer.status}`)
    }
  })
})
