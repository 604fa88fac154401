import assert from 'node:assert/strict'
import { createServer } from 'node:net'
import { afterEach, test } from 'node:test'
import fastify from 'fastify'
import { pino } from 'pino'
import { isCode } from '#base/index.ts'
import { type Serving, serve } from './serve.ts'

const before = { SIGTERM: process.listeners('SIGTERM'), SIGINT: process.listeners('SIGINT') }
afterEach(() => {
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    for (const listener of process.listeners(signal))
      if (!before[signal].includes(listener)) process.off(signal, listener)
})

const lines: string[] = []
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) })
const signal = (name: 'SIGTERM' | 'SIGINT') => process.emit(name, name)

/** A real server, and in which order things ended. */
async function serving(changes: Partial<Serving> = {}) {
  const order: string[] = []
  const server = fastify()
  server.get('/', async () => 'here')
  server.addHook('onClose', async () => void order.push('server'))
  const stop = async () => void order.push('rest')
  const served = await serve({ server, port: 0, host: '127.0.0.1', log, stop, ...changes })
  return { ...served, order, server }
}

test('it listens on a free port and ends with 0: first the requests, then the rest', async () => {
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    const { address, ended, order } = await serving()
    assert.equal(await (await fetch(address)).text(), 'here')
    signal(name)
    assert.equal(await ended, 0)
    assert.deepEqual(order, ['server', 'rest'])
    await assert.rejects(fetch(address))
  }
})

test('it ends for a reason of its own with its code, in the same order and once', async () => {
  const { ended, end, order } = await serving()
  end(1)
  end(0)
  assert.equal(await ended, 1)
  assert.deepEqual(order, ['server', 'rest'])
})

test('once it has ended it hears no signal any more', async () => {
  const { ended } = await serving()
  const heard = process.listenerCount('SIGTERM')
  signal('SIGTERM')
  await ended
  assert.equal(process.listenerCount('SIGTERM'), heard - 1)
})

test('a second signal does not wait for what hangs', async () => {
  const { ended } = await serving({ stop: () => new Promise(() => undefined) })
  signal('SIGTERM')
  signal('SIGINT')
  assert.equal(await ended, 130)
})

test('what hangs is not waited for longer than agreed, and that is on the log', async () => {
  const { ended } = await serving({ stop: () => new Promise(() => undefined), patience: 20 })
  signal('SIGTERM')
  // The timer of the product does not keep a process alive; here something must.
  const awake = setInterval(() => undefined, 1000)
  assert.equal(await ended, 1)
  clearInterval(awake)
  assert.ok(lines.some(line => line.includes('not everything ended in time')))
})

test('an end that fails is an error code and an entry on the log', async () => {
  const { ended } = await serving({ stop: () => Promise.reject(new Error('the pool would not close')) })
  signal('SIGTERM')
  assert.equal(await ended, 1)
  assert.ok(lines.some(line => line.includes('the pool would not close')))
})

test('a port in use is an error of the catalogue that names it, and no signal is heard then', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  const heard = process.listenerCount('SIGTERM')
  await assert.rejects(serving({ port }), error => {
    assert.ok(isCode(error, 'operations.port-in-use'))
    assert.match(String(error), new RegExp(`${port}`))
    return true
  })
  await assert.rejects(serving({ host: 'no-such-host.invalid' }), error =>
    isCode(error, 'operations.port-in-use'),
  )
  assert.equal(process.listenerCount('SIGTERM'), heard)
  other.close()
})
