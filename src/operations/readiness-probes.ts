import { access, constants } from 'node:fs/promises'
import { type Config, type Database, type ObjectStore, openObjects, pendingMigrations } from '#base/index.ts'
import { type Probe, type Readiness, readinessOf } from './check-readiness.ts'
import { askQueue } from './health.store.ts'

// The name of an object that nobody has: asking for it costs the store nothing.
const noObject = '0'.repeat(64)

/** What a process asks before it says that it is ready: each by the way its work goes. */
export function readinessProbes(parts: {
  /** As the application's role. */
  database: Database
  dataFolder: string
  objects: Pick<ObjectStore, 'has'>
}): Probe[] {
  const { database, dataFolder, objects } = parts
  return [
    {
      name: 'database',
      needed: true,
      ask: async () => {
        if ((await pendingMigrations(database)).length > 0) throw new Error('older than this release')
      },
    },
    { name: 'queue', needed: true, ask: () => askQueue(database) },
    {
      name: 'files',
      // Without its files a hub still takes cases in, and sends them on.
      needed: false,
      ask: async () => {
        await access(dataFolder, constants.W_OK)
        await objects.has(noObject)
      },
    },
  ]
}

/** Whether requests may be sent to the process of a configuration. */
export function readyAs(of: {
  database: Database
  config: Pick<Config, 'dataFolder' | 'objects'>
}): () => Promise<Readiness> {
  const { database, config } = of
  const { dataFolder } = config
  return readinessOf(readinessProbes({ database, dataFolder, objects: openObjects(config, 'cases') }))
}
