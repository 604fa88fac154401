import { addDays, type CitySnapshot, wallTime } from '#city/index.ts'

/** The local date at a moment, `2026-11-22`. */
export function localDay(city: CitySnapshot, at: Date): string {
  return wallTime(city.calendar.timeZone, at.getTime()).date
}

const day = 86_400_000

/**
 * The first moment of a local date, `ahead` days on. Found from the wall time around it, because some days of some zones
 * do not begin at midnight.
 */
export function startOfDay(timeZone: string, date: string, ahead: number): Date {
  const wanted = addDays(date, ahead)
  let low = Date.parse(`${wanted}T00:00:00Z`) - day
  let high = low + 2 * day
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (wallTime(timeZone, middle).date >= wanted) high = middle
    else low = middle
  }
  return new Date(high)
}
