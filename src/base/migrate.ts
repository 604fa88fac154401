import pg from 'pg'
import { PgBoss } from 'pg-boss'
import type { Report } from './connections.ts'
import type { Database } from './database.ts'
import { type Migration, pendingOf, titleOf } from './migrations.rules.ts'
import {
  applyMigration,
  grantQueue,
  lockMigrations,
  prepareMigrationTable,
  readApplied,
  readAppliedAsApplication,
} from './migrations.store.ts'
import { readMigrations } from './read-migrations.ts'

export interface MigrateOptions {
  report?: Report
  /** Steps of other rooms that bring their own tables; each runs every time and must be safe to repeat. */
  after?: ((ownerPool: pg.Pool) => Promise<void>)[]
  /** Defaults to the files of this release. */
  migrations?: Migration[]
}

/**
 * Brings the database to this release: each migration in its own transaction, then the queue's schema, then `after`.
 * Two at once take turns. Resolves to the number of migrations applied now.
 * @throws base.migration-changed, base.newer-database; a failing migration is rolled back and named in the error's cause.
 */
export async function migrate(owner: pg.ClientConfig, options: MigrateOptions = {}): Promise<number> {
  const report = options.report ?? (() => undefined)
  const migrations = options.migrations ?? (await readMigrations())
  const pool = new pg.Pool({ ...owner, max: 3 })
  pool.on('error', () => undefined)
  const client = new pg.Client(owner)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await lockMigrations(client)
    await prepareMigrationTable(client)
    const pending = pendingOf(migrations, await readApplied(client))
    for (const [index, migration] of pending.entries()) {
      report(`Migration ${index + 1} of ${pending.length}: ${titleOf(migration)}`)
      await applyNamed(client, migration)
    }
    await installQueue(owner)
    await grantQueue(pool)
    for (const step of options.after ?? []) await step(pool)
    return pending.length
  } finally {
    await client.end().catch(() => undefined)
    await pool.end()
  }
}

async function applyNamed(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await applyMigration(client, migration)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new Error(`Migration ${titleOf(migration)} failed and was rolled back: ${reason}`, { cause: error })
  }
}

// The application role may not make a schema, so the queue's is made and moved on here, by the owner.
async function installQueue(owner: pg.ClientConfig): Promise<void> {
  const boss = new PgBoss({
    ...owner,
    password: owner.password as string,
    max: 2,
    supervise: false,
    schedule: false,
  })
  boss.on('error', () => undefined)
  await boss.start()
  await boss.stop({ graceful: false, close: true })
}

/**
 * What was not applied yet, for a server that must not run on an older schema.
 * @throws base.migration-changed, base.newer-database
 */
export async function pendingMigrations(database: Database): Promise<Migration[]> {
  return pendingOf(await readMigrations(), await readAppliedAsApplication(database))
}
