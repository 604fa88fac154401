import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../test/test-database.ts'
import { readConfig } from './config.ts'

/** A room with a history table in both forms, rights granted before the one and after the other is made history. */
async function worldWithHistory(t: TestContext) {
  const test = await testDatabase(t, { upTo: 'base' })
  await sql`
    create schema demo;
    create table demo.fact (id int primary key, note text);
    create table demo.act (id int, at timestamptz not null default now(), primary key (at, id)) partition by range (at);
    create table demo.draft (id int primary key);
    select base.make_history('demo.fact');
    select base.grant_room('demo');
    select base.make_history('demo.act');
    select base.monthly_table('demo.act');
    insert into demo.fact values (1, 'first');
    insert into demo.act (id) values (1)`.execute(test.owner)
  return test
}

const month = new Date().toISOString().slice(0, 7).replace('-', '_')
const attempts = [
  "update demo.fact set note = 'x'",
  'delete from demo.fact',
  'truncate demo.fact',
  'alter table demo.fact disable trigger all',
  'alter table demo.fact disable trigger refuse_change',
  'alter table demo.fact add column more int',
  'drop trigger refuse_change on demo.fact',
  'drop table demo.fact',
  'create trigger mine before insert on demo.fact for each row execute function base.refuse_change()',
  "set session_replication_role = 'replica'",
  'set role pg_write_all_data',
  'update demo.act set id = 2',
  'delete from demo.act',
  'truncate demo.act',
  `update demo.act_${month} set id = 2`,
  `delete from demo.act_${month}`,
  `truncate demo.act_${month}`,
  'truncate demo.act_default',
  `alter table demo.act detach partition demo.act_${month}`,
  "create or replace function base.refuse_change() returns trigger language plpgsql as 'begin return new; end'",
  "select base.make_history('demo.draft')",
  'delete from base.migration',
  'delete from base.history',
]

test('the application role adds to history and reads it', async t => {
  const { database } = await worldWithHistory(t)
  await sql`insert into demo.fact values (2, 'second')`.execute(database)
  await sql`insert into demo.act (id) values (2)`.execute(database)
  const { rows } =
    await sql`select (select count(*) from demo.fact) f, (select count(*) from demo.act) a`.execute(database)
  assert.deepEqual(rows, [{ f: 2, a: 2 }])
})

test('the application role cannot change history in any way', async t => {
  const { database, owner } = await worldWithHistory(t)
  // On a server of one's own the role is entered with SET ROLE and can be left again: ADR 2 says what that protects against.
  const entered = readConfig().databaseUrl !== undefined
  for (const attempt of attempts.filter(one => !entered || !/^(re)?set (role|session)/.test(one))) {
    await assert.rejects(sql.raw(attempt).execute(database), { code: '42501' }, attempt)
  }
  const { rows } = await sql`select (select note from demo.fact) n, (select id from demo.act) i`.execute(
    owner,
  )
  assert.deepEqual(rows, [{ n: 'first', i: 1 }])
})

test('not even the owner changes history by mistake', async t => {
  const { owner } = await worldWithHistory(t)
  const changes = attempts.filter(
    one => /^(update|delete from|truncate) demo/.test(one) && !one.endsWith('default'),
  )
  assert.equal(changes.length, 9)
  for (const change of changes) await assert.rejects(sql.raw(change).execute(owner), /only added to/, change)
  await assert.rejects(sql`truncate demo.act_default`.execute(owner), /only added to/)
})

test('a table that is not history stays changeable', async t => {
  const { database } = await worldWithHistory(t)
  await sql`insert into demo.draft values (1)`.execute(database)
  await sql`update demo.draft set id = 2`.execute(database)
  await sql`delete from demo.draft`.execute(database)
})
