import { type Database, keepDoing } from '#base/index.ts'
import { checkLog } from './check-log.ts'
import { lookAtLedger } from './look-at-ledger.ts'

interface Watched {
  database: Database
  dataFolder: string
  isNight(at: Date): boolean
  warn(error: Error): void
}

const everyMilliseconds = 60_000

/** Looks at the ledger each minute until stopped: what it tells, and whether it is still what was written. @returns how to stop */
export function startIncidentWatch({ database, dataFolder, isNight, warn }: Watched): () => Promise<void> {
  const stops = [
    keepDoing({
      everyMilliseconds,
      work: (_, signal) => lookAtLedger({ database, isNight }, new Date(), signal),
      warn,
    }),
    keepDoing({
      everyMilliseconds,
      work: (_, signal) => checkLog({ database, dataFolder }, new Date(), signal),
      warn,
    }),
  ]
  return async () => void (await Promise.all(stops.map(stop => stop())))
}
