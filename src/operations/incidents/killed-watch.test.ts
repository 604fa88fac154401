import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { inTransaction, type Transaction } from '#base/index.ts'
import { looks, watched } from './watch.fixture.ts'

const child = resolve(import.meta.dirname, '../../../test/fixtures/watch-process.ts')

test('a watch that is killed between finding and keeping its place leaves no half of it; the next finds it once', async t => {
  const { write, look, list, log, owner, connections } = await watched(t)
  await write(looks('wang', 50))
  await log.sequence()
  const start = () => spawn(process.execPath, [child, JSON.stringify([connections.application])])
  const waits = async (tx: Transaction) => {
    await sql`select pg_stat_clear_snapshot()`.execute(tx)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query like '%incident_watch%'`.execute(
      tx,
    )
    return rows[0]!.n > 0
  }
  // Its place cannot be kept while this holds the row: by then the incident is written, and not committed.
  await inTransaction(owner, async tx => {
    await sql`select * from operations.incident_watch for update`.execute(tx)
    const killed = start()
    for (let turn = 0; turn < 200 && !(await waits(tx)); turn++) await pause(50)
    assert.ok(await waits(tx), 'it never came so far')
    killed.kill('SIGKILL')
    await once(killed, 'exit')
  })
  assert.deepEqual(await list(), [])
  // The server notices that nobody is there any more; until then the dead one may hold the claim.
  for (let turn = 0; turn < 100 && (await look()) === null; turn++) await pause(50)
  const [found, ...others] = await list()
  assert.deepEqual([found?.rule, found?.findings, others.length], ['mass-reads', 1, 0])
  const whole = start()
  const [said] = await once(whole.stdout, 'data')
  assert.ok(Number(said) <= 3, `what the watch itself wrote is all that is new: ${said}`)
  await once(whole, 'exit')
  assert.equal((await list())[0]!.findings, 1)
})
