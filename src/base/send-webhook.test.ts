import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { isCode } from './errors.ts'
import { sendWebhook } from './send-webhook.ts'

interface Received {
  headers: IncomingHttpHeaders
  body: string
}

/** A receiver of webhooks on this machine. */
async function receiver(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      received.push({ headers: request.headers, body })
      answer(request, response)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in`, received }
}

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const message = { secret, id: 'msg_1', body: '{"字":1}', openedNetworks: ['127.0.0.0/8'] }

test('a message arrives as it was signed', async t => {
  const { url, received } = await receiver(t, (_request, response) => response.writeHead(202).end('thanks'))
  assert.deepEqual(await sendWebhook({ ...message, url, headers: { 'x-token': 'a' } }), {
    status: 202,
    text: '',
  })
  const [{ headers, body }] = received as [Received]
  assert.equal(body, message.body)
  assert.equal(headers['content-type'], 'application/json')
  assert.equal(headers['webhook-id'], 'msg_1')
  assert.equal(headers['x-token'], 'a')
  const at = headers['webhook-timestamp'] as string
  assert.ok(Math.abs(Date.now() / 1000 - Number(at)) < 300)
  const right = createHmac('sha256', Buffer.alloc(32, 7)).update(`msg_1.${at}.${body}`).digest('base64')
  assert.equal(headers['webhook-signature'], `v1,${right}`)
})

test('of the answer as much is kept as was asked for', async t => {
  const { url } = await receiver(t, (_request, response) => response.end('x'.repeat(500_000)))
  assert.deepEqual(await sendWebhook({ ...message, url, keepBytes: 10 }), {
    status: 200,
    text: 'xxxxxxxxxx',
  })
})

test('without an opened network nothing on this machine is reached', async t => {
  const { url, received } = await receiver(t, (_request, response) => response.end())
  const { port } = new URL(url)
  for (const host of ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]'])
    await assert.rejects(
      sendWebhook({ ...message, openedNetworks: undefined, url: `http://${host}:${port}/in` }),
      error => isCode(error, 'base.webhook-target-refused'),
    )
  assert.deepEqual(received, [])
})

test('a redirect is not followed', async t => {
  const inside = await receiver(t, (_request, response) => response.end())
  const { url } = await receiver(t, (_request, response) =>
    response.writeHead(307, { location: inside.url }).end(),
  )
  await assert.rejects(
    sendWebhook({ ...message, url }),
    (error: { details?: { status?: number } }) =>
      isCode(error, 'base.webhook-not-accepted') && error.details?.status === 307,
  )
  assert.deepEqual(inside.received, [])
})

test('a receiver that fails, is away, breaks off or never answers is named as what it is', async t => {
  const failing = await receiver(t, (_request, response) => response.writeHead(500).end())
  await assert.rejects(sendWebhook({ ...message, url: failing.url }), error =>
    isCode(error, 'base.webhook-not-accepted'),
  )
  const unreachable = (reason: string) => (error: { details?: { reason?: string } }) =>
    isCode(error, 'base.webhook-unreachable') && error.details?.reason === reason
  const silent = await receiver(t, () => undefined)
  await assert.rejects(
    sendWebhook({ ...message, url: silent.url, timeoutMilliseconds: 100 }),
    unreachable('timeout'),
  )
  // The head comes, the body never ends.
  const slow = await receiver(t, (_request, response) => void response.writeHead(200).write('a'))
  await assert.rejects(
    sendWebhook({ ...message, url: slow.url, timeoutMilliseconds: 200, keepBytes: 100 }),
    unreachable('timeout'),
  )
  const rude = createSocket(socket => socket.destroy())
  await new Promise<void>(done => rude.listen(0, '127.0.0.1', done))
  const { port } = rude.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/`
  await assert.rejects(sendWebhook({ ...message, url }), unreachable('ECONNRESET'))
  await new Promise(done => rude.close(done))
  await assert.rejects(sendWebhook({ ...message, url }), unreachable('ECONNREFUSED'))
})
