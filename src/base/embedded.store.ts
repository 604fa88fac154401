import pg from 'pg'
import { applicationName, type Connections } from './connections.ts'
import type { EmbeddedHome } from './embedded-home.ts'

/** Where a running server listens: a socket folder, or an address on Windows. */
export interface Endpoint {
  host: string
  port: number
}

const databaseName = 'chengshu'
// Held shared by every process that uses the server, exclusively by the one that stops it.
const presenceLock = 726_354_001

/** The connections of the embedded server's roles. */
export function connectionsAt(endpoint: Endpoint, home: EmbeddedHome): Required<Connections> {
  const common = { ...endpoint, application_name: applicationName }
  const { superuser, owner, application } = home.passwords
  return {
    superuser: { ...common, user: 'postgres', password: superuser, database: 'postgres' },
    owner: { ...common, user: 'chengshu_owner', password: owner, database: databaseName },
    application: { ...common, user: 'chengshu_application', password: application, database: databaseName },
  }
}

/** A held connection that tells other processes that this one uses the server, and this one when the server is gone. */
export interface Presence {
  lost(): boolean
  release(): Promise<void>
}

/**
 * Connects and stays. Waits while another process is stopping the server, and then fails with it.
 * @throws the driver's error when the server does not answer, another when what answers serves other data.
 */
export async function enter(superuser: pg.ClientConfig, data: string): Promise<Presence> {
  const client = new pg.Client({ ...superuser, connectionTimeoutMillis: 5_000, keepAlive: true })
  let lost = false
  client.on('error', () => {
    lost = true
  })
  client.on('end', () => {
    lost = true
  })
  try {
    await client.connect()
    await refuseOther(client, data)
    await client.query(`select pg_advisory_lock_shared(${presenceLock})`)
  } catch (error) {
    client.end().catch(() => undefined)
    throw error
  }
  // Being present holds no process: only leaving must be waited for. (The driver has both, its types neither.)
  const held = client as pg.Client & { ref(): void; unref(): void }
  held.unref()
  const release = async () => {
    if (lost) return
    held.ref()
    await client.end().catch(() => undefined)
  }
  return { lost: () => lost, release }
}

// A lock file can outlive its server, and a server that trusts everybody would take our password for its own.
async function refuseOther(client: pg.Client, data: string): Promise<void> {
  const { rows } = await client.query<{ folder: string }>(
    "select current_setting('data_directory') as folder",
  )
  if (rows[0]?.folder !== data) throw new Error(`what answers serves ${rows[0]?.folder}, not ${data}`)
}

/**
 * Runs the work if no other process uses the server, holding off any that would begin to.
 * @returns false, without running it, when another process is there.
 */
export async function whenAlone(superuser: pg.ClientConfig, work: () => Promise<void>): Promise<boolean> {
  const client = new pg.Client({ ...superuser, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const result = await client.query<{ alone: boolean }>(
      `select pg_try_advisory_lock(${presenceLock}) as alone`,
    )
    if (!result.rows[0]?.alone) return false
    await work()
    return true
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Makes the two roles and the database where they are missing. Safe when several processes do it at once. */
export async function prepareCluster(home: EmbeddedHome, connections: Required<Connections>): Promise<void> {
  const client = new pg.Client(connections.superuser)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(${presenceLock + 1})`)
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [databaseName])
    if (rows.length > 0) return
    await makeRole(client, 'chengshu_owner', home.passwords.owner)
    await makeRole(client, 'chengshu_application', home.passwords.application)
    await client.query('alter role chengshu_owner createdb')
    await client.query('grant chengshu_application to chengshu_owner')
    await client.query('revoke connect, temporary on database postgres, template1 from public')
    await client.query(`create database ${databaseName} owner chengshu_owner`)
  } finally {
    await client.end()
  }
}

async function makeRole(client: pg.Client, name: string, password: string): Promise<void> {
  const { rows } = await client.query('select 1 from pg_roles where rolname = $1', [name])
  const verb = rows.length > 0 ? 'alter' : 'create'
  await client.query(`${verb} role ${name} login password ${client.escapeLiteral(password)}`)
}
