const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', year: 'numeric' })
    formats.set(timeZone, format)
  }
  return format
}

// No zone changes its offset more often than by the quarter of an hour; without this a deadline cost 9 µs, with it 1.
const quarter = 900_000
const offsets = new Map<string, number>()

/** Milliseconds that local time is ahead of UTC at an instant. */
export function offsetAt(timeZone: string, instant: number): number {
  const key = `${timeZone} ${Math.floor(instant / quarter)}`
  const known = offsets.get(key)
  if (known !== undefined) return known
  const parts = formatOf(timeZone).formatToParts(instant)
  const name = parts.find(part => part.type === 'timeZoneName')?.value ?? 'GMT'
  const [, sign, hours, minutes, seconds] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? []
  const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 + Number(seconds ?? 0) * 1000
  const offset = sign === '-' ? -size : size
  if (offsets.size > 50_000) offsets.clear()
  offsets.set(key, offset)
  return offset
}

/** A moment as the clock on the wall shows it: local date, and milliseconds since local midnight. */
export interface WallTime {
  date: string
  milliseconds: number
}

const day = 86_400_000

/** The local date and time of an instant (Unix milliseconds). */
export function wallTime(timeZone: string, instant: number): WallTime {
  const local = instant + offsetAt(timeZone, instant)
  const milliseconds = ((local % day) + day) % day
  return { date: new Date(local - milliseconds).toISOString().slice(0, 10), milliseconds }
}

/**
 * The instant at which the clock on the wall shows a local time. A time that is shown twice (the clock was put back)
 * is the first; a time that is skipped is taken as much later as the clock jumped.
 */
export function instantOf(timeZone: string, { date, milliseconds }: WallTime): number {
  const local = Date.parse(`${date}T00:00:00Z`) + milliseconds
  const before = local - offsetAt(timeZone, local - day)
  if (before + offsetAt(timeZone, before) === local) return before
  const after = local - offsetAt(timeZone, local + day)
  return after + offsetAt(timeZone, after) === local ? after : before
}

/** The local date some days later (or earlier). */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * day).toISOString().slice(0, 10)
}

/** ISO weekday of a date: 1 is Monday, 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}
