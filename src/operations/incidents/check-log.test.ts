import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { decided } from '#kernel/verify/decided.fixture.ts'
import { logHead } from '#ledger/index.ts'
import { checkLog } from './check-log.ts'
import { listIncidents, readIncident } from './read-incident.ts'

async function ledger(t: TestContext) {
  const of = await decided(t)
  const list = async () => (await listIncidents(of.database, {})).items
  const check = async (now = new Date()) => await checkLog({ ...of, dataFolder: of.folder }, now)
  return { ...of, list, check }
}

test('a ledger that is what was written opens nothing; a row altered behind it opens one incident, once', async t => {
  const { check, list, asOwner, singles, database } = await ledger(t)
  const now = new Date()
  assert.equal(await check(now), null)
  await asOwner('kernel.decision', `update kernel.decision set level = 'L1' where id = '${singles[2]}'`)
  assert.equal(await check(now), null, 'what was verified a minute ago is not read again')
  const tomorrow = new Date(now.getTime() + 25 * 3_600_000)
  const opened = await check(tomorrow)
  assert.ok(opened, 'but once a day')
  assert.equal(await check(new Date(tomorrow.getTime() + 60_000)), null)
  assert.equal(await check(new Date(tomorrow.getTime() + 25 * 3_600_000)), null, 'the same is not told again')
  const [incident] = await list()
  assert.deepEqual([incident!.rule, incident!.about.id, incident!.findings], ['ledger-broken', '*', 1])
  const { events } = await readIncident(database, opened, 'UTC')
  assert.equal(events.find(one => one.what === 'found')!.detail.record, 1)
})

test('a database that was put back is found within the next look', async t => {
  const { check, list, folder, database } = await ledger(t)
  assert.equal(await check(), null)
  const { note, size } = (await logHead(database))!
  const [origin, , ...rest] = note.split('\n')
  const kept = [origin, size + 5, ...rest].join('\n')
  await writeFile(join(folder, 'ledger/checkpoint'), kept)
  const opened = await check()
  assert.ok(opened)
  assert.equal(await check(), null)
  assert.equal((await list()).length, 1)
})

test('a log that nobody began is no incident, nor is a clock that was put back', async t => {
  const { database, check } = await ledger(t)
  const empty = await mkdtemp(join(tmpdir(), 'chengshu-empty-'))
  t.after(() => rm(empty, { recursive: true, force: true }))
  assert.equal(await checkLog({ database, dataFolder: empty }), null)
  assert.equal(await check(new Date(Date.now() - 40 * 86_400_000)), null)
  const { rows } = await sql<{ at: Date }>`select verified_at as at from operations.incident_watch`.execute(
    database,
  )
  assert.ok(rows[0]!.at.getTime() < Date.now() - 39 * 86_400_000, 'verified by the clock as it is now')
})
