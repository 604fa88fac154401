import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { fastify } from 'fastify'
import { pino } from 'pino'
import { asCatalogueError, type RoomGauge } from '#base/index.ts'
import { type TestDatabase, testDatabase } from '../../../test/test-database.ts'
import { observeServer } from './observe-server.ts'

let base: TestDatabase
let lines: string[]
before(async () => {
  base = await testDatabase(undefined, { upTo: 'base' })
})
after(() => base.close())

interface Given {
  token?: string
  gauges?: RoomGauge[]
}

/** A server with nothing but the metrics. */
async function serverWith({ token, gauges = [] }: Given): Promise<FastifyInstance> {
  lines = []
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(line) })
  const server = fastify()
  server.setErrorHandler(async (error, _request, reply) => {
    const { code, entry } = asCatalogueError(error)
    return await reply.code(entry.status).send({ code })
  })
  observeServer({ database: base.database, gauges, token, log, traced: false })(server)
  server.get('/things/:id', async () => 'a thing')
  server.get('/broken', async () => {
    throw new Error('13800138000')
  })
  await server.ready()
  return server
}

interface Asked {
  from?: string
  headers?: Record<string, string>
  method?: 'GET' | 'HEAD' | 'POST' | 'DELETE'
  url?: string
}
const ask = async (server: FastifyInstance, { from = '127.0.0.1', headers = {}, method, url }: Asked = {}) =>
  await server.inject({ url: url ?? '/metrics', remoteAddress: from, headers, method: method ?? 'GET' })

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const right = 'a-long-metrics-token'

test('without a token: this machine alone', async () => {
  const server = await serverWith({})
  for (const from of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    assert.equal((await ask(server, { from })).statusCode, 200, from)
  for (const from of ['10.1.2.3', '192.168.0.1', '0.0.0.0', '::', 'fe80::1', '::ffff:10.0.0.1', '128.0.0.1'])
    for (const headers of [{}, bearer(right), { host: '127.0.0.1' }] as Record<string, string>[]) {
      const answer = await ask(server, { from, headers })
      assert.equal(answer.statusCode, 404, `${from} ${JSON.stringify(headers)}`)
      assert.ok(!answer.body.includes('chengshu_'))
    }
  for (const name of [
    'x-forwarded-for',
    'x-forwarded-host',
    'x-real-ip',
    'forwarded',
    'via',
    'cf-connecting-ip',
  ])
    assert.equal((await ask(server, { headers: { [name]: '127.0.0.1' } })).statusCode, 404, name)
  for (const method of ['POST', 'DELETE'] as const)
    assert.equal((await ask(server, { method })).statusCode, 404, method)
  await server.close()
})

test('with a token: who has it, from wherever; a wrong one is answered as if there were none', async () => {
  const server = await serverWith({ token: right })
  const wrong: Record<string, string>[] = [
    {},
    bearer(''),
    bearer('x'),
    bearer(right.slice(0, -1)),
    bearer(`${right}x`),
    bearer(right.toUpperCase()),
    bearer(`${right} ${right}`),
    { authorization: right },
    { authorization: `Basic ${right}` },
    { authorization: `Basic ${Buffer.from(`x:${right}`).toString('base64')}` },
    { cookie: `token=${right}` },
    { 'x-metrics-token': right },
  ]
  for (const headers of wrong) {
    const answer = await ask(server, { headers })
    assert.equal(answer.statusCode, 404, JSON.stringify(headers))
    assert.ok(!answer.body.includes(right))
  }
  assert.equal((await ask(server, { url: `/metrics?token=${right}` })).statusCode, 404)
  for (const headers of [
    bearer(right),
    { ...bearer(right), via: 'a proxy' },
    { authorization: `bearer ${right}` },
  ])
    for (const from of ['127.0.0.1', '10.1.2.3'])
      assert.equal((await ask(server, { from, headers })).statusCode, 200)
  const { headers } = await ask(server, { headers: bearer(right) })
  assert.equal(headers['cache-control'], 'no-store')
  assert.match(String(headers['content-type']), /^text\/plain; version=0\.0\.4/)
  await server.close()
})

test('a series a pattern, method and status; addresses that nobody has are one series however many are tried', async () => {
  const server = await serverWith({})
  for (const id of ['13800138000', '王小明', 'a', 'b'])
    await ask(server, { url: `/things/${encodeURIComponent(id)}?phone=13800138000` })
  for (let i = 0; i < 20; i++) await ask(server, { url: `/none/${i}`, method: i % 2 ? 'POST' : 'GET' })
  await ask(server, { url: '/broken' })
  const { body } = await ask(server)
  const counts = body
    .split('\n')
    .filter(line => line.startsWith('chengshu_http_request_duration_seconds_count'))
  const series = (method: string, route: string, status: number, n: number) =>
    `chengshu_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"} ${n}`
  assert.deepEqual(counts.sort(), [
    series('GET', '/broken', 500, 1),
    series('GET', '/things/:id', 200, 4),
    series('GET', 'none', 404, 10),
    series('POST', 'none', 404, 10),
  ])
  for (const personal of ['13800138000', '王小明', encodeURIComponent('王小明')])
    assert.ok(!body.includes(personal))
  await server.close()
})

const gauge = (name: string, read: RoomGauge['read'], labels: string[] = []): RoomGauge => ({
  ...{ name, labels, read },
  help: `What ${name} is`,
})

test('figures as Prometheus reads them: signs that mean something to it are escaped', async () => {
  const values: [string, number, string][] = [
    ['plain', 1, '{of="plain"} 1'],
    ['a "quote"', 0, '{of="a \\"quote\\""} 0'],
    ['two\nlines', -1.5, '{of="two\\nlines"} -1.5'],
    ['back\\slash', 1e21, '{of="back\\\\slash"} 1e+21'],
    ['热线', 3, '{of="热线"} 3'],
  ]
  const read = async () => values.map(([of, value]) => ({ labels: { of }, value }))
  const server = await serverWith({ gauges: [gauge('signs', read, ['of'])] })
  const { body } = await ask(server)
  const expected = values.map(([, , line]) => `chengshu_signs${line}`)
  assert.deepEqual(
    body.split('\n').filter(line => line.startsWith('chengshu_signs')),
    expected,
  )
  assert.match(body, /# HELP chengshu_signs What signs is\n# TYPE chengshu_signs gauge\n/)
  await server.close()
})

test('a figure that fails does not take the page or the others with it, and is told by its name', async () => {
  const broken = async () => {
    throw new Error('the disk')
  }
  const fine = async () => [{ labels: {}, value: 7 }]
  const server = await serverWith({ gauges: [gauge('broken', broken), gauge('fine', fine)] })
  const { statusCode, body } = await ask(server)
  assert.equal(statusCode, 200)
  assert.match(body, /^chengshu_fine 7$/m)
  assert.match(body, /^chengshu_database_readable 0$/m)
  const told = lines
    .map(line => JSON.parse(line) as { gauge: string })
    .filter(line => line.gauge === 'broken')
  assert.equal(told.length, 1)
  await server.close()
})

test('a figure that was read and then fails is off the page, counted, and back when it can be read', async t => {
  let fails = false
  const failing = (value: number, labels: Record<string, string>) => async () => {
    if (fails) throw new Error('the disk')
    return [{ labels, value }]
  }
  const server = await serverWith({
    gauges: [gauge('bare', failing(7, {})), gauge('by', failing(8, { of: 'x' }), ['of'])],
  })
  // What was read is fresh for five seconds.
  let passed = 0
  const now = performance.now.bind(performance)
  t.mock.method(performance, 'now', () => now() + passed)
  const figures = async () => {
    const { body } = await ask(server)
    passed += 10_000
    return body.split('\n').filter(line => /^chengshu_(bare|by|figure|database_readable)/.test(line))
  }
  const good = ['chengshu_bare 7', 'chengshu_by{of="x"} 8', 'chengshu_database_readable 1']
  assert.deepEqual(await figures(), good)
  fails = true
  const failed = (times: number) => [
    'chengshu_database_readable 0',
    `chengshu_figure_failures_total{figure="chengshu_bare"} ${times}`,
    `chengshu_figure_failures_total{figure="chengshu_by"} ${times}`,
  ]
  assert.deepEqual(await figures(), failed(1))
  assert.deepEqual(await figures(), failed(2))
  fails = false
  assert.deepEqual((await figures()).slice(0, 3), good)
  await server.close()
})

test('fifty who ask at once read the database once, and who is refused reads it never', async () => {
  let reads = 0
  const read = async () => [{ labels: {}, value: ++reads }]
  const server = await serverWith({ gauges: [gauge('reads', read)], token: right })
  for (let i = 0; i < 10; i++) await ask(server)
  assert.equal(reads, 0)
  const headers = bearer(right)
  const answers = await Promise.all(Array.from({ length: 50 }, () => ask(server, { headers })))
  assert.equal(reads, 1)
  for (const { body } of answers) assert.match(body, /^chengshu_reads 1$/m)
  await server.close()
})
