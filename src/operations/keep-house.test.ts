import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import { keepHouse } from './keep-house.ts'

test('partitions of the months to come are made, again after one was lost, and a fault is told, not thrown', async t => {
  const base = await testDatabase(t)
  const later = `entry_${new Date(Date.now() + 62 * 86_400_000).toISOString().slice(0, 7).replace('-', '_')}`
  const there = async () =>
    (
      await sql<{
        n: number
      }>`select count(*) n from pg_tables where schemaname = 'ledger' and tablename like 'entry_20%'`.execute(
        base.owner,
      )
    ).rows[0]!.n
  const before = await there()
  assert.ok(before >= 3, `${before} partitions, ${later}`)
  const newest = await sql<{
    name: string
  }>`select max(tablename) as name from pg_tables where schemaname = 'ledger' and tablename like 'entry_20%'`.execute(
    base.owner,
  )
  await sql.raw(`drop table ledger.${newest.rows[0]!.name}`).execute(base.owner)
  const faults: unknown[] = []
  const keeping = { warn: (error: Error) => void faults.push(error), tell: () => undefined }
  const stop = keepHouse(base.database, keeping)
  for (let i = 0; i < 100 && (await there()) < before; i++) await pause(50)
  assert.equal(await there(), before)
  await stop()
  assert.equal(faults.length, 0)
  await sql`revoke execute on function base.ensure_months(int) from public, chengshu_application`.execute(
    base.owner,
  )
  const stopAgain = keepHouse(base.database, keeping)
  for (let i = 0; i < 100 && faults.length === 0; i++) await pause(50)
  await stopAgain()
  assert.match(String(faults[0]), /permission denied/)
})
