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

/** Raises the version of the city; edits wait here for one another until they commit. */
export async function raiseVersion(tx: Transaction): Promise<void> {
  await tx.withTables<CityTables>().updateTable('city.setting').set({ version: sql`version + 1` }).execute()
}
