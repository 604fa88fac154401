import { type Database, ensureMonths, keepDoing, type SealedColumn, sealOlder } from '#base/index.ts'
import { removeEnded } from '#identity/index.ts'
import { sealedColumns } from './sealed-columns.ts'

const hour = 3_600_000
const minute = 60_000

interface Keeping {
  warn(error: Error): void
  /** Takes one line of progress for the log. */
  tell(line: string): void
  /** Those of all rooms unless given. */
  sealed?: readonly SealedColumn[]
}

/**
 * What has to be done now and then while the product runs for months: partitions of the months to come, ended sessions, and
 * sealing what is not yet, or no longer rightly, sealed. Each step may be done by several processes at once.
 * @returns how to stop.
 */
export function keepHouse(
  database: Database,
  { warn, tell, sealed = sealedColumns }: Keeping,
): () => Promise<void> {
  const stopKeeping = keepDoing({
    everyMilliseconds: hour,
    work: async () => {
      await ensureMonths(database, 2)
      await removeEnded(database)
    },
    warn,
  })
  const stopSealing = keepDoing({
    everyMilliseconds: minute,
    work: (_, signal) => sealOlder(database, sealed, { signal, tell }),
    warn,
  })
  return async () => void (await Promise.all([stopKeeping(), stopSealing()]))
}
