import { createHash, randomBytes } from 'node:crypto'
import { accessSync, constants, statfsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'node:test'
import type pg from 'pg'
import { readConfig } from '#base/config.ts'
import type { Connections } from '#base/connections.ts'
import { type Database, openDatabase } from '#base/database.ts'
import { readEndpoint } from '#base/embedded-process.ts'
import { ensureEmbedded } from '#base/ensure-embedded.ts'
import { migrate } from '#base/migrate.ts'
import type { Migration } from '#base/migrations.rules.ts'
import { connectServer } from '#base/reach-database.ts'
import { readMigrations } from '#base/read-migrations.ts'
import { type Room, rooms } from '#base/rooms.ts'
import { loadKeys } from '#base/vault/key-ring.ts'
import { cloneTemplate, dropDatabase, dropLeftovers, ensureTemplate } from './test-database.store.ts'
import { testKeys } from './test-keys.ts'

/** A migrated, empty database of one's own. */
export interface TestDatabase {
  /** As the application role: what the product has. */
  database: Database
  /** As the owner: for what a test must arrange that the product may not do. */
  owner: Database
  connections: Connections
  close(): Promise<void>
}

export interface TestDatabaseOptions {
  /** Only the tables of the rooms up to this one: its tests then do not hang on later rooms. */
  upTo?: Room
}

// What a hub does once at its start.
loadKeys(testKeys)

const memory = '/dev/shm'
const memoryNeeded = 4 * 1024 ** 3

// Copying the thousand files of the template took 600 to 1,000 ms on a disk (ext4, virtual) and 30 ms in memory, and the suite
// copies it more than a thousand times. Containers often have 64 MB there: then it is the disk.
function testPlace(): string {
  try {
    accessSync(memory, constants.W_OK)
    const { bavail, bsize } = statfsSync(memory)
    return bavail * bsize >= memoryNeeded ? memory : tmpdir()
  } catch {
    return tmpdir()
  }
}

/** Where the server of the tests lives: one per person and machine, so that runs reuse it. */
export const testFolder = join(testPlace(), `chengshu-test-${userInfo().username}`)

// Speed only: the data of tests may be lost with the machine.
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '256MB',
}

let shared: Promise<{ connections: Connections; maintenance: pg.ClientConfig }> | undefined

async function reachServer() {
  const config = readConfig()
  if (config.databaseUrl) {
    const connections = await connectServer({
      databaseUrl: config.databaseUrl,
      applicationDatabaseUrl: undefined,
    })
    await dropLeftovers(connections.owner)
    return { connections, maintenance: connections.owner }
  }
  const embedded = await ensureEmbedded({ folder: testFolder, report: () => undefined, settings })
  await dropLeftovers(embedded.connections.superuser)
  return { connections: embedded.connections, maintenance: embedded.connections.superuser }
}

function mustBeMissing(error: { code?: string }): true {
  if (error.code === '3D000') return true
  throw error
}

const freshName = () => `chengshu_test_${Date.now()}_${randomBytes(4).toString('hex')}`

/** The same connection to another database of the server. */
export function toDatabase(connection: pg.ClientConfig, name: string): pg.ClientConfig {
  if (!connection.connectionString) return { ...connection, database: name }
  const url = new URL(connection.connectionString)
  url.pathname = `/${name}`
  return { ...connection, connectionString: url.href }
}

/**
 * A fresh copy of a migrated database: made once for each state of the migrations, then copied (30 ms in memory). It is dropped on
 * close, which happens by itself at the end of the test when `t` is given.
 */
export async function testDatabase(
  t?: TestContext,
  options: TestDatabaseOptions = {},
): Promise<TestDatabase> {
  shared ??= reachServer()
  const { connections, maintenance } = await shared
  const last = rooms.indexOf(options.upTo ?? 'scenarios')
  const room = (migration: Migration) => rooms.indexOf(migration.room.split('/')[0] as Room)
  const migrations = (await readMigrations()).filter(migration => room(migration) <= last)
  const hash = createHash('sha256').update(
    JSON.stringify(migrations.map(one => [one.room, one.number, one.checksum])),
  )
  const template = `chengshu_template_${hash.digest('hex').slice(0, 16)}`
  const name = freshName()
  // A run on other migrations may drop the template between the two steps; then it is made again.
  for (let attempt = 1; ; attempt++) {
    await ensureTemplate(maintenance, template, async draft => {
      await migrate(toDatabase(connections.owner, draft), { migrations })
    })
    const missing = await cloneTemplate(maintenance, template, name).then(() => false, mustBeMissing)
    if (!missing) break
    if (attempt === 5) throw new Error(`the template ${template} vanishes again and again`)
  }
  const own: Connections = {
    owner: toDatabase(connections.owner, name),
    application: toDatabase(connections.application, name),
  }
  const ignore = () => undefined
  const database = openDatabase(own.application, ignore)
  const owner = openDatabase({ ...own.owner, max: 4 }, ignore)
  const close = async () => {
    await Promise.all([database.destroy(), owner.destroy()])
    await dropDatabase(maintenance, name)
  }
  t?.after(close)
  return { database, owner, connections: own, close }
}

/** Connections to a new database without any table, dropped at the end of the test: for tests of migrating itself. */
export async function emptyDatabase(t: TestContext): Promise<Connections> {
  shared ??= reachServer()
  const { connections, maintenance } = await shared
  const name = freshName()
  await cloneTemplate(maintenance, 'template0', name)
  t.after(() => dropDatabase(maintenance, name))
  return {
    owner: toDatabase(connections.owner, name),
    application: toDatabase(connections.application, name),
  }
}

/** Ends the shared server unless another run uses it; for the end of a run. */
export async function stopTestServer(): Promise<void> {
  if (!(await readEndpoint(join(testFolder, 'postgresql', 'data')))) return
  const embedded = await ensureEmbedded({ folder: testFolder, report: () => undefined, settings })
  await embedded.stop()
  // Memory is given back, unless another run went on with the server.
  if (testFolder.startsWith(memory) && !(await readEndpoint(join(testFolder, 'postgresql', 'data'))))
    await rm(testFolder, { recursive: true, force: true })
}
