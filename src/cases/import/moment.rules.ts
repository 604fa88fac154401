/** Moments as files write them. A time without a zone is local time of the city. */

/** A moment on the wall clock of the city, or an instant where the text names its zone. */
export type ReadMoment = { instant: number } | { date: string; milliseconds: number }

const day = 86_400_000
const excelEpoch = Date.UTC(1899, 11, 30)
// 1954 and 2173: outside, a bare number is something else.
const firstSerial = 20_000
const lastSerial = 100_000

const withZone = /^(\d{4})-(\d\d)-(\d\d)[T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)$/i
const yearFirst = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[T,\s]*(.+))?$/
// As the United States write it; 13/1/2018 can only be the other way round.
const yearLast = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T,\s]+(.+))?$/
const packed = /^(\d{4})(\d\d)(\d\d)(?:[ T]?(\d\d)(\d\d)(\d\d)?)?$/
const clock =
  /^(上午|下午|晚上|凌晨|中午|AM|PM)?\s*(\d{1,2})\s*[:：时点]\s*(?:(\d{1,2})\s*分?)?(?:(?:\s*[:：]|(?<=分))\s*(\d{1,2})(?:\.\d+)?\s*秒?)?\s*(AM|PM)?$/i

function dateOf(year: number, month: number, dayOfMonth: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, dayOfMonth))
  // A day that its month does not have falls into another month.
  if (year < 1900 || made.getUTCMonth() !== month - 1) return null
  return made.toISOString().slice(0, 10)
}

function millisecondsOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === '') return 0
  const found = clock.exec(text.trim())
  if (!found) return null
  const half = (found[1] ?? found[5] ?? '').toUpperCase()
  let hour = Number(found[2])
  const [minute, second] = [Number(found[3] ?? 0), Number(found[4] ?? 0)]
  // 晚上12点 may be either midnight, and 晚上1点 lies in the next day: which one is meant cannot be told.
  if (half === '晚上' && (hour === 12 || hour < 5)) return null
  if (['下午', '晚上', '中午', 'PM'].includes(half) && hour < 12 && !(half === '中午' && hour === 11))
    hour += 12
  if (['上午', '凌晨', 'AM'].includes(half) && hour === 12) hour = 0
  if (hour > 23 || minute > 59 || second > 59) return null
  return ((hour * 60 + minute) * 60 + second) * 1000
}

function localMoment(parts: {
  year: number
  month: number
  day: number
  clock: string | undefined
}): ReadMoment | null {
  const date = dateOf(parts.year, parts.month, parts.day)
  const milliseconds = millisecondsOf(parts.clock)
  return date === null || milliseconds === null ? null : { date, milliseconds }
}

/** A bare number: Unix time in seconds or milliseconds, or the serial number of a spreadsheet. */
function byNumber(text: string): ReadMoment | null {
  if (!/^\d+(\.\d+)?$/.test(text)) return null
  const value = Number(text)
  if (/^\d{13}$/.test(text)) return { instant: value }
  if (/^\d{10}$/.test(text)) return { instant: value * 1000 }
  if (value < firstSerial || value > lastSerial) return null
  const local = Math.round((excelEpoch + value * day) / 1000) * 1000
  return { date: new Date(local).toISOString().slice(0, 10), milliseconds: ((local % day) + day) % day }
}

/** Reads a moment; null when the text is none. */
export function readMoment(given: string): ReadMoment | null {
  const text = given.normalize('NFKC').trim()
  const zoned = withZone.exec(text)
  if (zoned) {
    // The engine reads 30 February as 1 March, and systems write the year 1 where they know nothing.
    if (dateOf(Number(zoned[1]), Number(zoned[2]), Number(zoned[3])) === null) return null
    const instant = Date.parse(
      text
        .replace(' ', 'T')
        .replace(/\s/g, '')
        .replace(/([+-]\d\d)(\d\d)$/, '$1:$2'),
    )
    return Number.isNaN(instant) ? null : { instant }
  }
  const first = yearFirst.exec(text)
  if (first) {
    const [, year, month, dayOfMonth, rest] = first
    return localMoment({ year: Number(year), month: Number(month), day: Number(dayOfMonth), clock: rest })
  }
  const last = yearLast.exec(text)
  if (last) {
    const [one, two] = [Number(last[1]), Number(last[2])]
    const [month, dayOfMonth] = one > 12 ? [two, one] : [one, two]
    return localMoment({ year: Number(last[3]), month, day: dayOfMonth, clock: last[4] })
  }
  const run = packed.exec(text)
  if (run) {
    const [, year, month, dayOfMonth, hour, minute, second] = run
    const time = hour === undefined ? undefined : `${hour}:${minute}:${second ?? '00'}`
    return localMoment({ year: Number(year), month: Number(month), day: Number(dayOfMonth), clock: time })
  }
  return byNumber(text)
}
