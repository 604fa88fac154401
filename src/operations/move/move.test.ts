import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { inDump, isCode, openDatabase } from '#base/index.ts'
import { type TestHub, testHub } from '../../../test/fixtures/hub.ts'
import { emptyDatabase } from '../../../test/test-database.ts'
import { moveDatabase } from './move-database.ts'

let hub: TestHub
before(async () => {
  hub = await testHub()
})
after(() => hub.close())

// The hub of the test is this process: `refuseInUse` leaves a process its own connections.
const move = (to: Awaited<ReturnType<typeof emptyDatabase>>, report = (_line: string) => {}) =>
  moveDatabase({ from: hub.base.connections, to, release: '9.9.9', report })

const count = async (connection: pg.ClientConfig, table: string) => {
  const database = openDatabase({ ...connection, max: 1 }, () => undefined)
  try {
    return (await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(database))
      .rows[0]!.n
  } finally {
    await database.destroy()
  }
}

test('every table arrives, history stays history, and the source is as it was', async t => {
  const to = await emptyDatabase(t)
  const people = await count(hub.base.connections.owner, 'identity.person')
  const moved = await move(to)
  assert.ok(people > 50)
  assert.equal(moved.tables['identity.person']!.rows, people)
  assert.equal(await count(to.owner, 'identity.person'), people)
  assert.equal(await count(hub.base.connections.owner, 'identity.person'), people)
  assert.equal(moved.ledger.entries, await count(to.owner, 'ledger.entry'))
  const database = openDatabase({ ...to.application, max: 1 }, () => undefined)
  await assert.rejects(sql`delete from ledger.entry`.execute(database), /permission denied/)
  await database.destroy()
  await assert.rejects(move(to), error => isCode(error, 'operations.move-target'), 'now it is not empty')
})

test('nobody writes to the source while it is copied', async t => {
  const to = await emptyDatabase(t)
  const owner = hub.base.owner
  let tried: Promise<unknown> | undefined
  let written = false
  await move(to, () => {
    tried ??= sql`insert into base.setting (key, value) values ('during-move', '1')`
      .execute(owner)
      .then(() => {
        written = true
      })
    assert.equal(written, false, 'written in the middle')
  })
  await tried
  assert.equal(written, true, 'it waited and was done')
  assert.equal(await count(to.owner, 'base.setting'), 0)
})

test('another process of the product at either end is named', async t => {
  const to = await emptyDatabase(t)
  for (const busy of [hub.base.connections.owner, to.owner]) {
    const client = new pg.Client({ ...busy, application_name: 'chengshu 4711' })
    await client.connect()
    await assert.rejects(move(to), error => {
      assert.ok(isCode(error, 'operations.target-in-use'))
      return /chengshu 4711/.test(String(error))
    })
    await client.end()
  }
})

test('a move that breaks in the middle leaves no row', async t => {
  const to = await emptyDatabase(t)
  let lines = 0
  await assert.rejects(
    move(to, () => {
      if (++lines === 20) throw new Error('the cable')
    }),
    /the cable/,
  )
  assert.equal(await count(to.owner, 'city.region'), 0)
  const left = await inDump(to.owner, 'read', client =>
    client.query(
      "select 1 from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()",
    ),
  )
  assert.equal(left.rowCount, 0)
  await move(to)
})
