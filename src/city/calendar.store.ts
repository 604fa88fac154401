import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CalendarPeriod, DayException } from './calendar.contract.ts'
import type { CityTables } from './city.tables.ts'

/** The days that somebody edited or that were taken from the announced holidays, by date. */
export async function selectDays(handle: Handle): Promise<Map<string, DayException>> {
  const rows = await handle
    .withTables<CityTables>()
    .selectFrom('city.calendar_day')
    .select([sql<string>`to_char(date, 'YYYY-MM-DD')`.as('date'), 'workday', 'name', 'source'])
    .orderBy('date')
    .execute()
  return new Map(rows.map(({ date, ...day }) => [date, day as DayException]))
}

/** All working periods, in the order of the week. */
export async function selectPeriods(handle: Handle): Promise<CalendarPeriod[]> {
  return await handle
    .withTables<CityTables>()
    .selectFrom('city.calendar_period')
    .selectAll()
    .orderBy('weekday')
    .orderBy('starts')
    .execute()
}

/** Replaces the statement about one day. */
export async function upsertDay(tx: Transaction, day: { date: string } & DayException): Promise<void> {
  const { date, ...stated } = day
  await tx
    .withTables<CityTables>()
    .insertInto('city.calendar_day')
    .values({ date, ...stated })
    .onConflict(conflict => conflict.column('date').doUpdateSet(stated))
    .execute()
}

/** Takes the statement about one day away. */
export async function deleteDay(tx: Transaction, date: string): Promise<void> {
  await tx
    .withTables<CityTables>()
    .deleteFrom('city.calendar_day')
    .where('date', '=', sql<Date>`${date}::date`)
    .execute()
}

/**
 * Writes announced days; an edited day keeps what was edited.
 * @returns how many days were new or said something else before.
 */
export async function upsertLibraryDays(
  tx: Transaction,
  days: readonly { date: string; workday: boolean; name: string }[],
): Promise<number> {
  const result = await tx
    .withTables<CityTables>()
    .insertInto('city.calendar_day')
    .values(days.map(day => ({ ...day, source: 'library' })))
    .onConflict(conflict =>
      conflict
        .column('date')
        .doUpdateSet(eb => ({ workday: eb.ref('excluded.workday'), name: eb.ref('excluded.name') }))
        .where('city.calendar_day.source', '=', 'library')
        .where(eb =>
          eb.or([
            eb('city.calendar_day.workday', '!=', eb.ref('excluded.workday')),
            eb('city.calendar_day.name', '!=', eb.ref('excluded.name')),
          ]),
        ),
    )
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0)
}

/** Replaces all working periods. */
export async function replacePeriods(tx: Transaction, periods: readonly CalendarPeriod[]): Promise<void> {
  const tables = tx.withTables<CityTables>()
  await tables.deleteFrom('city.calendar_period').execute()
  await tables
    .insertInto('city.calendar_period')
    .values([...periods])
    .execute()
}
