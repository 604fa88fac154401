import { isCode } from '#base/index.ts'
import { addBusinessTime, type BusinessCalendar } from '#city/index.ts'

/** The end of so many workdays; null in a city whose calendar never works. */
export function awaitedUntil(from: Date, workdays: number, calendar: BusinessCalendar): Date | null {
  try {
    return addBusinessTime(from, { workdays }, calendar).at
  } catch (error) {
    if (!isCode(error, 'city.calendar-never-works')) throw error
    return null
  }
}
