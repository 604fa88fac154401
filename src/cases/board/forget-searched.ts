import type { Database } from '#base/index.ts'
import { eraseSearched } from './export.store.ts'

const dayMilliseconds = 86_400_000
const keptDays = 180

/**
 * Erases what was typed to search by in exports of half a year ago and older; that it was typed stays on record.
 * @returns of how many exports.
 */
export async function forgetSearched(database: Database, now: Date): Promise<number> {
  return await eraseSearched(database, new Date(now.getTime() - keptDays * dayMilliseconds))
}
