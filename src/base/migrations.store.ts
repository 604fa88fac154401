import { sql } from 'kysely'
import type pg from 'pg'
import type { Database } from './database.ts'
import type { AppliedMigration, Migration } from './migrations.rules.ts'

const migrationLock = 726_354_002

/** Holds the lock that lets one migrator work at a time; it is freed when the connection ends. */
export async function lockMigrations(client: pg.ClientBase): Promise<void> {
  await client.query(`select pg_advisory_lock(${migrationLock})`)
}

/** Makes the table of applied migrations if it is missing. */
export async function prepareMigrationTable(client: pg.ClientBase): Promise<void> {
  await client.query(`
    create schema if not exists base;
    create table if not exists base.migration (
      room text not null,
      number int not null,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now(),
      primary key (room, number)
    )`)
}

const selectApplied =
  'select room, number, name, checksum from base.migration order by applied_at, room, number'

/** Applied migrations, for the migrator. */
export async function readApplied(client: pg.ClientBase): Promise<AppliedMigration[]> {
  return (await client.query<AppliedMigration>(selectApplied)).rows
}

/** Applied migrations, for the server; none when the database is empty. */
export async function readAppliedAsApplication(database: Database): Promise<AppliedMigration[]> {
  const present = await sql<{
    there: boolean
  }>`select to_regclass('base.migration') is not null as there`.execute(database)
  if (!present.rows[0]?.there) return []
  return (await sql.raw<AppliedMigration>(selectApplied).execute(database)).rows
}

/** Applies one migration in one transaction; its number is claimed first, so that a second claim fails before any change. */
export async function applyMigration(client: pg.ClientBase, migration: Migration): Promise<void> {
  const { room, number, name, checksum } = migration
  await client.query('begin')
  try {
    const claim = 'insert into base.migration (room, number, name, checksum) values ($1, $2, $3, $4)'
    await client.query(claim, [room, number, name, checksum])
    await client.query(migration.sql)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  }
}

/** Lets the application role use the queue's schema, and the tables that a later release of the queue adds to it. */
export async function grantQueue(pool: pg.Pool): Promise<void> {
  const kinds = [
    ['tables', 'select, insert, update, delete'],
    ['sequences', 'usage, select'],
    ['functions', 'execute'],
  ]
  await pool.query('grant usage on schema pgboss to chengshu_application')
  for (const [kind, rights] of kinds) {
    await pool.query(`grant ${rights} on all ${kind} in schema pgboss to chengshu_application`)
    await pool.query(
      `alter default privileges in schema pgboss grant ${rights} on ${kind} to chengshu_application`,
    )
  }
}
