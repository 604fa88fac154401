import type { CalendarDay, CalendarPeriod } from '#city/calendar.contract.ts'

/** A month as weeks from Monday; null where the week belongs to another month. */
export interface Month {
  month: number
  weeks: (CalendarDay | null)[][]
}

// 0 is Monday. Dates are local days without a zone; UTC keeps them from moving.
const placeInWeek = (date: string) => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

/** The days of a year by month and week. */
export function monthsOf(days: readonly CalendarDay[]): Month[] {
  const months: Month[] = []
  for (const day of days) {
    const month = Number(day.date.slice(5, 7))
    if (months.at(-1)?.month !== month) months.push({ month, weeks: [] })
    const { weeks } = months.at(-1) as Month
    const place = placeInWeek(day.date)
    if (weeks.length === 0 || place === 0) weeks.push(Array.from({ length: 7 }, () => null))
    ;(weeks.at(-1) as (CalendarDay | null)[])[place] = day
  }
  return months
}

/** What sort of day it is: holiday (off, and named), make-up (works on a weekend), weekend, ordinary. */
export function sortOf(day: CalendarDay): 'holiday' | 'make-up' | 'off' | 'work' {
  const weekend = placeInWeek(day.date) >= 5
  if (day.workday) return weekend && day.source !== 'weekday' ? 'make-up' : 'work'
  return day.source === 'weekday' ? 'off' : 'holiday'
}

/** How many workdays the year has. */
export function workdaysOf(days: readonly CalendarDay[]): number {
  return days.filter(day => day.workday).length
}

/** Minutes since midnight as `08:30`; the end of the day is `24:00`. */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** `8:30` and `08:30` as minutes; null for anything else. */
export function minutesOf(text: string): number | null {
  const found = /^([01]?\d|2[0-4]):([0-5]\d)$/.exec(text.trim())
  if (!found) return null
  const minutes = Number(found[1]) * 60 + Number(found[2])
  return minutes <= 1440 ? minutes : null
}

/** One weekday's hours as they are typed: `08:30-12:00, 13:30-17:30`. */
export function hoursText(periods: readonly CalendarPeriod[], weekday: number): string {
  return periods
    .filter(one => one.weekday === weekday)
    .toSorted((a, b) => a.starts - b.starts)
    .map(one => `${clockText(one.starts)}-${clockText(one.ends)}`)
    .join(', ')
}

/** Typed hours as periods, in order; null when a part cannot be read, ends before it starts, or overlaps another. */
export function readHours(text: string, weekday: number): CalendarPeriod[] | null {
  const parts = text.split(/[,，、;；]/).filter(part => part.trim() !== '')
  const periods: CalendarPeriod[] = []
  for (const part of parts) {
    const [from, to, ...more] = part.split(/[-–—~～至]/)
    const starts = minutesOf(from ?? '')
    const ends = minutesOf(to ?? '')
    if (starts === null || ends === null || more.length > 0 || starts >= ends) return null
    periods.push({ weekday, starts, ends })
  }
  const sorted = periods.toSorted((a, b) => a.starts - b.starts)
  const overlaps = sorted.some((one, at) => one.starts < (sorted[at - 1]?.ends ?? 0))
  return overlaps ? null : sorted
}
