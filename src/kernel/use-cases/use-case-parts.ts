import type { Database, Handle } from '#base/index.ts'
import { readCalendar, wallTime } from '#city/index.ts'
import type { Actor, Permissions } from '#identity/index.ts'

/** What the register of use cases works with. */
export interface UseCaseParts {
  database: Database
  permissions: Pick<Permissions, 'permits'>
}

/** The city's own day. */
export async function todayOf(handle: Handle): Promise<string> {
  const { timeZone } = await readCalendar(handle)
  return wallTime(timeZone, Date.now()).date
}

/** The department somebody works in; null for who works for the whole city. */
export const departmentOf = (actor: Pick<Actor, 'departmentId'>): string | null => actor.departmentId
