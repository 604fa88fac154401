import type { Database } from '#base/index.ts'
import { deleteEndedSessions } from './credential.store.ts'
import { deleteOldFailures } from './lockout.store.ts'
import { deleteUsedCodes } from './used-code.store.ts'

/** Daily housekeeping: sessions that ended, counts of failures and used codes that no longer matter. @returns how many sessions. */
export async function removeEnded(database: Database): Promise<number> {
  await deleteOldFailures(database, new Date())
  await deleteUsedCodes(database, new Date())
  return await deleteEndedSessions(database)
}
