import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type RawBuilder, sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import type { Database } from './database.ts'
import { ensureMonths } from './months.store.ts'

async function values<T>(database: Database, query: RawBuilder<{ value: T }>): Promise<T[]> {
  return (await query.execute(database)).rows.map(row => row.value)
}

const partitions = sql<{ value: string }>`
  select relid::regclass::text as value from pg_partition_tree('demo.log') where isleaf order by 1`
const make = sql`
  create schema demo;
  create table demo.log (id int, at timestamptz not null default now()) partition by range (at);
  select base.grant_room('demo');
  select base.monthly_table('demo.log')`
const ensure = (months: number) => sql<{ value: number }>`select base.ensure_months(${months}) as value`

function monthsFromNow(count: number): string {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + count, 1)).toISOString().slice(0, 7)
}

test('a monthly table has this month, the next two and a default', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  await make.execute(owner)
  const expected = [0, 1, 2].map(count => `demo.log_${monthsFromNow(count).replace('-', '_')}`)
  assert.deepEqual(await values(database, partitions), [...expected, 'demo.log_default'])
})

test('the application role makes the months to come, once', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  await make.execute(owner)
  const before = (await values(database, partitions)).length
  assert.ok((await values(database, ensure(5)))[0]! > 0)
  assert.deepEqual(await values(database, ensure(5)), [0])
  assert.equal((await values(database, partitions)).length, before + 3)
  const next = `${monthsFromNow(4)}-15T12:00:00Z`
  await sql`insert into demo.log values (1, ${next})`.execute(database)
  const place = await values(
    database,
    sql<{ value: string }>`select tableoid::regclass::text as value from demo.log`,
  )
  assert.deepEqual(place, [`demo.log_${monthsFromNow(4).replace('-', '_')}`])
})

test('a clock that jumped loses nothing: its rows stay in the default partition', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  await make.execute(owner)
  await sql`insert into demo.log values (1, ${`${monthsFromNow(3)}-02T00:00:00Z`}), (2, '1999-01-01')`.execute(
    database,
  )
  assert.equal((await values(database, ensure(3)))[0], 0)
  const place = await values(
    database,
    sql<{ value: string }>`select distinct tableoid::regclass::text as value from demo.log`,
  )
  assert.deepEqual(place, ['demo.log_default'])
})

test('months begin at midnight UTC whatever the session says', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  await sql`set timezone = 'Asia/Shanghai'`.execute(owner)
  await make.execute(owner)
  await sql`insert into demo.log values (1, ${`${monthsFromNow(1)}-01T00:00:00Z`})`.execute(database)
  const place = await values(
    database,
    sql<{ value: string }>`select tableoid::regclass::text as value from demo.log`,
  )
  assert.deepEqual(place, [`demo.log_${monthsFromNow(1).replace('-', '_')}`])
})

test('a table that is not partitioned by range is refused', async t => {
  const { owner } = await testDatabase(t, { upTo: 'base' })
  await sql`create schema demo; create table demo.plain (id int)`.execute(owner)
  await assert.rejects(
    sql`select base.monthly_table('demo.plain')`.execute(owner),
    /not partitioned by range/,
  )
})

test('several tables are made one a call; one that somebody reads for long holds nobody up', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  await make.execute(owner)
  await sql`
    create table demo.other (id int, at timestamptz not null default now()) partition by range (at);
    select base.grant_room('demo');
    select base.monthly_table('demo.other')`.execute(owner)
  const reading = Promise.withResolvers<void>()
  const read = Promise.withResolvers<void>()
  const reader = database.transaction().execute(async tx => {
    await sql`select 1 from demo.log`.execute(tx)
    reading.resolve()
    await read.promise
  })
  await reading.promise
  assert.equal(await ensureMonths(database, 4), 0, 'in the way: left for later')
  await sql`insert into demo.log values (1)`.execute(database)
  read.resolve()
  await reader
  assert.deepEqual(await values(database, ensure(4)), [2], 'one table a call')
  assert.equal(await ensureMonths(database, 4), 2)
  assert.deepEqual(await values(database, ensure(4)), [0])
})

test('partitions made among writers of several tables end none of them', async t => {
  const { database, owner } = await testDatabase(t, { upTo: 'base' })
  await make.execute(owner)
  await sql`
    create table demo.other (id int, at timestamptz not null default now()) partition by range (at);
    select base.grant_room('demo');
    select base.monthly_table('demo.other')`.execute(owner)
  let going = true
  let written = 0
  const writer = async () => {
    while (going)
      await database.transaction().execute(async tx => {
        await sql`insert into demo.other values (1)`.execute(tx)
        await sql`insert into demo.log values (1)`.execute(tx)
        written++
      })
  }
  const writers = Promise.all(Array.from({ length: 6 }, writer))
  for (let months = 3; months < 20; months++) await ensureMonths(database, months)
  going = false
  await writers
  assert.ok(written > 0)
})
