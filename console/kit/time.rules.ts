const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How much time is left (positive) or has passed, in the largest unit that says enough. */
export function spanOf(milliseconds: number): { value: number; unit: 'minute' | 'hour' | 'day' } {
  const size = Math.abs(milliseconds)
  const sign = Math.sign(milliseconds)
  if (size < hour) return { value: sign * Math.floor(size / minute), unit: 'minute' }
  if (size < 2 * day) return { value: sign * Math.floor(size / hour), unit: 'hour' }
  return { value: sign * Math.floor(size / day), unit: 'day' }
}

export type Due = 'none' | 'calm' | 'soon' | 'late'

/** How pressing a deadline is; `soon` is within eight hours. A closed case presses no more. */
export function dueOf(dueAt: string | null, now: number, closed: boolean): Due {
  if (dueAt === null || closed) return 'none'
  const left = Date.parse(dueAt) - now
  if (left < 0) return 'late'
  return left < 8 * hour ? 'soon' : 'calm'
}

/** A moment in the reader's zone and language; the year only when it is not this one. */
export function momentText(iso: string, language: string, now: number): string {
  const moment = new Date(iso)
  const sameYear = moment.getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(language, {
    ...(sameYear ? {} : { year: 'numeric' }),
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  }).format(moment)
}

/** How long ago a deadline was: "3 hours", "2天". */
export function lateText(iso: string, language: string, now: number): string {
  const { value, unit } = spanOf(now - Date.parse(iso))
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}

/** "in 3 hours", "2 天前". */
export function relativeText(iso: string, language: string, now: number): string {
  const { value, unit } = spanOf(Date.parse(iso) - now)
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(value, unit)
}
