import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask } from '../../test/embedded-tools.ts'
import { emptyDatabase, testDatabase } from '../../test/test-database.ts'
import { openDatabase } from './database.ts'
import { isCode } from './errors.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { readMigration } from './migrations.rules.ts'
import { readMigrations } from './read-migrations.ts'

const base = (await readMigrations()).filter(migration => migration.room === 'base')
const step = (number: number, sql: string) => readMigration('city', `00${number}_step.sql`, sql)

test('migrating tells its progress, is done once, and leaves a record', async t => {
  const { owner } = await emptyDatabase(t)
  const lines: string[] = []
  const migrations = [...base, step(1, 'create table public.one (id int)')]
  const report = (line: string) => lines.push(line)
  assert.equal(await migrate(owner, { migrations, report }), migrations.length)
  assert.equal(lines.length, migrations.length)
  assert.match(lines.at(-1)!, new RegExp(`${migrations.length} of ${migrations.length}: city/001_step`))
  assert.equal(await migrate(owner, { migrations, report }), 0)
  assert.equal(lines.length, migrations.length)
  const rows = await ask<{ name: string }>(owner, "select name from base.migration where room = 'city'")
  assert.deepEqual(rows, [{ name: 'step' }])
})

test('two migrators at once: one does it, the other finds it done', async t => {
  const { owner } = await emptyDatabase(t)
  const migrations = [...base, step(1, 'select pg_sleep(0.2); create table public.one (id int)')]
  const applied = await Promise.all([migrate(owner, { migrations }), migrate(owner, { migrations })])
  assert.deepEqual(applied.sort(), [0, migrations.length])
})

test('a failing migration leaves nothing of itself, keeps those before it, and is named', async t => {
  const { owner } = await emptyDatabase(t)
  const good = step(1, 'create table public.one (id int)')
  const bad = step(2, 'create table public.two (id int); select nonsense')
  await assert.rejects(migrate(owner, { migrations: [...base, good, bad] }), /city\/002_step.*nonsense/)
  const rows = await ask(
    owner,
    "select to_regclass('public.one')::text one, to_regclass('public.two')::text two",
  )
  assert.deepEqual(rows, [{ one: 'one', two: null }])
  const mended = step(2, 'create table public.two (id int)')
  assert.equal(await migrate(owner, { migrations: [...base, good, mended] }), 1)
})

test('a changed migration and a newer database are refused before anything is applied', async t => {
  const { owner } = await emptyDatabase(t)
  const two = [step(1, 'select 1'), step(2, 'select 2')]
  await migrate(owner, { migrations: [...base, ...two] })
  const next = step(3, 'create table public.three (id int)')
  const changed = migrate(owner, { migrations: [...base, step(1, 'select 10'), two[1]!, next] })
  await assert.rejects(changed, error => isCode(error, 'base.migration-changed'))
  const older = migrate(owner, { migrations: [...base, two[0]!, next] })
  await assert.rejects(older, error => isCode(error, 'base.newer-database'))
  assert.deepEqual(await ask(owner, "select to_regclass('public.three')::text three"), [{ three: null }])
})

test('the server learns what is missing, over its own role and on an empty database', async t => {
  const empty = await emptyDatabase(t)
  const open = openDatabase({ ...empty.owner }, () => undefined)
  const all = await readMigrations()
  assert.deepEqual(await pendingMigrations(open), all)
  await open.destroy()
  const { database } = await testDatabase(t, { upTo: 'base' })
  const rest = all.filter(migration => migration.room !== 'base')
  assert.deepEqual(await pendingMigrations(database), rest)
})

test('steps of other rooms run after the migrations, every time, as the owner', async t => {
  const { owner } = await emptyDatabase(t)
  const seen: number[] = []
  const after = [
    async (pool: { query(sql: string): Promise<{ rows: { n: number }[] }> }) => {
      seen.push((await pool.query('select count(*)::int n from base.migration')).rows[0]!.n)
    },
  ]
  await migrate(owner, { migrations: base, after })
  await migrate(owner, { migrations: base, after })
  assert.deepEqual(seen, [base.length, base.length])
})
