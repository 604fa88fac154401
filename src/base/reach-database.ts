import type pg from 'pg'
import type { Config } from './config.ts'
import { applicationName, type Connections, type Report } from './connections.ts'
import { embeddedError } from './embedded.errors.ts'
import { type Embedded, ensureEmbedded } from './ensure-embedded.ts'
import { readServerVersion } from './server.store.ts'

/** A database that answers, embedded or not. */
export interface ReachedDatabase {
  connections: Connections
  /** Undefined on a server named by DATABASE_URL: it is not ours to start. */
  embedded: Embedded | undefined
  /** Ends the embedded server unless another process uses it. Close the pools first. */
  stop(): Promise<void>
}

/**
 * Reaches the database of this configuration: the server named by DATABASE_URL, else the embedded one of the data folder.
 * @throws base.old-server, base.server-unreachable, or what ensureEmbedded throws
 */
export async function reachDatabase(config: Config, report: Report): Promise<ReachedDatabase> {
  if (config.databaseUrl) {
    return { connections: await connectServer(config), embedded: undefined, stop: async () => undefined }
  }
  const embedded = await ensureEmbedded({ folder: config.dataFolder, report })
  return { connections: embedded.connections, embedded, stop: async () => void (await embedded.stop()) }
}

/**
 * The connections to a server of one's own: owner is the address itself, the application uses its own address if one is
 * given, else the same with the application's role set in each session.
 * @throws base.old-server, base.server-unreachable
 */
export async function connectServer(
  config: Pick<Config, 'databaseUrl' | 'applicationDatabaseUrl'>,
): Promise<Connections> {
  const owner: pg.ClientConfig = { connectionString: config.databaseUrl, application_name: applicationName }
  const application: pg.ClientConfig = config.applicationDatabaseUrl
    ? { connectionString: config.applicationDatabaseUrl, application_name: applicationName }
    : { ...owner, options: '-c role=chengshu_application' }
  let version: number
  try {
    version = await readServerVersion(owner)
  } catch (error) {
    throw embeddedError('base.server-unreachable', {
      reason: error instanceof Error ? error.message : String(error),
    })
  }
  refuseOldServer(version)
  return { owner, application }
}

/** @throws base.old-server for a version (as PostgreSQL counts: 150004 is 15.4) before 15 */
export function refuseOldServer(version: number): void {
  if (version < 150_000) throw embeddedError('base.old-server', { found: Math.floor(version / 10_000) })
}

/**
 * Looks after the embedded server: when it has gone it is started again. Resolves nothing; call what it returns to end.
 * A failed attempt is reported and repeated at the next look.
 */
export function watchEmbedded(embedded: Embedded, report: Report): () => void {
  let busy = false
  const look = async () => {
    if (busy || !embedded.lost()) return
    busy = true
    try {
      report('PostgreSQL has gone; starting it again.')
      await embedded.heal()
      report('PostgreSQL answers again.')
    } catch (error) {
      report(error instanceof Error ? error.message : String(error))
    } finally {
      busy = false
    }
  }
  const timer = setInterval(look, 1_000)
  timer.unref()
  return () => clearInterval(timer)
}
