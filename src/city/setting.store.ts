import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CityTables } from './city.tables.ts'

export interface CitySetting {
  version: number
  timeZone: string
}

/** The version of the city and its time zone. */
export async function selectSetting(handle: Handle): Promise<CitySetting> {
  return await handle
    .withTables<CityTables>()
    .selectFrom('city.setting')
    .select(['version', 'time_zone as timeZone'])
    .executeTakeFirstOrThrow()
}

/** The city's own day. */
export async function selectToday(handle: Handle): Promise<string> {
  const row = await handle
    .withTables<CityTables>()
    .selectFrom('city.setting')
    .select(sql<string>`to_char(now() at time zone time_zone, 'YYYY-MM-DD')`.as('today'))
    .executeTakeFirstOrThrow()
  return row.today
}

/** True of a row that has not ended by the city's own day. */
export const inForce = sql<boolean>`(valid_to is null or valid_to > (
  select (now() at time zone time_zone)::date from city.setting))`

/** Raises the version of the city; edits wait here for one another until they commit. */
export async function raiseVersion(tx: Transaction): Promise<void> {
  await tx.withTables<CityTables>().updateTable('city.setting').set({ version: sql`version + 1` }).execute()
}
