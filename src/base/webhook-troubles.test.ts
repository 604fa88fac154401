import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { type CatalogueError, isCode } from './errors.ts'
import { sendWebhook, type Webhook } from './send-webhook.ts'
import { isSignedWebhook, signWebhook } from './sign-webhook.ts'
import { checkWebhookTarget, isOpenAddress } from './webhook-target.ts'

/** Something that listens and says these bytes once it was asked. */
async function saying(t: TestContext, talk: (socket: Socket) => void) {
  const heard: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('data', chunk => {
      heard.push(chunk.toString())
      talk(socket)
    })
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/in?a=1#part` }
}

const message = { secret: 'a secret of letters', id: 'msg_1', body: '{}', openedNetworks: ['127.0.0.0/8'] }
const send = (url: string, more: Partial<Webhook> = {}) =>
  sendWebhook({ ...message, url, timeoutMilliseconds: 5000, ...more })
const failed =
  (code: string, details: Record<string, unknown> = {}) =>
  (error: unknown) => {
    assert.ok(isCode(error, code), String(error))
    for (const [name, value] of Object.entries(details))
      assert.equal((error as CatalogueError).details?.[name], value)
    return true
  }

test('answers of every kind: only a 2xx is taken, whatever else is said with it', async t => {
  const golden: [string, string, number | string][] = [
    ['200', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok', 200],
    ['204 without a body', 'HTTP/1.1 204 No Content\r\n\r\n', 204],
    ['299', 'HTTP/1.1 299 Odd\r\ncontent-length: 0\r\n\r\n', 299],
    [
      'an early hint before it',
      'HTTP/1.1 103 Early Hints\r\nlink: <x>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
      200,
    ],
    ['300', 'HTTP/1.1 300 Choices\r\ncontent-length: 0\r\n\r\n', 'not-accepted'],
    ['304', 'HTTP/1.1 304 Not Modified\r\n\r\n', 'not-accepted'],
    [
      'redirect inside',
      'HTTP/1.1 302 Found\r\nlocation: http://169.254.169.254/\r\ncontent-length: 0\r\n\r\n',
      'not-accepted',
    ],
    ['410', 'HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n', 'not-accepted'],
    ['503', 'HTTP/1.1 503 Busy\r\nretry-after: 9\r\ncontent-length: 0\r\n\r\n', 'not-accepted'],
    ['999', 'HTTP/1.1 999 No\r\ncontent-length: 0\r\n\r\n', 'not-accepted'],
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'HPE_INVALID_CONSTANT'],
    ['a head that ends in the middle', 'HTTP/1.1 200 OK\r\ncontent-le', 'ECONNRESET'],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nokk',
      'HPE_UNEXPECTED_CONTENT_LENGTH',
    ],
    ['a head of 100 kB', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`, 'HPE_HEADER_OVERFLOW'],
  ]
  for (const [name, bytes, expected] of golden)
    await t.test(name, async t => {
      const { url } = await saying(t, socket => socket.end(bytes))
      if (typeof expected === 'number') assert.deepEqual(await send(url), { status: expected, text: '' })
      else if (expected === 'not-accepted') {
        const status = Number(/ (\d{3}) /.exec(bytes)?.[1])
        await assert.rejects(send(url), failed('base.webhook-not-accepted', { status }))
      } else await assert.rejects(send(url), failed('base.webhook-unreachable', { reason: expected }))
    })
})

test('of an answer no more is kept than was asked for, and what was not ended in time is given up', async t => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n'
  const text = await saying(t, socket => socket.end(`${head}content-length: 9\r\n\r\n一二三`))
  assert.equal((await send(text.url, { keepBytes: 100 })).text, '一二三')
  assert.equal((await send(text.url, { keepBytes: 6 })).text, '一二')
  assert.equal((await send(text.url, { keepBytes: 4 })).text, '一\ufffd', 'a sign cut in two is told as such')
  const endless = await saying(t, socket => {
    socket.write(`${head}\r\n`)
    const more = () => void (socket.writable && socket.write('x'.repeat(60_000), more))
    more()
  })
  assert.equal((await send(endless.url, { keepBytes: 5 })).text, 'xxxxx')
  assert.equal((await send(endless.url)).text, '')
  const refusing = await saying(t, socket => socket.end('HTTP/1.1 400 No\r\ncontent-length: 5\r\n\r\nwrong'))
  await assert.rejects(
    send(refusing.url, { keepBytes: 3 }),
    failed('base.webhook-not-accepted', { text: 'wro' }),
  )
  const cut = await saying(t, socket => {
    socket.write(`${head}content-length: 100\r\n\r\nhalf`, () => socket.destroy())
  })
  await assert.rejects(send(cut.url, { keepBytes: 100 }), failed('base.webhook-unreachable'))
  const late = await saying(t, socket => void socket.write('HTTP/1.1 '))
  await assert.rejects(
    send(late.url, { timeoutMilliseconds: 60 }),
    failed('base.webhook-unreachable', { reason: 'timeout' }),
  )
})

test('what is sent is what was signed, and nothing given can write another header', async t => {
  const { heard, url } = await saying(t, socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'))
  await send(url, {
    body: '{"字":"👍"}',
    headers: { 'webhook-id': 'forged', 'content-type': 'text/html', 'x-a': 'b' },
  })
  const [head = '', body = ''] = heard[0]!.split('\r\n\r\n')
  const headers = new Map(
    head
      .split('\r\n')
      .slice(1)
      .map(line => line.split(': ') as [string, string]),
  )
  assert.equal(head.split('\r\n')[0], 'POST /in?a=1 HTTP/1.1')
  assert.equal(headers.get('webhook-id'), 'msg_1')
  assert.equal(headers.get('content-type'), 'application/json')
  assert.equal(headers.get('x-a'), 'b')
  assert.equal(Number(headers.get('content-length')), Buffer.byteLength('{"字":"👍"}'))
  const signed = {
    secret: message.secret,
    id: 'msg_1',
    timestamp: headers.get('webhook-timestamp') ?? '',
    signature: headers.get('webhook-signature') ?? '',
    body,
  }
  assert.ok(isSignedWebhook(signed))
  assert.ok(!isSignedWebhook({ ...signed, body: body.replace('字', '子') }))
  const wrong: Partial<Webhook>[] = [
    { id: 'a\r\nx-evil: 1' },
    { headers: { 'x-a': 'b\r\nx-evil: 1' } },
    { headers: { 'x a': 'b' } },
  ]
  for (const bad of wrong) await assert.rejects(send(url, bad), error => error instanceof Error)
  assert.equal(heard.length, 1, 'nothing of it was sent')
})

test('a receiver whose certificate nobody vouches for is not sent to', async t => {
  const { heard, url } = await saying(t, socket => socket.end('HTTP/1.1 200 OK\r\n\r\n'))
  await assert.rejects(send(url.replace('http:', 'https:')), failed('base.webhook-unreachable'))
  assert.equal(heard[0]?.includes(message.secret), false)
  assert.equal(
    heard[0]?.includes('webhook-signature'),
    false,
    'nothing is said before the certificate was seen',
  )
})

test('addresses inside, however they are written, are refused before anything is sent', async t => {
  const golden: [string, string][] = [
    ['http://127.1/', 'address'],
    ['http://0/', 'address'],
    ['http://0x7f000001/', 'address'],
    ['http://017700000001/', 'address'],
    ['http://①②⑦.⓪.⓪.①/', 'address'],
    ['http://127.0.0.1.:80/', 'address'],
    ['http://[::ffff:7f00:1]/', 'address'],
    ['http://[0:0:0:0:0:0:0:1]/', 'address'],
    ['http://[64:ff9b::7f00:1]/', 'address'],
    ['http://[2002:7f00:1::]/', 'address'],
    ['http://[fd00:ec2::254]/', 'address'],
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['http://100.100.100.200/', 'address'],
    ['http://192.0.0.192/', 'address'],
    ['http://localhost/', 'address'],
    ['HTTP://LOCALHOST/', 'address'],
    ['gopher://127.0.0.1/', 'protocol'],
    ['javascript:alert(1)', 'protocol'],
    ['ws://example.com/', 'protocol'],
    ['http://user@8.8.8.8/', 'credentials'],
    ['http://:secret@8.8.8.8/', 'credentials'],
    ['//8.8.8.8/', 'url'],
    ['http://', 'url'],
    ['http://8.8.8.8:99999/', 'url'],
    ['http://[::1', 'url'],
    ['', 'url'],
  ]
  for (const [url, reason] of golden)
    await t.test(url || 'nothing', () =>
      assert.rejects(checkWebhookTarget(url), failed('base.webhook-target-refused', { reason })),
    )
  assert.deepEqual(await checkWebhookTarget('http://8.8.8.8/'), [{ address: '8.8.8.8', family: 4 }])
  assert.deepEqual(await checkWebhookTarget('https://[2606:4700:0:0::1]/'), [
    { address: '2606:4700::1', family: 6 },
  ])
})

test('the edges of closed networks, to the address', () => {
  const golden: [string, boolean][] = [
    ['9.255.255.255', true],
    ['10.0.0.0', false],
    ['11.0.0.0', true],
    ['100.63.255.255', true],
    ['100.64.0.0', false],
    ['100.127.255.255', false],
    ['172.15.255.255', true],
    ['172.16.0.0', false],
    ['172.32.0.0', true],
    ['192.167.255.255', true],
    ['192.169.0.0', true],
    ['198.17.255.255', true],
    ['198.19.255.255', false],
    ['198.20.0.0', true],
    ['223.255.255.255', true],
    ['224.0.0.0', false],
    ['239.255.255.250', false],
    ['240.0.0.1', false],
    ['fbff::1', true],
    ['fdff::1', false],
    ['fe00::1', true],
    ['fe80::1', false],
    ['febf::1', false],
    ['fec0::1', false],
    ['2001:db7::1', true],
    ['2001:db8::1', false],
    ['2003::1', true],
  ]
  for (const [address, open] of golden)
    assert.equal(isOpenAddress({ address, family: address.includes(':') ? 6 : 4 }), open, address)
  assert.ok(!isOpenAddress({ address: '::ffff:10.0.0.1', family: 6 }, ['10.0.0.0/8']), 'opened as IPv4 only')
})

test('secrets: the same bytes sign the same, in base64 or as they are; a signature is believed whole or not at all', () => {
  const given = { id: 'm', at: 1_700_000_000, body: '一' }
  const secret = `whsec_${Buffer.from('plain words').toString('base64')}`
  assert.equal(signWebhook({ ...given, secret }), signWebhook({ ...given, secret: 'plain words' }))
  assert.notEqual(signWebhook({ ...given, secret }), signWebhook({ ...given, secret: secret.slice(6) }))
  const now = new Date(given.at * 1000)
  const message = { id: 'm', body: '一', timestamp: String(given.at), secret }
  const right = signWebhook({ ...given, secret })
  const golden: [string, boolean][] = [
    [right, true],
    [`v1,AAAA ${right}`, true],
    [`${right} v1a,BBBB`, true],
    [right.toLowerCase(), false],
    [right.slice(0, -1), false],
    [`${right}=`, false],
    [right.slice(3), false],
    [`v1, ${right.slice(3)}`, false],
    [`,${right}`, false],
    [' ', false],
  ]
  for (const [signature, believed] of golden)
    assert.equal(isSignedWebhook({ ...message, signature }, now), believed, signature)
})
