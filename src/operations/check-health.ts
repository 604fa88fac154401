import { statfs } from 'node:fs/promises'
import { baseChecks, type Database, pendingMigrations, type RoomCheck } from '#base/index.ts'
import { examineEntries, newestEntries } from '#ledger/index.ts'
import type { Finding, Health } from './health.contract.ts'
import {
  failedCheck,
  judgeDatabase,
  judgeDisk,
  judgeLedger,
  judgeMigrations,
  judgeQueue,
  judgeRoom,
  summarise,
} from './health.rules.ts'
import { selectQueue, selectVersion } from './health.store.ts'

const ledgerSample = 200

export interface HealthParts {
  database: Database
  dataFolder: string
  /** The rooms' own checks: they read whole tables. Where they are given the whole ledger is hashed again too. */
  checks?: readonly RoomCheck[]
}

/** Examines the installation by real queries; a check that fails is a finding, never an exception. */
export async function checkHealth(parts: HealthParts): Promise<Health> {
  const { database, dataFolder, checks: roomChecks } = parts
  const checks: [string, () => Promise<Finding>][] = [
    ['database', async () => judgeDatabase(await selectVersion(database))],
    ['migrations', async () => judgeMigrations((await pendingMigrations(database)).map(String))],
    ['queue', async () => judgeQueue(await selectQueue(database))],
    [
      'ledger',
      async () => {
        if (roomChecks) {
          const { entries, altered, firstAltered } = await examineEntries(database)
          return judgeLedger({ examined: entries, altered: Array(altered).fill(firstAltered) })
        }
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
  for (const check of [...baseChecks, ...(roomChecks ?? [])])
    checks.push([check.key, async () => judgeRoom(check, await check.look(database))])
  const findings: Finding[] = []
  for (const [key, check] of checks) findings.push(await check().catch(error => failedCheck(key, error)))
  return summarise(findings)
}
