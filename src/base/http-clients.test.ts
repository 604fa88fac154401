import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { z } from 'zod'
import { baseError } from './base.errors.ts'
import { createHttpServer } from './http-server.ts'
import { level } from './level.contract.ts'
import { routesFor } from './route.ts'

/** What clients do that `inject` cannot: leave in the middle, send half a body, call at once and by the hundred. */
const route = routesFor<string>()
let server: FastifyInstance
let port: number
/** Handlers at work: each is told whether its client has gone. */
const began: { signal: AbortSignal; name: string }[] = []
let finish = Promise.withResolvers<void>()
let fileName = 'a.csv'

const slow = async (name: string, signal: AbortSignal) => {
  began.push({ signal, name })
  await Promise.race([finish.promise, once(signal, 'abort').catch(() => undefined)])
  return { gone: signal.aborted }
}
const answer = z.object({ gone: level('L1', z.boolean()) })

before(async () => {
  const routes = [
    route({
      method: 'GET',
      path: '/api/slow',
      access: 'public',
      summary: 'Waits.',
      response: answer,
      handle: async ({ signal }) => await slow('get', signal),
    }),
    route({
      method: 'POST',
      path: '/api/slow',
      access: 'public',
      summary: 'Waits.',
      body: z.object({ text: level('L1', z.string()) }),
      response: answer,
      handle: async ({ signal }) => await slow('post', signal),
    }),
    route({
      method: 'POST',
      path: '/api/upload',
      access: 'public',
      summary: 'Counts the bytes of a file.',
      uploadLimit: 1000,
      response: z.object({ bytes: level('L1', z.number()) }),
      handle: async ({ upload, signal }) => {
        began.push({ signal, name: 'upload' })
        let bytes = 0
        for await (const chunk of upload!.stream) bytes += (chunk as Buffer).length
        return { bytes }
      },
    }),
    route({
      method: 'GET',
      path: '/api/file',
      access: 'public',
      summary: 'A file.',
      response: 'file',
      handle: async () => ({
        download: true,
        name: fileName,
        contentType: 'text/csv',
        body: Readable.from(['x']),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/rare',
      access: 'signed-in',
      callsPerMinute: 5,
      summary: 'Five a minute.',
      response: z.object({}),
      handle: async () => ({}),
    }),
  ]
  server = await createHttpServer<string>({
    routes,
    mounts: [],
    log: pino({ level: 'silent' }),
    consoleFolder: join(tmpdir(), 'chengshu-no-console'),
    version: '0',
    authenticate: async incoming => String(incoming.headers['x-caller'] ?? ''),
    authorize: (caller, access) => {
      if (access !== 'public' && caller === '') throw baseError('base.not-found')
    },
    ready: async () => Promise.reject(new Error('no database')),
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  port = (server.server.address() as AddressInfo).port
})
after(() => server.close())

async function until(condition: () => boolean) {
  for (let look = 0; look < 400 && !condition(); look++) await pause(25)
  assert.ok(condition(), 'it did not happen within 10 s')
}

function call(method: 'GET' | 'POST', body?: string) {
  const sent = request({
    port,
    host: '127.0.0.1',
    method,
    path: '/api/slow',
    headers: { 'content-type': 'application/json' },
  })
  sent.on('error', () => undefined)
  sent.end(body)
  return sent
}

for (const [method, body] of [
  ['GET', undefined],
  ['POST', '{"text":"路灯"}'],
] as const) {
  test(`the work of a ${method} is told when its client has gone, and not before`, async () => {
    began.length = 0
    finish = Promise.withResolvers<void>()
    const leaving = call(method, body)
    await until(() => began.length === 1)
    // The body has long been read: that alone is no leaving.
    await pause(100)
    assert.equal(began[0]!.signal.aborted, false)
    leaving.destroy()
    await until(() => began[0]!.signal.aborted)
  })

  test(`a ${method} whose client waits is answered, and its signal stays quiet`, async () => {
    began.length = 0
    finish = Promise.withResolvers<void>()
    const [waiting] = [call(method, body)]
    const response = once(waiting, 'response')
    await until(() => began.length === 1)
    await pause(100)
    finish.resolve()
    const [incoming] = (await response) as [Readable]
    assert.equal(Buffer.concat(await incoming.toArray()).toString(), '{"gone":false}')
    await pause(50)
    assert.equal(began[0]!.signal.aborted, false)
  })
}

const boundary = 'content-type: multipart/form-data; boundary=x'
const part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'

test('an upload over its limit is refused, not cut and taken for whole', async () => {
  const upload = (bytes: number) =>
    server.inject({
      method: 'POST',
      url: '/api/upload',
      payload: `${part}${'a'.repeat(bytes)}\r\n--x--\r\n`,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
  assert.deepEqual((await upload(999)).json(), { bytes: 999 })
  const refused = await upload(5000)
  assert.deepEqual([refused.statusCode, refused.json().code], [413, 'base.payload-too-large'])
})

test('half an upload whose client leaves is no upload, and the next one is served', async () => {
  began.length = 0
  const socket = connect(port, '127.0.0.1')
  socket.write(
    `POST /api/upload HTTP/1.1\r\nhost: x\r\n${boundary}\r\ncontent-length: 900\r\n\r\n${part}half`,
  )
  await until(() => began.length === 1)
  socket.destroy()
  await until(() => began[0]!.signal.aborted)
  const next = await server.inject('/healthz')
  assert.equal(next.statusCode, 200)
})

test('a multipart body without a file, and one without an end, are bad input and no fault', async () => {
  const headers = { 'content-type': 'multipart/form-data; boundary=x' }
  const bodies = [
    '--x--\r\n',
    '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
    `${part}never ends`,
  ]
  for (const payload of bodies) {
    const refused = await server.inject({ method: 'POST', url: '/api/upload', payload, headers })
    assert.equal(refused.statusCode, 400, payload)
  }
})

test('a file keeps whatever name it has: quotes, line ends, half a character', async () => {
  for (const name of ["it's (1)*.csv", 'a"b;c.csv', 'x\r\nset-cookie: a=b', '名\ud83d单.csv']) {
    fileName = name
    const response = await server.inject('/api/file')
    assert.equal(response.statusCode, 200, name)
    const header = String(response.headers['content-disposition'])
    assert.match(header, /^attachment; filename\*=UTF-8''[\w.%!~+-]+$/)
    assert.equal(decodeURIComponent(header.split("''")[1]!), name.toWellFormed())
    assert.equal(response.headers['set-cookie'], undefined)
  }
})

test('the sixth call of a minute is refused with the seconds to wait, and says so in both languages', async () => {
  const headers = { 'x-caller': 'anna' }
  const answers = []
  for (let time = 0; time < 7; time++) answers.push(await server.inject({ url: '/api/rare', headers }))
  assert.deepEqual(
    answers.map(one => one.statusCode),
    [200, 200, 200, 200, 200, 429, 429],
  )
  const refused = answers[5]!
  const seconds = Number(refused.headers['retry-after'])
  assert.ok(seconds >= 1 && seconds <= 60, `${seconds}`)
  assert.ok(refused.json().title.includes(String(seconds)))
  const english = await server.inject({ url: '/api/rare', headers: { ...headers, 'accept-language': 'en' } })
  assert.match(english.json().title, /Too many requests/)
  assert.equal((await server.inject('/api/slow-no-such')).statusCode, 404)
})

test('a readiness check that throws is "not ready", and the process still alive', async () => {
  assert.deepEqual((await server.inject('/readyz')).json(), { status: 'not ready' })
  assert.equal((await server.inject('/healthz')).statusCode, 200)
})

test('requests that are no HTTP, or have headers without end, leave the server standing', async () => {
  for (const bytes of [
    '\u0000\u0001\u0002\r\n\r\n',
    `GET / HTTP/1.1\r\nx: ${'a'.repeat(40_000)}\r\n\r\n`,
    'GET /%E0%A4%A HTTP/1.1\r\nhost: x\r\n\r\n',
  ]) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write(bytes)
    const [said] = (await once(socket, 'data')) as [Buffer]
    assert.match(said.toString(), /^HTTP\/1\.1 4\d\d/)
    socket.destroy()
  }
  assert.equal((await server.inject('/healthz')).statusCode, 200)
})

test('every answer, also a refusal, forbids sniffing, framing and foreign scripts', async () => {
  for (const url of ['/healthz', '/api/none', '/api/openapi.json', '/api/file']) {
    const { headers } = await server.inject(url)
    assert.equal(headers['x-content-type-options'], 'nosniff', url)
    assert.equal(headers['x-frame-options'], 'SAMEORIGIN', url)
    // A file is shown by itself: it may run nothing at all.
    const policy = url === '/api/file' ? /^default-src 'none'; sandbox$/ : /script-src 'self'/
    assert.match(String(headers['content-security-policy']), policy, url)
    assert.equal(headers['x-powered-by'], undefined)
  }
})

test('what a person may see is kept by no cache', async () => {
  for (const url of ['/api/rare', '/api/file'])
    assert.equal(
      (await server.inject({ url, headers: { 'x-caller': 'bert' }, remoteAddress: '10.0.0.9' })).headers[
        'cache-control'
      ],
      'no-store',
    )
})
