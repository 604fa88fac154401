import type { Handle } from '#base/index.ts'
import type { BusinessCalendar, CalendarYear } from './calendar.contract.ts'
import { dayOf, weekdaysFrom } from './calendar.rules.ts'
import { selectDays, selectPeriods } from './calendar.store.ts'
import { selectSetting } from './setting.store.ts'
import { addDays } from './time-zone.rules.ts'

// Every announced year names some thirty days; a few rows may be a make-up day of the year after.
const daysOfAnnouncedYear = 10

/** The calendar as data for the rules. A year counts as announced when its public holidays are in the database. */
export async function readCalendar(handle: Handle): Promise<BusinessCalendar> {
  const { timeZone } = await selectSetting(handle)
  const periods = await selectPeriods(handle)
  const exceptions = await selectDays(handle)
  const named = new Map<number, number>()
  for (const [date, day] of exceptions) {
    const year = Number(date.slice(0, 4))
    if (day.source === 'library') named.set(year, (named.get(year) ?? 0) + 1)
  }
  const years = [...named].filter(([, days]) => days >= daysOfAnnouncedYear).map(([year]) => year)
  return { timeZone, weekdays: weekdaysFrom(periods), exceptions, announced: new Set(years) }
}

/** One year for the console: the hours of the week and every day of the year. */
export function calendarYearOf(calendar: BusinessCalendar, year: number): CalendarYear {
  const days = []
  for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1))
    days.push(dayOf(date, calendar))
  const periods = calendar.weekdays.flatMap((hours, weekday) => hours.map(period => ({ weekday, ...period })))
  return { year, timeZone: calendar.timeZone, announced: calendar.announced.has(year), periods, days }
}
