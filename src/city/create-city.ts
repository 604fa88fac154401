import { type Database, refuseInsideTransaction } from '#base/index.ts'
import { editedWithin } from './edits.ts'
import { readSnapshot, readVersion } from './read-snapshot.ts'
import type { CitySnapshot } from './snapshot.rules.ts'
import { wallTime } from './time-zone.rules.ts'

/** The city in memory. */
export interface City {
  /**
   * The city as it stands. Costs no query but one version look-up every three seconds; what another process changed is
   * seen after at most that time, what this process changed at once. Not for the inside of a transaction, where
   * `readSnapshot(tx)` shows the transaction's own changes.
   * @throws base.nested-database-use inside a transaction
   */
  snapshot(): Promise<CitySnapshot>
}

const staleAfter = 3000
// After an edit here every call asks, until the transaction of the edit has surely ended.
const editTakes = 5000

export interface CityOptions {
  database: Database
  /** Unix milliseconds; replaced in tests. */
  now?: () => number
  /** Whether this process edited the city within some milliseconds; replaced in tests. */
  edited?: (milliseconds: number) => boolean
}

/** Keeps the city in memory and reads it again when its version in the database, or the local day, has changed. */
export function createCity({ database, now = Date.now, edited = editedWithin }: CityOptions): City {
  let held: CitySnapshot | undefined
  let checkedAt = Number.NEGATIVE_INFINITY
  let running: Promise<CitySnapshot> | undefined
  let next: Promise<CitySnapshot> | undefined

  // Repeatable read: all parts are of one state.
  const load = (instant: number) =>
    database
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(tx => readSnapshot(tx, instant))

  const refresh = async (): Promise<CitySnapshot> => {
    const instant = now()
    const version = await readVersion(database, instant)
    const current = held?.version === version ? held : await load(instant)
    held = current
    checkedAt = instant
    return current
  }

  const run = (): Promise<CitySnapshot> => {
    running = refresh().finally(() => {
      running = undefined
    })
    return running
  }

  // A look that began before an edit was committed must not answer for one that began after it; all that come while one is
  // under way share the one after it, so hundreds of callers after an edit cost two reads, not hundreds.
  const lookAgain = (): Promise<CitySnapshot> => {
    if (!running) return run()
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return run()
      })
    return next
  }

  const isFresh = (snapshot: CitySnapshot): boolean => {
    const instant = now()
    if (instant - checkedAt >= staleAfter || instant < checkedAt) return false
    return snapshot.version.endsWith(wallTime(snapshot.calendar.timeZone, instant).date)
  }

  return {
    snapshot: async () => {
      refuseInsideTransaction()
      if (edited(editTakes)) return await lookAgain()
      if (held && isFresh(held)) return held
      return await (running ?? run())
    },
  }
}
