import { statfs } from 'node:fs/promises'
import { type Database, pendingMigrations } from '#base/index.ts'
import { newestEntries } from '#ledger/index.ts'
import type { Finding, Health } from './health.contract.ts'
import {
  failedCheck,
  judgeDatabase,
  judgeDisk,
  judgeLedger,
  judgeMigrations,
  judgeQueue,
  summarise,
} from './health.rules.ts'
import { selectQueue, selectVersion } from './health.store.ts'

const ledgerSample = 200

/** Examines the installation by real queries; a check that fails is a finding, never an exception. */
export async function checkHealth(parts: { database: Database; dataFolder: string }): Promise<Health> {
  const { database, dataFolder } = parts
  const checks: [string, () => Promise<Finding>][] = [
    ['database', async () => judgeDatabase(await selectVersion(database))],
    ['migrations', async () => judgeMigrations((await pendingMigrations(database)).map(String))],
    ['queue', async () => judgeQueue(await selectQueue(database))],
    [
      'ledger',
      async () => {
        const entries = await newestEntries(database, ledgerSample)
        return judgeLedger({
          examined: entries.length,
          altered: entries.filter(one => !one.intact).map(one => one.id),
        })
      },
    ],
    [
      'disk',
      async () => {
        const space = await statfs(dataFolder)
        return judgeDisk(space.bavail * space.bsize)
      },
    ],
  ]
  const findings: Finding[] = []
  for (const [key, check] of checks) findings.push(await check().catch(error => failedCheck(key, error)))
  return summarise(findings)
}
