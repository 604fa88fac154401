import assert from 'node:assert/strict'
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
