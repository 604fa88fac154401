import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import { type TestContext, test } from 'node:test'
import { scanWithClamd } from './clamd.ts'

/** Something that listens where clamd should, and behaves as it likes. */
async function listener(t: TestContext, talk: (socket: Socket) => void) {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    talk(socket)
  })
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, sockets }
}

/** Answers once the end of the content has come: a frame without length. */
const answering = (answer: string | Buffer) => (socket: Socket) => {
  let tail = Buffer.alloc(0)
  socket.on('data', chunk => {
    tail = Buffer.concat([tail, chunk]).subarray(-4)
    if (tail.length === 4 && tail.readUInt32BE() === 0) socket.end(answer)
  })
}

const content = (text = 'a letter') => Readable.from([Buffer.from(text)])
/** More than sockets hold: who does not read it keeps the sender waiting. */
const large = () =>
  Readable.from(
    (function* () {
      for (let sent = 0; sent < 40; sent++) yield Buffer.alloc(1 << 20, 1)
    })(),
  )

test('what clamd says is read to the letter; whatever is neither found nor clean is an error', async t => {
  const golden: [string | Buffer, boolean | string | RegExp][] = [
    ['stream: OK\0', true],
    ['stream: OK\n', true],
    ['stream: OK', true],
    ['stream: OK\0stream: Eicar FOUND\0', true],
    ['stream: Win.Test.EICAR_HDB-1 FOUND\0', 'Win.Test.EICAR_HDB-1'],
    ['stream: Heuristics.Two Words FOUND\0', 'Heuristics.Two Words'],
    ['stream: 病毒.甲 FOUND\0', '病毒.甲'],
    ['stream: OK FOUND\0', 'OK'],
    ['', /no answer/],
    ['\0', /no answer/],
    ['stream: ', /stream:/],
    ['stream: O', /stream: O/],
    ['stream:OK\0', /stream:OK/],
    ['STREAM: ok\0', /STREAM: ok/],
    ['OK\0', /clamd: OK/],
    ['not OK\0', /not OK/],
    ['stream: OK \nbut not', /clamd/],
    ['stream: FOUND\0', /clamd/],
    ['INSTREAM size limit exceeded. ERROR\0', /size limit/],
    ['stream: Can not allocate memory ERROR\0', /memory ERROR/],
    ['UNKNOWN COMMAND\0', /UNKNOWN/],
    ['HTTP/1.1 400 Bad Request\r\n\r\nstream: OK', /HTTP/],
    [Buffer.from([0xff, 0xfe, 0x80, 0x01]), /clamd/],
    ['x'.repeat(999), /xxx/],
  ]
  let answer: string | Buffer = ''
  const at = await listener(t, socket => answering(answer)(socket))
  for (const [said, expected] of golden) {
    answer = said
    const scanning = scanWithClamd(at, content())
    if (expected instanceof RegExp) await assert.rejects(scanning, expected, String(said))
    else {
      const result = expected === true ? { clean: true } : { clean: false, found: expected }
      assert.deepEqual(await scanning, result, String(said))
    }
  }
})

test('what arrives in pieces is one answer, also when a letter is cut in two', async t => {
  const said = Buffer.from('stream: 病毒 FOUND\0')
  const at = await listener(t, socket => {
    socket.setNoDelay(true)
    socket.once('data', async () => {
      for (const byte of said) {
        socket.write(Buffer.of(byte))
        await new Promise(done => setImmediate(done))
      }
      socket.end()
    })
  })
  assert.deepEqual(await scanWithClamd(at, content()), { clean: false, found: '病毒' })
})

test('a scanner that calls clean what it has not seen is not believed; what it found at the start is', async t => {
  const hasty = await listener(t, socket => void socket.once('data', () => socket.end('stream: OK\0')))
  await assert.rejects(scanWithClamd(hasty, large()), /before it had seen all|EPIPE|ECONNRESET/)
  const warned: Error[] = []
  const note = (warning: Error) => void warned.push(warning)
  process.on('warning', note)
  t.after(() => process.off('warning', note))
  const sharp = await listener(t, socket => {
    socket.once('data', () => socket.write('stream: Worm FOUND\0'))
    // Reads on, as clamd does, so that the sender is not cut off.
    socket.resume()
    socket.on('data', chunk => {
      if (chunk.subarray(-4).equals(Buffer.alloc(4))) socket.end()
    })
  })
  assert.deepEqual(await scanWithClamd(sharp, large()), { clean: false, found: 'Worm' })
  await new Promise(done => setImmediate(done))
  assert.deepEqual(warned, [], 'a long file leaves no listeners behind')
})

test('a scanner that dies, at once or in the middle, has said nothing', async t => {
  const atOnce = await listener(t, socket => socket.destroy())
  const inTheMiddle = await listener(t, socket => {
    let heard = 0
    socket.on('data', chunk => {
      heard += chunk.length
      if (heard > 5_000_000) socket.destroy()
    })
  })
  const reset = await listener(t, socket => void socket.once('data', () => socket.resetAndDestroy()))
  const half = await listener(t, socket => {
    socket.once('data', () => socket.write('stream: O', () => socket.destroy()))
  })
  for (const at of [atOnce, inTheMiddle, reset, half]) {
    const given = large()
    await assert.rejects(scanWithClamd(at, given), /clamd|EPIPE|ECONNRESET/)
    assert.ok(given.destroyed, 'the file is closed')
  }
})

test('a scanner that hangs is given up: silent, never reading, or saying a letter now and then', async t => {
  const silent = await listener(t, socket => void socket.resume())
  const deaf = await listener(t, socket => void socket.pause())
  const drips = await listener(t, socket => {
    const timer = setInterval(() => socket.write('s'), 5)
    socket.on('close', () => clearInterval(timer))
  })
  const gushes = await listener(t, socket => {
    const more = () => void (socket.writable && socket.write('y'.repeat(60_000), more))
    more()
  })
  await assert.rejects(scanWithClamd(silent, content(), { idleMilliseconds: 50 }), /silent/)
  const given = large()
  await assert.rejects(scanWithClamd(deaf, given, { idleMilliseconds: 50 }), /silent/)
  assert.ok(given.destroyed)
  await assert.rejects(scanWithClamd(drips, content(), { wholeMilliseconds: 60 }), { name: 'AbortError' })
  await assert.rejects(scanWithClamd(gushes, content()), /no end of the answer/)
})

test('the end of the process is not held up by a scanner that hangs', async t => {
  const silent = await listener(t, socket => void socket.resume())
  const ending = new AbortController()
  const given = content()
  const scanning = scanWithClamd(silent, given, { signal: ending.signal })
  while (silent.sockets.size === 0) await new Promise(done => setImmediate(done))
  const [socket] = silent.sockets
  const closed = once(socket!, 'close')
  ending.abort()
  await assert.rejects(scanning, { name: 'AbortError' })
  await closed
  assert.ok(given.destroyed)
  await assert.rejects(scanWithClamd(silent, content(), { signal: ending.signal }), { name: 'AbortError' })
})

test('a file that cannot be read to its end is not clean, and the scanner is let go', async t => {
  const at = await listener(t, answering('stream: OK\0'))
  const broken = new Readable({ read() {} })
  broken.push('half')
  setImmediate(() => broken.destroy(new Error('disk')))
  await assert.rejects(scanWithClamd(at, broken), /disk/)
  const [socket] = at.sockets
  if (!socket!.destroyed) await once(socket!, 'close')
  assert.deepEqual(
    await scanWithClamd(at, Readable.from([])),
    { clean: true },
    'an empty file has no harm in it',
  )
})
