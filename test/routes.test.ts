import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoPeople } from '#city/index.ts'
import { type Role, roles } from '#identity/index.ts'
import { type TestHub, testHub } from './fixtures/hub.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

/** A path that fits the route and leads to nothing. */
function pathOf(path: string): string {
  return path.replace(/:(\w+)/g, (_, name: string) =>
    /code/i.test(name)
      ? '0000-0000-0000-0000'
      : /id$/i.test(name)
        ? '01890000-0000-7000-8000-000000000000'
        : 'none',
  )
}

async function statusOf(route: { method: string; path: string }, token?: string): Promise<number> {
  const answer = await hub.server.inject({
    method: route.method as 'GET',
    url: pathOf(route.path),
    ...(route.method === 'GET' ? {} : { payload: {} }),
    headers: token ? { authorization: `Bearer ${token}` } : {},
  })
  return answer.statusCode
}

const accountOf = (role: Role) => demoPeople().find(person => person.roles.includes(role))?.account

test('the demo city has somebody for every role', () => {
  for (const role of roles) assert.ok(accountOf(role), role)
})

test('every route: nobody without sign-in passes a closed door', async () => {
  assert.ok(hub.hub.routes.length >= 50, `only ${hub.hub.routes.length} routes`)
  const visitor = new Set<string>((await hub.server.inject('/api/session')).json().actions)
  assert.deepEqual([...visitor].sort(), ['cases:follow', 'cases:rate', 'cases:report'])
  for (const route of hub.hub.routes) {
    const status = await statusOf(route)
    const name = `${route.method} ${route.path} ${status}`
    const open =
      route.access === 'public' || (typeof route.access === 'object' && visitor.has(route.access.action))
    // A key of its own is asked for by the route, in the words of its own clients.
    if (route.access === 'own-key') assert.ok(status >= 400 && status < 500, name)
    else if (open) assert.ok(status !== 401 && status !== 403 && status < 500, name)
    else assert.equal(status, 401, name)
  }
})

for (const role of roles) {
  test(`every route: ${role} passes where the policies say so, and nowhere else`, async () => {
    const account = accountOf(role)!
    const token = await hub.token(account)
    const session = (
      await hub.server.inject({ url: '/api/session', headers: { authorization: `Bearer ${token}` } })
    ).json()
    const allowed = new Set<string>(session.actions)
    for (const route of hub.hub.routes) {
      const status = await statusOf(route, token)
      const name = `${route.method} ${route.path}`
      assert.ok(status < 500, `${name} ${status}`)
      if (route.access === 'own-key') {
        assert.ok(status >= 400 && status < 500, name)
        continue
      }
      const open = typeof route.access === 'string' || allowed.has(route.access.action)
      if (!open) assert.equal(status, 403, name)
      else assert.notEqual(status, 401, name)
    }
  })
}

test('what each role may do at all is as it was agreed', async () => {
  const may = async (role: Role) => {
    const token = await hub.token(accountOf(role)!)
    const answer = await hub.server.inject({
      url: '/api/session',
      headers: { authorization: `Bearer ${token}` },
    })
    return new Set<string>(answer.json().actions)
  }
  const seat = await may('seat')
  assert.ok(
    seat.has('cases:report') &&
      seat.has('cases:dispatch') &&
      !seat.has('people:edit') &&
      !seat.has('models:train'),
  )
  const handler = await may('handler')
  assert.ok(handler.has('cases:reply') && !handler.has('cases:import') && !handler.has('decisions:read'))
  const citizen = await may('citizen')
  assert.ok(citizen.has('cases:report') && !citizen.has('cases:search') && !citizen.has('cases:dispatch'))
  const engineer = await may('ai-engineer')
  assert.ok(
    engineer.has('models:train') && !engineer.has('cases:read-personal') && !engineer.has('people:edit'),
  )
  const [system, security, audit] = await Promise.all([
    may('system-administrator'),
    may('security-administrator'),
    may('audit-administrator'),
  ])
  // By token nobody manages people, not even who may by hand.
  assert.ok(!security.has('people:edit') && !audit.has('people:edit') && !system.has('people:read'))
  for (const administrator of [system, security, audit]) assert.ok(!administrator.has('cases:read-personal'))
})
