import { sql } from 'kysely'
import type { Handle } from './database.ts'

/**
 * Makes the month partitions of this and the next `months` months where they are missing; a few milliseconds when none is.
 * One table at a time: a table that somebody holds for long is left for the next call.
 */
export async function ensureMonths(handle: Handle, months: number): Promise<number> {
  for (let made = 0; ; ) {
    const { rows } = await sql<{ made: number }>`select base.ensure_months(${months}) as made`.execute(handle)
    if (rows[0]!.made === 0) return made
    made += rows[0]!.made
  }
}
