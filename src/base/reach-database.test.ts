import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { ask, ownFolder, postmasterOf } from '../../test/embedded-tools.ts'
import { emptyDatabase } from '../../test/test-database.ts'
import { readConfig } from './config.ts'
import { isCode } from './errors.ts'
import { migrate } from './migrate.ts'
import { connectServer, reachDatabase, refuseOldServer, watchEmbedded } from './reach-database.ts'
import { readMigrations } from './read-migrations.ts'

/** The address form of a connection, as DATABASE_URL has it. */
function addressOf(connection: pg.ClientConfig): string {
  if (connection.connectionString) return connection.connectionString
  const { user = '', password = '', database = '', host = '', port } = connection
  const account = `${encodeURIComponent(user)}:${encodeURIComponent(String(password))}`
  return `postgresql://${account}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

test('a server of one’s own: the address owns, the application is held to its role in every session', async t => {
  const { owner } = await emptyDatabase(t)
  const connections = await connectServer({
    databaseUrl: addressOf(owner),
    applicationDatabaseUrl: undefined,
  })
  await migrate(connections.owner, {
    migrations: (await readMigrations()).filter(one => one.room === 'base'),
  })
  const who = 'select current_user::text as who'
  assert.deepEqual(await ask(connections.application, who), [{ who: 'chengshu_application' }])
  await assert.rejects(ask(connections.application, 'drop table base.setting'), { code: '42501' })
  await assert.rejects(ask(connections.application, 'delete from base.migration'), { code: '42501' })
  assert.deepEqual(await ask(connections.application, 'select count(*)::int n from base.setting'), [{ n: 0 }])
})

test('an address of its own for the application is used as it is', async t => {
  const { owner, application } = await emptyDatabase(t)
  const given = { databaseUrl: addressOf(owner), applicationDatabaseUrl: addressOf(application) }
  const connections = await connectServer(given)
  assert.equal(connections.application.connectionString, given.applicationDatabaseUrl)
  assert.equal(connections.application.options, undefined)
})

test('a server that is not there is named as such', async () => {
  const databaseUrl = 'postgresql://x@127.0.0.1:1/x'
  const unreachable = connectServer({ databaseUrl, applicationDatabaseUrl: undefined })
  await assert.rejects(unreachable, error => isCode(error, 'base.server-unreachable'))
})

test('servers before PostgreSQL 15 are refused by name', () => {
  assert.throws(
    () => refuseOldServer(140_012),
    error => isCode(error, 'base.old-server') && String(error).includes('14'),
  )
  refuseOldServer(150_000)
  refuseOldServer(180_004)
})

test('without an address the embedded server of the data folder is used, watched, and ended', async t => {
  const folder = await ownFolder(t)
  const config = readConfig({ CHENGSHU_DATA: folder })
  const reached = await reachDatabase(config, () => undefined)
  const lines: string[] = []
  const healed = new Promise<void>(resolve => {
    t.after(
      watchEmbedded(reached.embedded!, line => {
        lines.push(line)
        if (line.includes('answers again')) resolve()
      }),
    )
  })
  // The watch's timer holds no process; this one keeps the test's alive until it has looked.
  const alive = setInterval(() => undefined, 1_000)
  process.kill((await postmasterOf(folder))!, 'SIGKILL')
  await healed
  clearInterval(alive)
  assert.match(lines[0]!, /has gone/)
  assert.deepEqual(await ask(reached.connections.application, 'select 1 as n'), [{ n: 1 }])
  await reached.stop()
  assert.equal(await postmasterOf(folder), undefined)
})
