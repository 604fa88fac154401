import { z } from 'zod'
import { level } from '#base/level.contract.ts'

/**
 * A day of the local calendar, `2026-02-17`. Lexical order is the order of days. PostgreSQL has no year 0, and nothing of a
 * city is dated before 1900.
 */
export const localDate = z.iso.date().refine(date => date >= '1900-01-01' && date < '3000-01-01')

export const calendarDay = z.object({
  date: level('L1', localDate),
  workday: level('L1', z.boolean()),
  /** What the day is called, e.g. 春节; the empty string for an ordinary day. */
  name: level('L1', z.string()),
  /** Where the statement comes from: the weekday's hours, the announced holidays, or an edit. */
  source: level('L1', z.enum(['weekday', 'library', 'edited'])),
  /** The holidays of this year were not announced yet: the day may still change. */
  provisional: level('L1', z.boolean()),
})
export type CalendarDay = z.infer<typeof calendarDay>

/** Working hours of one weekday, in minutes since local midnight; `ends` exclusive. */
export const calendarPeriod = z
  .object({
    /** ISO weekday: 1 is Monday, 7 Sunday. */
    weekday: level('L1', z.int().min(1).max(7)),
    starts: level('L1', z.int().min(0).max(1439)),
    ends: level('L1', z.int().min(1).max(1440)),
  })
  .refine(period => period.starts < period.ends, { path: ['ends'], message: 'must be after starts' })
export type CalendarPeriod = z.infer<typeof calendarPeriod>

/** What differs from the weekday's hours on one day. */
export interface DayException {
  workday: boolean
  name: string
  source: 'library' | 'edited'
}

/** When the city's offices work. Plain data, so that deadlines are computed without a query. */
export interface BusinessCalendar {
  /** IANA name, e.g. `Asia/Shanghai`. */
  timeZone: string
  /** By ISO weekday, index 0 unused: periods in order, not overlapping. */
  weekdays: readonly (readonly { starts: number; ends: number }[])[]
  /** By local date. */
  exceptions: ReadonlyMap<string, DayException>
  /** Years whose holidays were announced. */
  announced: ReadonlySet<number>
}

/** Either working time or whole workdays after the day of the start. */
export type BusinessDuration = { minutes: number } | { hours: number } | { workdays: number }

/** A moment reached in business time; provisional when a day on the way may still become a holiday or a workday. */
export interface BusinessMoment {
  at: Date
  provisional: boolean
}

export const calendarYear = z.object({
  year: level('L1', z.int()),
  timeZone: level('L1', z.string()),
  announced: level('L1', z.boolean()),
  periods: z.array(calendarPeriod),
  days: z.array(calendarDay),
})
export type CalendarYear = z.infer<typeof calendarYear>

export const editedDay = z.object({
  /** Null gives the day back to the announced holidays. */
  workday: level('L1', z.boolean().nullable()),
  name: level('L1', z.string().max(60).default('')),
})
export type EditedDay = z.infer<typeof editedDay>
