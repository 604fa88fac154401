import { type BusinessCalendar, instantOf, wallTime } from '#city/index.ts'
import { goldenCalendars } from './golden-deadlines.fixture.ts'

const minutesOf = (clock: string) => {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** A calendar of the golden table as the product has it. */
export function goldenCalendar(name: string): BusinessCalendar {
  const given = goldenCalendars[name]!
  const weekdays: { starts: number; ends: number }[][] = [[], [], [], [], [], [], [], []]
  for (const group of given.hours.split('; ')) {
    const [days = '', ...hours] = group.split(' ')
    const periods = hours.map(one => {
      const [starts = '', ends = ''] = one.split('-')
      return { starts: minutesOf(starts), ends: minutesOf(ends) }
    })
    for (const day of days) weekdays[Number(day)] = periods
  }
  const listed = (text: string, workday: boolean) =>
    text
      .split(' ')
      .filter(Boolean)
      .map(date => [date, { workday, name: '', source: 'edited' as const }] as const)
  return {
    timeZone: given.timeZone,
    weekdays,
    exceptions: new Map([...listed(given.off, false), ...listed(given.on, true)]),
    announced: new Set([2026]),
  }
}

/** A local time of the table as a moment. */
export function momentIn(calendar: BusinessCalendar, local: string): Date {
  const [date = '', clock = ''] = local.split('T')
  return new Date(instantOf(calendar.timeZone, { date, milliseconds: minutesOf(clock) * 60_000 }))
}

/** A moment as the table writes it. */
export function localIn(calendar: BusinessCalendar, at: Date): string {
  const { date, milliseconds } = wallTime(calendar.timeZone, at.getTime())
  const minutes = milliseconds / 60_000
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
