// Where a statement may name a person by age, place and day together, each is made coarser until many fit it.

const bands = [0, 7, 18, 30, 45, 60, 75]

/** The band of an age: 32 is `30–44`. What cannot be an age is empty. */
export function ageBand(age: number): string {
  if (!Number.isFinite(age) || age < 0 || age > 130) return ''
  const from = bands.findLast(one => one <= age)!
  const next = bands[bands.indexOf(from) + 1]
  return next === undefined ? `${from}+` : `${from}–${next - 1}`
}

/** The month of a day, moment or wall time that begins with its date: `2026-03-14 09:10` is `2026-03`; else empty. */
export function monthOf(day: string): string {
  return /^\d{4}-(?:0[1-9]|1[0-2])(?=-|$)/.exec(day)?.[0] ?? ''
}

/** The year of a day that begins with its date; else empty. */
export function yearOf(day: string): string {
  return /^\d{4}(?=-|$)/.exec(day)?.[0] ?? ''
}

/** The first levels of a path like `市 / 区 / 街道`; the rest is left out. */
export function upTo(path: string, levels: number, separator = ' / '): string {
  return path.split(separator).slice(0, levels).join(separator)
}
