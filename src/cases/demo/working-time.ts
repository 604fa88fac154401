/**
 * Working time of offices, in local milliseconds (China Standard Time written as if it were UTC; it has no summer time).
 * Deadlines of real cases come from the city's calendar; the past of generated cases only has to look like it.
 */
const minute = 60_000
const day = 1440 * minute
const periods = [
  [9 * 60 * minute, 12 * 60 * minute],
  [13.5 * 60 * minute, 17.5 * 60 * minute],
] as const
/** Working milliseconds of one workday. */
export const workdayLength = periods.reduce((sum, [from, to]) => sum + to - from, 0)
const ahead = 8 * 60 * minute

/** Tells whether offices work on a local date, `2026-02-17`. */
export type IsWorkday = (date: string) => boolean

/** Monday to Friday. Public holidays come from the calendar of the city, which the caller may give instead. */
export const mondayToFriday: IsWorkday = date => {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

export function localDateOf(local: number): string {
  return new Date(local).toISOString().slice(0, 10)
}

/** Local milliseconds as an ISO moment in UTC. */
export function momentOf(local: number): string {
  return new Date(local - ahead).toISOString()
}

/** Adds working milliseconds to a local time; the result lies in working hours. */
export function addWorking(start: number, duration: number, isWorkday: IsWorkday): number {
  let left = duration
  for (let midnight = Math.floor(start / day) * day, tried = 0; tried < 400; midnight += day, tried++) {
    if (!isWorkday(localDateOf(midnight))) continue
    for (const [from, to] of periods) {
      const begin = Math.max(start, midnight + from)
      const room = midnight + to - begin
      if (room <= 0) continue
      if (left < room) return begin + left
      left -= room
    }
  }
  throw new RangeError('No working time within a year')
}

/** End of working hours of the n-th workday after the day of `start`. */
export function endOfWorkday(start: number, workdays: number, isWorkday: IsWorkday): number {
  let midnight = Math.floor(start / day) * day
  for (let left = workdays, tried = 0; left > 0; tried++) {
    if (tried > 800) throw new RangeError('No working time within two years')
    midnight += day
    if (isWorkday(localDateOf(midnight))) left--
  }
  return midnight + periods[1][1]
}

export { day, minute }
