import { type Database, ensureMonths } from '#base/index.ts'
import { removeEnded } from '#identity/index.ts'

const hour = 3_600_000

/**
 * What has to be done now and then while the product runs for months: partitions of the months to come, ended sessions.
 * Each step may be done by several processes at once.
 * @returns how to stop.
 */
export function keepHouse(database: Database, warn: (error: Error) => void): () => void {
  const once = async () => {
    await ensureMonths(database, 2)
    await removeEnded(database)
  }
  void once().catch(warn)
  const timer = setInterval(() => void once().catch(warn), hour)
  timer.unref()
  return () => clearInterval(timer)
}
