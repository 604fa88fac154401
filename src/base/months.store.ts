import { sql } from 'kysely'
import type { Handle } from './database.ts'

/** Makes the month partitions of this and the next `months` months where they are missing; a few milliseconds when none is. */
export async function ensureMonths(handle: Handle, months: number): Promise<number> {
  const { rows } = await sql<{ made: number }>`select base.ensure_months(${months}) as made`.execute(handle)
  return rows[0]!.made
}
