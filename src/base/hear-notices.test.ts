import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import { inTransaction } from './database.ts'
import { hearNotices } from './hear-notices.ts'

async function until(holds: () => boolean) {
  for (let i = 0; i < 200 && !holds(); i++) await pause(25)
  assert.ok(holds())
}

async function hearing(t: TestContext) {
  const { database, owner, connections } = await testDatabase(t, { upTo: 'base' })
  const state = { heard: 0 }
  const end = hearNotices({
    connection: { ...connections.application, application_name: 'hearing' },
    channel: 'demo_told',
    hear: () => state.heard++,
  })
  t.after(end)
  await until(() => state.heard === 1)
  return { database, owner, state, end }
}

test('what a transaction tells is heard when it commits, and never when it is rolled back', async t => {
  const { database, state } = await hearing(t)
  await inTransaction(database, async tx => {
    await sql`select pg_notify('demo_told', '')`.execute(tx)
    await pause(100)
    assert.equal(state.heard, 1, 'not before the commit')
  })
  await until(() => state.heard === 2)
  const undone = inTransaction(database, async tx => {
    await sql`select pg_notify('demo_told', '')`.execute(tx)
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  await sql`select pg_notify('another_channel', '')`.execute(database)
  await pause(100)
  assert.equal(state.heard, 2)
})

test('a broken connection is opened again, and the break itself counts as news', async t => {
  const { database, owner, state } = await hearing(t)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'hearing'`.execute(
    owner,
  )
  await until(() => state.heard === 2)
  await sql`select pg_notify('demo_told', '')`.execute(database)
  await until(() => state.heard === 3)
})

test('it ends, whether connected or not', async t => {
  const { end, state } = await hearing(t)
  await end()
  assert.equal(state.heard, 1)
  const nowhere = hearNotices({
    connection: { host: '127.0.0.1', port: 1 },
    channel: 'demo_told',
    hear: () => state.heard++,
  })
  await pause(50)
  await nowhere()
  assert.equal(state.heard, 1)
})

/** A server in between that can stop passing anything on, in either direction, without closing. */
async function muteable(t: TestContext, to: { host?: string; port?: number }) {
  const state = { mute: false, opened: 0 }
  const sockets = new Set<Socket>()
  const proxy = createServer(near => {
    state.opened++
    const { host = '127.0.0.1', port = 5432 } = to
    const far = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect({ host, port })
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from)
      from.on('data', bytes => state.mute || into.write(bytes))
      from.on('error', () => undefined)
    }
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    proxy.close()
  })
  return { state, port: (proxy.address() as AddressInfo).port }
}

test('a connection that dies quietly is noticed and replaced; the end does not wait for a mute server', async t => {
  const { connections, database } = await testDatabase(t, { upTo: 'base' })
  const { host, port, connectionString, ...rest } = connections.application
  const url = connectionString ? new URL(connectionString) : undefined
  const to = url ? { host: url.hostname, port: Number(url.port || 5432) } : { host, port }
  const between = await muteable(t, to as { host?: string; port?: number })
  if (url) [url.hostname, url.port] = ['127.0.0.1', String(between.port)]
  const connection = url
    ? { ...rest, connectionString: url.href }
    : { ...rest, host: '127.0.0.1', port: between.port }
  const state = { heard: 0 }
  const end = hearNotices({ connection, channel: 'demo_told', hear: () => state.heard++, askEvery: 100 })
  t.after(end)
  await until(() => state.heard === 1)
  between.state.mute = true
  await pause(300)
  between.state.mute = false
  for (let i = 0; i < 400 && state.heard < 2; i++) await pause(25)
  assert.ok(between.state.opened >= 2, 'opened anew')
  const before = state.heard
  await sql`select pg_notify('demo_told', '')`.execute(database)
  await until(() => state.heard > before)
  between.state.mute = true
  await end()
})
