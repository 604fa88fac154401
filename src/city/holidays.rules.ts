import chineseDays from 'chinese-days'
import type { DayException } from './calendar.contract.ts'
import { addDays } from './time-zone.rules.ts'

/** The first year the library knows. */
const firstYear = 2004

/** What the library says of a day, or undefined where it says nothing but the weekday. */
export function announcedDay(date: string): DayException | undefined {
  const { work, name } = chineseDays.getDayDetail(date)
  // A named day reads `Spring Festival,春节,4`; any other only `Friday`.
  const [, chinese] = name.split(',')
  return chinese ? { workday: work, name: chinese, source: 'library' } : undefined
}

/** True when the State Council's holidays of a year are in the library; it answers by weekday, silently, for others. */
export function isAnnounced(year: number): boolean {
  return announcedDay(`${year}-10-01`) !== undefined
}

/**
 * All years the library knows with the days on which they differ from a plain weekday calendar, by date. A named day
 * that is as its weekday would be anyway (a Saturday within a festival) is among them: it has a name to show.
 */
export function announcedHolidays(): { years: number[]; days: Map<string, DayException> } {
  const years: number[] = []
  const days = new Map<string, DayException>()
  for (let year = firstYear; isAnnounced(year); year++) {
    years.push(year)
    for (let date = `${year}-01-01`; date <= `${year}-12-31`; date = addDays(date, 1)) {
      const exception = announcedDay(date)
      if (exception) days.set(date, exception)
    }
  }
  return { years, days }
}
