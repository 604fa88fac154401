import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { z } from 'zod'
import { inTransaction, openDatabase, openJobs } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { type TestDatabase, testDatabase } from '../../test/test-database.ts'
import { checkHealth } from './check-health.ts'
import { runDoctor } from './run-doctor.ts'

const dataFolder = tmpdir()
const stateOf = async (base: Pick<TestDatabase, 'database'>, key: string) => {
  const health = await checkHealth({ database: base.database, dataFolder })
  return health.findings.find(one => one.key === key)!
}

const kind = { name: 'test.look', payload: z.object({}) }

/** Queues a job as the product does and lets time pass over it. */
async function insertJob(base: TestDatabase, job: { state: string; startAfter: string; completed?: string }) {
  const jobs = await openJobs(base.connections.application, pino({ level: 'silent' }), false)
  await inTransaction(base.database, tx => jobs.send(tx, kind, {}))
  await jobs.stop()
  await sql`
    update pgboss.job set state = ${job.state}::pgboss.job_state, start_after = now() + ${job.startAfter}::interval,
      completed_on = now() + ${job.completed ?? '0'}::interval, data = '{"seen":true}'
    where name = ${kind.name} and data = '{}'`.execute(base.owner)
}

test('a sound installation: every check good, doctor ends with 0 and says it in words', async t => {
  const base = await testDatabase(t)
  const health = await checkHealth({ database: base.database, dataFolder })
  assert.deepEqual(
    health.findings.map(one => one.key),
    ['database', 'migrations', 'queue', 'ledger', 'disk', 'months', 'default-partition', 'clock'],
  )
  for (const one of health.findings) if (one.key !== 'disk') assert.equal(one.state, 'good', one.en)
  const outcome = await runDoctor({ database: base.database, dataFolder })
  assert.match(outcome.text, /✓ PostgreSQL \d+/)
  assert.equal(outcome.exitCode, health.state === 'bad' ? 1 : 0)
})

test('a migration that was not applied, and one of a newer release, are both bad news', async t => {
  const base = await testDatabase(t)
  await sql`delete from base.migration where room = 'models'`.execute(base.owner)
  const pending = await stateOf(base, 'migrations')
  assert.equal(pending.state, 'bad')
  assert.match(pending.advice, /chengshu migrate/)
  const newer = await testDatabase(t)
  await sql`insert into base.migration select room, 999, name, checksum from base.migration limit 1`.execute(
    newer.owner,
  )
  const refused = await stateOf(newer, 'migrations')
  assert.equal(refused.state, 'bad')
  assert.match(refused.en, /newer release/)
})

test('failed jobs of the last day warn; older ones and jobs that wait their turn do not', async t => {
  const base = await testDatabase(t)
  await insertJob(base, { state: 'failed', startAfter: '-3 days', completed: '-2 days' })
  await insertJob(base, { state: 'created', startAfter: '1 hour' })
  assert.equal((await stateOf(base, 'queue')).state, 'good')
  await insertJob(base, { state: 'failed', startAfter: '-1 hour', completed: '-1 hour' })
  const warned = await stateOf(base, 'queue')
  assert.equal(warned.state, 'warning')
  assert.match(warned.en, /1 waiting, 1 failed/)
  assert.equal((await runDoctor({ database: base.database, dataFolder })).exitCode, 0)
})

test('a job that nobody has taken for five minutes is bad: no worker runs', async t => {
  const base = await testDatabase(t)
  await insertJob(base, { state: 'created', startAfter: '-2 minutes' })
  assert.equal((await stateOf(base, 'queue')).state, 'good')
  await insertJob(base, { state: 'retry', startAfter: '-10 minutes' })
  const stuck = await stateOf(base, 'queue')
  assert.equal(stuck.state, 'bad')
  assert.match(stuck.advice, /CHENGSHU_ROLE/)
  const outcome = await runDoctor({ database: base.database, dataFolder })
  assert.equal(outcome.exitCode, 1)
  assert.match(outcome.text, /✗ Jobs: .*\n {4}No worker/)
})

test('an altered ledger entry among many is found and named', async t => {
  const base = await testDatabase(t)
  const ids = await inTransaction(base.database, tx =>
    append(
      tx,
      Array.from({ length: 60 }, (_, n) => ({ kind: 'case.noted', subject: `case:${n}`, body: { n } })),
    ),
  )
  assert.match((await stateOf(base, 'ledger')).en, /last 60/)
  await base.owner.connection().execute(async connection => {
    const { rows } = await sql<{ name: string }>`
      select relid::regclass::text as name from pg_partition_tree('ledger.entry')`.execute(connection)
    for (const { name } of rows) await sql.raw(`alter table ${name} disable trigger user`).execute(connection)
    await sql`update ledger.entry set body = '{"n":99}' where id = ${ids[17]!}`.execute(connection)
  })
  const found = await stateOf(base, 'ledger')
  assert.equal(found.state, 'bad')
  assert.match(found.en, /^1 ledger/)
  assert.ok(found.advice.includes(ids[17]!), 'the auditor is told which')
})

test('with no database every check that needs one is a finding, and the one of the disk is still made', async () => {
  const nowhere = openDatabase({ host: '127.0.0.1', port: 1, user: 'x', database: 'x' }, () => undefined)
  const folder = await mkdtemp(join(tmpdir(), 'chengshu-health-'))
  const health = await checkHealth({ database: nowhere, dataFolder: folder })
  await nowhere.destroy()
  assert.equal(health.state, 'bad')
  for (const one of health.findings) {
    if (one.key === 'disk') assert.match(one.en, /GiB free/)
    else assert.match(one.en, /could not be made: .*ECONNREFUSED/, one.key)
  }
  await rm(folder, { recursive: true })
  const lost = await checkHealth({ database: nowhere, dataFolder: folder })
  assert.match(lost.findings.find(one => one.key === 'disk')!.en, /ENOENT/)
})
