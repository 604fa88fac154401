import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { demoPeople } from '#city/index.ts'
import { type TestHub, testHub } from '../../test/fixtures/hub.ts'

let world: TestHub

before(async () => {
  world = await testHub()
})
after(() => world.close())

const version = '0123456789abcdef'
const acts = [
  ['GET', '/api/models', 'read'],
  ['GET', `/api/models/versions/${version}`, 'read'],
  ['POST', '/api/models/cases.classify/train', 'work'],
  ['POST', `/api/models/versions/${version}/approve`, 'work'],
  ['POST', `/api/models/versions/${version}/retire`, 'work'],
] as const

/** Whether the door let it in: what lies behind may still not be there. */
async function enters(token: string | null, [method, url]: readonly [string, string, ...unknown[]]) {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` }
  const answer = await world.server.inject({
    method: method as 'GET',
    url,
    headers,
    ...(method === 'POST' ? { payload: {} } : {}),
  })
  assert.notEqual(answer.statusCode, 500, `${method} ${url}: ${answer.body}`)
  const { code } = answer.json() as { code?: string }
  return answer.statusCode < 400 || code?.startsWith('models.') === true
}

test('a stranger, and a token that is none, reach nothing of the models', async () => {
  for (const act of acts)
    for (const token of [null, 'none', 'Bearer', `${'a'.repeat(64)}`])
      assert.equal(await enters(token, act), false, act[1])
})

test('only an AI engineer trains, approves and retires; no role without the right reads a figure', async () => {
  const accounts = new Map<string, string>()
  for (const person of demoPeople())
    for (const role of person.roles) if (!accounts.has(role)) accounts.set(role, person.account)
  assert.ok(accounts.has('ai-engineer'))
  for (const [role, account] of accounts) {
    const token = await world.token(account)
    const may = []
    for (const act of acts) if (await enters(token, act)) may.push(act[2])
    if (role === 'ai-engineer') assert.equal(may.length, acts.length, `${role}: ${may}`)
    else assert.ok(!may.includes('work'), `${role} may ${may}`)
  }
})

test('ids that are none are bad input, not faults and not look-ups', async () => {
  const account = demoPeople().find(person => person.roles.includes('ai-engineer'))!.account
  const headers = { authorization: `Bearer ${await world.token(account)}` }
  for (const id of [
    '0',
    `${version}0`,
    version.toUpperCase(),
    '..%2f..%2fetc',
    "'; drop table x;--",
    '%00'.repeat(16),
  ]) {
    const answer = await world.server.inject({
      url: `/api/models/versions/${encodeURIComponent(id)}`,
      headers,
    })
    assert.ok([400, 404].includes(answer.statusCode), `${id}: ${answer.statusCode}`)
    assert.match(answer.json().code, /^base\./)
  }
  const long = await world.server.inject({
    method: 'POST',
    url: `/api/models/${'a'.repeat(90)}.b/train`,
    headers,
    payload: {},
  })
  assert.equal(long.statusCode, 400)
  const note = {
    method: 'POST' as const,
    url: `/api/models/versions/${version}/approve`,
    headers,
    payload: { note: '长'.repeat(501) },
  }
  assert.equal((await world.server.inject(note)).statusCode, 400)
})
