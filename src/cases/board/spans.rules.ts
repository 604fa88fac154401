import { wallTime, weekdayOf } from '#city/index.ts'
import { startOfDay } from '../local-day.ts'

/** Until when something is due, in the city's own days. */
export interface Spans {
  now: Date
  endOfToday: Date
  endOfWeek: Date
}

/** The end of today and of this week, which ends with its Sunday, in the city's own time. */
export function spansAt(now: Date, timeZone: string): Spans {
  const today = wallTime(timeZone, now.getTime()).date
  return {
    now,
    endOfToday: startOfDay(timeZone, today, 1),
    endOfWeek: startOfDay(timeZone, today, 8 - weekdayOf(today)),
  }
}
