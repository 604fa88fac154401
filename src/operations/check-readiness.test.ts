import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { readConfig } from '#base/config.ts'
import { folderObjects } from '#base/folder-objects.ts'
import { openObjects } from '#base/open-objects.ts'
import { testHub } from '../../test/fixtures/hub.ts'
import { testDatabase } from '../../test/test-database.ts'
import { fakeS3 } from '../base/object-store.fixture.ts'
import { readinessOf } from './check-readiness.ts'
import { readinessProbes } from './readiness-probes.ts'

const good = { database: 'good', queue: 'good', files: 'good' }

test('a hub is ready by real questions; a table that answers nobody makes it not ready, and ready again', async t => {
  const base = await testDatabase(t)
  const dataFolder = await mkdtemp(join(tmpdir(), 'chengshu-ready-'))
  t.after(() => rm(dataFolder, { recursive: true, force: true }))
  const objects = folderObjects(join(dataFolder, 'objects'))
  const probes = readinessProbes({ database: base.database, dataFolder, objects })
  const ask = readinessOf(probes, 1000)
  // A busy machine may be late with the first answer; what it says in the end is what counts.
  const untilReady = async () => {
    for (;;) {
      const answer = await ask()
      if (answer.status === 'ready') return answer
    }
  }
  assert.deepEqual(await untilReady(), { ready: true, status: 'ready', checks: good })
  for (const [table, which] of [
    ['base.migration', 'database'],
    ['pgboss.queue', 'queue'],
  ] as const) {
    const held = Promise.withResolvers<void>()
    const free = Promise.withResolvers<void>()
    const holding = base.owner.transaction().execute(async tx => {
      await sql.raw(`lock table ${table} in access exclusive mode`).execute(tx)
      held.resolve()
      await free.promise
    })
    await held.promise
    for (let times = 0; times < 3; times++) {
      const { status, checks } = await ask()
      assert.deepEqual([status, checks[which]], ['not ready', 'failed'])
    }
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
      base.owner,
    )
    assert.equal(rows[0]!.count, 1, 'one question waits, however often it is asked')
    free.resolve()
    await holding
    // The question that hung answers now; whoever asks next is told the truth.
    assert.equal((await untilReady()).ready, true)
  }
})

test('a structure of another release is not ready; rights that are missing neither', async t => {
  const base = await testDatabase(t)
  const probes = readinessProbes({
    database: base.database,
    dataFolder: tmpdir(),
    objects: folderObjects(tmpdir()),
  })
  const ask = readinessOf(probes)
  await sql`delete from base.migration where room = 'cases' and number = 1`.execute(base.owner)
  assert.deepEqual((await ask()).checks, { ...good, database: 'failed' })
  await sql`revoke select on pgboss.queue from chengshu_application`.execute(base.owner)
  assert.deepEqual((await ask()).checks, { ...good, database: 'failed', queue: 'failed' })
})

test('files that are not reached leave it ready and degraded: a folder that went, a bucket that is away', async t => {
  const base = await testDatabase(t)
  const { database } = base
  const gone = join(tmpdir(), 'chengshu-never-there')
  const folder = readinessOf(readinessProbes({ database, dataFolder: gone, objects: folderObjects(gone) }))
  const degraded = { ready: true, status: 'degraded', checks: { ...good, files: 'failed' } }
  assert.deepEqual(await folder(), degraded)
  const secret = 'the secret of the bucket'
  const s3 = await fakeS3(t, secret)
  const config = (url: string) =>
    readConfig({ CHENGSHU_OBJECTS_URL: url, CHENGSHU_OBJECTS_KEY: 'key', CHENGSHU_OBJECTS_SECRET: secret })
  const bucket = (url: string) =>
    readinessOf(
      readinessProbes({ database, dataFolder: tmpdir(), objects: openObjects(config(url), 'cases') }),
    )
  assert.equal((await bucket(s3.url)()).status, 'ready')
  assert.deepEqual(await bucket('http://127.0.0.1:9/bucket')(), degraded)
})

test('the server says it: 200 with what is degraded, 503 without the database; alive all the while', async () => {
  const hub = await testHub()
  try {
    const ask = async (url: string) => {
      const answer = await hub.server.inject(url)
      return [answer.statusCode, answer.json().status]
    }
    assert.equal((await ask('/readyz'))[0], 200)
    await sql`delete from base.migration where room = 'cases' and number = 1`.execute(hub.base.owner)
    assert.deepEqual(await ask('/readyz'), [503, 'not ready'])
    assert.deepEqual(await ask('/healthz'), [200, 'alive'])
  } finally {
    await hub.close()
  }
})
