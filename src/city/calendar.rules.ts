import type {
  BusinessCalendar,
  BusinessDuration,
  BusinessMoment,
  CalendarDay,
  CalendarPeriod,
} from './calendar.contract.ts'
import { cityError } from './city.errors.ts'
import { addDays, instantOf, wallTime, weekdayOf } from './time-zone.rules.ts'

type Periods = BusinessCalendar['weekdays'][number]

// Ten years without an hour of work is a calendar entered wrongly, not a long holiday.
const horizon = 3660

/** Hours by ISO weekday from a list of periods. */
export function weekdaysFrom(periods: readonly CalendarPeriod[]): BusinessCalendar['weekdays'] {
  return Array.from({ length: 8 }, (_, weekday) =>
    periods
      .filter(period => period.weekday === weekday)
      .map(({ starts, ends }) => ({ starts, ends }))
      .sort((a, b) => a.starts - b.starts),
  )
}

/**
 * Working periods must not overlap, and some weekday must have one.
 * @throws city.invalid-periods
 */
export function checkPeriods(periods: readonly CalendarPeriod[]): void {
  const weekdays = weekdaysFrom(periods)
  const overlap = weekdays.some(list => list.some((period, i) => i > 0 && period.starts < list[i - 1]!.ends))
  if (overlap || periods.length === 0) throw cityError('city.invalid-periods')
}

/** Everything known of a day. */
export function dayOf(date: string, calendar: BusinessCalendar): CalendarDay {
  const provisional = !calendar.announced.has(Number(date.slice(0, 4)))
  const exception = calendar.exceptions.get(date)
  if (!exception) {
    const workday = (calendar.weekdays[weekdayOf(date)] as Periods).length > 0
    return { date, workday, name: '', source: 'weekday', provisional }
  }
  return { date, ...exception, provisional: provisional && exception.source !== 'edited' }
}

/** True when offices work on a local date, e.g. on a make-up Saturday. */
export function isWorkday(date: string, calendar: BusinessCalendar): boolean {
  return dayOf(date, calendar).workday
}

/** Hours of a day: none when it is off; a make-up day on a weekday without hours has those of the first that has some. */
function periodsOf(day: CalendarDay, calendar: BusinessCalendar): Periods {
  if (!day.workday) return []
  const own = calendar.weekdays[weekdayOf(day.date)] as Periods
  return own.length > 0 ? own : (calendar.weekdays.find(periods => periods.length > 0) ?? [])
}

/** Hours of a day as instants: a period in which the clock changes is as long as it really lasts. */
function spansOf(day: CalendarDay, calendar: BusinessCalendar): { starts: number; ends: number }[] {
  const at = (minutes: number): number =>
    instantOf(calendar.timeZone, { date: day.date, milliseconds: minutes * 60_000 })
  return periodsOf(day, calendar).map(period => ({ starts: at(period.starts), ends: at(period.ends) }))
}

/** Days from a local date on. @throws city.calendar-never-works after ten years. */
function* daysFrom(date: string, calendar: BusinessCalendar): Generator<CalendarDay> {
  for (let ahead = 0; ahead < horizon; ahead++) yield dayOf(addDays(date, ahead), calendar)
  throw cityError('city.calendar-never-works')
}

function addWorkingTime(start: number, milliseconds: number, calendar: BusinessCalendar): BusinessMoment {
  let left = milliseconds
  let provisional = false
  for (const day of daysFrom(wallTime(calendar.timeZone, start).date, calendar)) {
    provisional ||= day.provisional
    for (const span of spansOf(day, calendar)) {
      const from = Math.max(start, span.starts)
      if (from >= span.ends) continue
      if (left <= span.ends - from) return { at: new Date(from + left), provisional }
      left -= span.ends - from
    }
  }
  throw cityError('city.calendar-never-works')
}

function addWorkdays(start: number, workdays: number, calendar: BusinessCalendar): BusinessMoment {
  const today = wallTime(calendar.timeZone, start).date
  let left = workdays
  let provisional = false
  for (const day of daysFrom(today, calendar)) {
    provisional ||= day.provisional
    const close = spansOf(day, calendar).at(-1)?.ends
    if (close === undefined) continue
    // The day of the start does not count; with no day to add it is itself the last, unless its hours are over.
    if (day.date === today ? left > 0 || close < start : --left > 0) continue
    return { at: new Date(close), provisional }
  }
  throw cityError('city.calendar-never-works')
}

/**
 * When a duration is over. Minutes and hours run only while offices work. Workdays are counted as offices count them:
 * the day of the start is not counted, and the time ends with the hours of the last day.
 * @throws city.invalid-duration for a negative or broken number; city.calendar-never-works
 */
export function addBusinessTime(
  start: Date,
  duration: BusinessDuration,
  calendar: BusinessCalendar,
): BusinessMoment {
  const [amount] = Object.values(duration) as [number]
  const whole = !('workdays' in duration) || Number.isInteger(amount)
  if (Number.isNaN(start.getTime()) || !Number.isFinite(amount) || amount < 0 || !whole)
    throw cityError('city.invalid-duration')
  if ('workdays' in duration) return addWorkdays(start.getTime(), amount, calendar)
  return addWorkingTime(start.getTime(), amount * ('hours' in duration ? 3_600_000 : 60_000), calendar)
}

/** Working minutes from one moment to another, with fractions; negative when the second lies before the first. */
export function businessMinutesBetween(from: Date, to: Date, calendar: BusinessCalendar): number {
  if (to < from) return -businessMinutesBetween(to, from, calendar)
  const start = from.getTime()
  const end = to.getTime()
  const last = wallTime(calendar.timeZone, end).date
  let worked = 0
  for (let date = wallTime(calendar.timeZone, start).date; date <= last; date = addDays(date, 1))
    for (const span of spansOf(dayOf(date, calendar), calendar))
      worked += Math.max(0, Math.min(end, span.ends) - Math.max(start, span.starts))
  return worked / 60_000
}
