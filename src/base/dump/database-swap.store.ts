import { sql } from 'kysely'
import pg from 'pg'
import type { Database, Transaction } from '../database.ts'
import { quoteName } from './dump.rules.ts'

async function withClient<T>(
  connection: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionTimeoutMillis: 10_000, ...connection })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Reads at the moment of an exported snapshot. */
export async function atSnapshot<T>(
  database: Database,
  snapshot: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  return await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async tx => {
      await sql.raw(`set transaction snapshot '${snapshot.replaceAll("'", "''")}'`).execute(tx)
      return await work(tx)
    })
}

/** Other processes of the product at this database, as they name themselves. */
export async function othersAt(connection: pg.ClientConfig): Promise<string[]> {
  return await withClient(connection, async client => {
    const { rows } = await client.query<{ name: string }>(
      `select distinct application_name as name from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()
          and application_name like 'chengshu %' and application_name <> $1 order by 1`,
      [connection.application_name ?? ''],
    )
    return rows.map(row => row.name)
  })
}

/** Whether migrations were ever applied to this database. */
export async function hasStructure(connection: pg.ClientConfig): Promise<boolean> {
  return await withClient(connection, async client => {
    const { rows } = await client.query<{ there: boolean }>(
      "select to_regclass('base.migration') is not null as there",
    )
    return rows[0]!.there
  })
}

/** Makes an empty database beside the one of `owner`, which will own it; one of this name that was left behind goes. */
export async function makeBeside(
  superuser: pg.ClientConfig,
  owner: pg.ClientConfig,
  name: string,
): Promise<pg.ClientConfig> {
  await dropBeside(superuser, name)
  await withClient(superuser, client =>
    client.query(
      `create database ${quoteName(name)} owner ${quoteName(String(owner.user))} template template0`,
    ),
  )
  return { ...owner, database: name }
}

export async function dropBeside(superuser: pg.ClientConfig, name: string): Promise<void> {
  await withClient(superuser, client =>
    client.query(`drop database if exists ${quoteName(name)} with (force)`),
  )
}

/**
 * Puts database `fresh` in the place of `name`; what was there is kept as `old`. Nobody may be connected to either.
 * One transaction: a kill leaves both as they were or both renamed.
 */
export async function putInPlace(
  superuser: pg.ClientConfig,
  { name, fresh, old }: { name: string; fresh: string; old: string },
): Promise<void> {
  await withClient(superuser, async client => {
    await client.query('begin')
    await client.query(`alter database ${quoteName(name)} rename to ${quoteName(old)}`)
    await client.query(`alter database ${quoteName(fresh)} rename to ${quoteName(name)}`)
    await client.query('commit')
  })
}
