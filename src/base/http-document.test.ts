import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { z } from 'zod'
import { baseError } from './base.errors.ts'
import { createHttpServer } from './http-server.ts'
import { level } from './level.contract.ts'
import { type Document, routesFor } from './route.ts'

const route = routesFor<string>()
const text = (body: string): Document => ({ document: true, contentType: 'text/plain', body })
let destroyed = false
let server: FastifyInstance

const routes = [
  route({
    method: 'POST',
    path: '/form',
    access: 'own-key',
    summary: 'Takes a form.',
    accepts: 'form',
    body: z.record(level('L1', z.string()), level('L1', z.union([z.string(), z.array(z.string())]))),
    response: 'document',
    handle: async ({ body, header, origin }) =>
      text(JSON.stringify({ body, key: header('X-Key') ?? null, origin })),
    failure: (error, { path, language }) => ({
      ...text(`<${error.code} ${path} ${language}>`),
      status: error.entry.status,
    }),
  }),
  route({
    method: 'POST',
    path: '/raw',
    access: 'public',
    summary: 'Takes anything.',
    accepts: 'text',
    body: level('L1', z.string()),
    response: 'document',
    handle: async ({ body }) => text(body),
  }),
  route({
    method: 'GET',
    path: '/kept',
    access: 'public',
    summary: 'May be kept.',
    response: 'document',
    handle: async () => ({
      ...text(''),
      body: Readable.from(['a', 'b']).on('close', () => (destroyed = true)),
      cacheSeconds: 60,
      tag: 't1',
    }),
  }),
  route({
    method: 'GET',
    path: '/broken.:form',
    access: 'public',
    summary: 'Fails.',
    response: 'document',
    handle: async () => Promise.reject(new Error('secret detail')),
    failure: error => ({ ...text(error.code), status: error.entry.status }),
  }),
]

before(async () => {
  server = await createHttpServer<string>({
    routes,
    mounts: [],
    log: pino({ level: 'silent' }),
    consoleFolder: '/nonexistent',
    authenticate: async () => 'nobody',
    authorize: () => {
      if (destroyed) throw baseError('base.not-found')
    },
    ready: async () => true,
    version: '0',
  })
})
after(() => server.close())

const form = (payload: string, type = 'application/x-www-form-urlencoded') =>
  server.inject({
    method: 'POST',
    url: '/form',
    payload,
    headers: { 'content-type': type, 'x-key': 'k', host: 'city.example' },
  })

test('a form is read, a name given twice is a list, and nothing in it reaches a prototype', async () => {
  const answer = await form('a=1&b=%E8%B7%AF+x&c=1&c=2&attribute%5Bd%5D=3&__proto__=4')
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'text/plain')
  assert.equal(answer.headers['cache-control'], 'no-store')
  const said = answer.json()
  assert.deepEqual(Object.entries(said.body), [
    ['a', '1'],
    ['b', '路 x'],
    ['c', ['1', '2']],
    ['attribute[d]', '3'],
  ])
  assert.deepEqual([said.key, said.origin], ['k', 'http://city.example'])
})

test('a route for forms takes nothing else, and no other route takes a form', async () => {
  const json = await form('{}', 'application/json')
  assert.equal(json.statusCode, 415)
  assert.equal(json.body, '<base.unsupported-media /form zh>')
  const raw = await server.inject({ method: 'POST', url: '/raw', payload: '{"a" : 1}' })
  assert.equal(raw.body, '{"a" : 1}')
})

test('what fails is answered in the words of the route, without what it failed with', async () => {
  const answer = await server.inject('/broken.xml')
  assert.equal(answer.statusCode, 500)
  assert.equal(answer.body, 'base.internal')
})

test('a document that may be kept says so, and is not sent again to who has it', async () => {
  const first = await server.inject('/kept')
  assert.equal(first.body, 'ab')
  assert.equal(first.headers['cache-control'], 'public, max-age=60')
  assert.equal(first.headers.etag, '"t1"')
  destroyed = false
  const again = await server.inject({ url: '/kept', headers: { 'if-none-match': 'W/"t1"' } })
  assert.equal(again.statusCode, 304)
  assert.equal(again.body, '')
  assert.ok(destroyed, 'what is not read is given up')
  destroyed = false
  assert.equal((await server.inject({ url: '/kept', headers: { 'if-none-match': '"t0"' } })).statusCode, 200)
})
