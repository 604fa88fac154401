import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { z } from 'zod'
import { baseError } from './base.errors.ts'
import { createHttpServer } from './http-server.ts'
import { level } from './level.contract.ts'
import { type Access, routesFor } from './route.ts'
import { personText } from './text.contract.ts'

interface Caller {
  name: string
}

const route = routesFor<Caller>()
const lines: string[] = []
let server: FastifyInstance
let ready = true

const routes = [
  route({
    method: 'POST',
    path: '/api/echo/:times',
    access: 'public',
    summary: 'Says it again.',
    params: z.object({ times: level('L1', z.coerce.number().int().max(3)) }),
    body: z.object({ text: level('L1', personText(20, 1)) }),
    response: z.object({ text: level('L1', z.string()), by: level('L1', z.string()) }),
    handle: async ({ params, body, caller }) => ({ text: body.text.repeat(params.times), by: caller.name }),
  }),
  route({
    method: 'GET',
    path: '/api/broken',
    access: 'public',
    summary: 'Fails.',
    response: z.object({}),
    handle: async () => Promise.reject(new Error('secret detail')),
  }),
  route({
    method: 'GET',
    path: '/api/leaky',
    access: 'public',
    summary: 'Answers what its contract does not have.',
    response: z.object({ a: level('L1', z.string()) }),
    handle: async () => ({ a: 'yes', password: 'no' }) as { a: string },
  }),
  route({
    method: 'GET',
    path: '/api/address',
    access: 'public',
    summary: 'Where the request comes from.',
    response: z.object({ address: level('L1', z.string()) }),
    handle: async ({ address }) => ({ address }),
  }),
  route({
    method: 'GET',
    path: '/api/closed',
    access: { action: 'closed' },
    summary: 'For nobody.',
    response: z.object({}),
    handle: async () => ({}),
  }),
  route({
    method: 'GET',
    path: '/api/file',
    access: 'public',
    summary: 'A file.',
    response: 'file',
    handle: async () => ({
      download: true,
      name: '名单.csv',
      contentType: 'text/csv',
      body: Readable.from(['a,b\n']),
    }),
  }),
  route({
    method: 'POST',
    path: '/api/upload',
    access: 'public',
    summary: 'Counts the bytes of a file.',
    uploadLimit: 1000,
    callsPerMinute: 3,
    response: z.object({ bytes: level('L1', z.number()), name: level('L1', z.string()) }),
    handle: async ({ upload }) => {
      let bytes = 0
      for await (const chunk of upload!.stream) bytes += (chunk as Buffer).length
      return { bytes, name: upload!.name }
    },
  }),
]

before(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'chengshu-console-'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>console</title>')
  server = await createHttpServer<Caller>({
    routes,
    mounts: [],
    log: pino({ level: 'error' }, { write: (line: string) => void lines.push(line) }),
    consoleFolder: folder,
    version: '0',
    publicHost: 'city.example',
    trustedProxies: ['127.0.0.1'],
    authenticate: async () => ({ name: 'nobody' }),
    authorize: (_caller: Caller, access: Access) => {
      if (access !== 'public') throw baseError('base.not-found')
    },
    ready: async () => ready,
  })
  await server.ready()
})
after(() => server.close())

const english = { 'accept-language': 'en-GB,en' }

test('a route validates, handles and answers by its contract', async () => {
  const answer = await server.inject({ method: 'POST', url: '/api/echo/2', payload: { text: ' 水\u0000 ' } })
  assert.deepEqual([answer.statusCode, answer.json()], [200, { text: '水水', by: 'nobody' }])
  assert.equal(answer.headers['cache-control'], 'no-store')
})

test('bad input names the field, in the language asked for, as a problem of RFC 9457', async () => {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/echo/2',
    payload: { text: '' },
    headers: english,
  })
  const body = answer.json()
  assert.equal(answer.statusCode, 400)
  assert.match(String(answer.headers['content-type']), /application\/problem\+json/)
  assert.equal(body.code, 'base.invalid-input')
  assert.equal(body.errors[0].path, 'text')
  assert.match(body.title, /not valid/)
  const chinese = await server.inject({ method: 'POST', url: '/api/echo/9', payload: { text: 'a' } })
  assert.match(chinese.json().title, /有误/)
  const empty = (await server.inject({ method: 'POST', url: '/api/echo/2', payload: {} })).json()
  assert.equal(empty.title, '提交的内容有误：text 必须填写')
  assert.deepEqual(empty.errors, [{ path: 'text', message: '必须填写' }])
  assert.equal(empty.details.summary, 'text 必须填写', 'no English within the Chinese')
})

test('broken JSON, a foreign content type and a large body are clear refusals', async () => {
  const broken = await server.inject({
    method: 'POST',
    url: '/api/echo/1',
    payload: '{',
    headers: { 'content-type': 'application/json' },
  })
  assert.deepEqual([broken.statusCode, broken.json().code], [400, 'base.invalid-input'])
  const xml = await server.inject({
    method: 'POST',
    url: '/api/echo/1',
    payload: '<a/>',
    headers: { 'content-type': 'text/xml' },
  })
  assert.deepEqual([xml.statusCode, xml.json().code], [415, 'base.unsupported-media'])
  const large = await server.inject({
    method: 'POST',
    url: '/api/echo/1',
    payload: { text: 'x'.repeat(300_000) },
  })
  assert.deepEqual([large.statusCode, large.json().code], [413, 'base.payload-too-large'])
  assert.equal(large.json().title, '内容过大，上限为 256 KiB。')
})

test('a fault gives a reference and keeps its text in the log', async () => {
  const answer = await server.inject({ url: '/api/broken', headers: english })
  assert.equal(answer.statusCode, 500)
  assert.ok(!answer.body.includes('secret'))
  const { reference } = answer.json().details
  assert.ok(lines.some(line => line.includes(reference) && line.includes('secret detail')))
})

test('fields that the contract does not have are not sent', async () => {
  assert.deepEqual((await server.inject('/api/leaky')).json(), { a: 'yes' })
})

test('permission is asked before the body is read', async () => {
  assert.equal((await server.inject('/api/closed')).statusCode, 404)
})

test('a form of another site cannot use the cookie', async () => {
  const headers = { cookie: 's=1', 'sec-fetch-site': 'cross-site' }
  const answer = await server.inject({ method: 'POST', url: '/api/echo/1', payload: { text: 'a' }, headers })
  assert.equal(answer.statusCode, 404)
  const own = await server.inject({
    method: 'POST',
    url: '/api/echo/1',
    payload: { text: 'a' },
    headers: { ...headers, 'sec-fetch-site': 'same-origin' },
  })
  assert.equal(own.statusCode, 200)
})

test('where a browser names no site, the origin decides; programs name neither', async () => {
  const status = async (more: Record<string, string>) => {
    const headers = { cookie: 's=1', host: 'hub.lan:3000', ...more }
    const payload = { text: 'a' }
    return (await server.inject({ method: 'POST', url: '/api/echo/1', payload, headers })).statusCode
  }
  assert.equal(await status({}), 200)
  assert.equal(await status({ origin: 'http://hub.lan:3000' }), 200)
  assert.equal(await status({ origin: 'https://city.example' }), 200)
  assert.equal(await status({ origin: 'http://hub.lan:8080' }), 404)
  assert.equal(await status({ origin: 'https://evil.example' }), 404)
  assert.equal(await status({ origin: 'null' }), 404)
})

test('the address is the one a trusted proxy names, and nobody else can name it', async () => {
  const address = async (remoteAddress: string) =>
    (
      await server.inject({
        url: '/api/address',
        remoteAddress,
        headers: { 'x-forwarded-for': '203.0.113.9' },
      })
    ).json().address
  assert.equal(await address('127.0.0.1'), '203.0.113.9')
  assert.equal(await address('198.51.100.4'), '198.51.100.4')
})

test('an address that cannot be decoded is refused in the words of the catalogue', async () => {
  const answer = await server.inject({ url: '/api/%E0%A4%A', headers: english })
  assert.equal(answer.statusCode, 400)
  assert.match(String(answer.headers['content-type']), /application\/problem\+json/)
  assert.equal(answer.json().code, 'base.invalid-input')
})

test('a file has its name in any script', async () => {
  const answer = await server.inject('/api/file')
  assert.equal(answer.body, 'a,b\n')
  assert.ok(String(answer.headers['content-disposition']).includes(encodeURIComponent('名单')))
})

function multipart(content: string) {
  const payload = `--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${content}\r\n--x--\r\n`
  return {
    method: 'POST' as const,
    url: '/api/upload',
    payload,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
  }
}

test('an upload is streamed; without one, a clear refusal; too many calls are told when to come back', async () => {
  const answer = await server.inject(multipart('12345'))
  assert.deepEqual(answer.json(), { bytes: 5, name: 'a.csv' })
  assert.equal((await server.inject({ method: 'POST', url: '/api/upload', payload: {} })).statusCode, 415)
  await server.inject(multipart('1'))
  const limited = await server.inject(multipart('1'))
  assert.deepEqual([limited.statusCode, limited.json().code], [429, 'base.too-many-requests'])
  assert.ok(Number(limited.headers['retry-after']) > 0)
})

test('a hall of seats behind one address is not one impatient caller; anybody else is', async () => {
  const last = async (url: string) => {
    let status = 0
    for (let call = 0; call < 700; call++) status = (await server.inject(url)).statusCode
    return status
  }
  assert.deepEqual([await last('/api/closed'), await last('/api/address')], [404, 429])
})

test('pages fall back to the console, APIs do not', async () => {
  const page = await server.inject({ url: '/triage', headers: { accept: 'text/html' } })
  assert.match(page.body, /console/)
  assert.equal(
    (await server.inject({ url: '/api/none', headers: { accept: 'text/html' } })).json().code,
    'base.not-found',
  )
  assert.equal((await server.inject('/none')).statusCode, 404)
})

test('health is alive at once, ready when the database is', async () => {
  assert.equal((await server.inject('/healthz')).statusCode, 200)
  assert.equal((await server.inject('/readyz')).statusCode, 200)
  ready = false
  assert.equal((await server.inject('/readyz')).statusCode, 503)
  ready = true
})

test('the OpenAPI document has every route', async () => {
  const document = (await server.inject('/api/openapi.json')).json()
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual(Object.keys(document.paths).sort(), [
    '/api/address',
    '/api/broken',
    '/api/closed',
    '/api/echo/{times}',
    '/api/file',
    '/api/leaky',
    '/api/upload',
  ])
})

test('pages carry a content security policy without outside sources', async () => {
  const policy = String((await server.inject('/healthz')).headers['content-security-policy'])
  assert.match(policy, /default-src 'self'/)
  assert.doesNotMatch(policy, /https?:\/\//)
})
