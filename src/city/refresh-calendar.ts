import type { Transaction } from '#base/index.ts'
import { upsertLibraryDays } from './calendar.store.ts'
import { announcedHolidays } from './holidays.rules.ts'
import { recordChange } from './record-change.ts'

/**
 * Takes over the holidays that this release knows, e.g. of a year announced since the last one. Edited days stay.
 * @returns how many days changed.
 */
export async function refreshCalendar(tx: Transaction): Promise<number> {
  const { years, days } = announcedHolidays()
  const rows = Array.from(days, ([date, { workday, name }]) => ({ date, workday, name }))
  const changed = await upsertLibraryDays(tx, rows)
  if (changed > 0)
    await recordChange(tx, {
      kind: 'city.calendar-refreshed',
      subject: 'calendar',
      by: 'system',
      content: rows,
      facts: { changed, lastYear: years.at(-1) ?? 0 },
    })
  return changed
}
