import type { Language } from '#base/index.ts'
import { wallTime } from '#city/index.ts'
import { startOfDay } from '../local-day.ts'

/** GeoReport knows two states; ours is closed or it is not. */
export function statusOf(state: string): 'open' | 'closed' {
  return state === 'closed' ? 'closed' : 'open'
}

const updateStatuses: Readonly<Record<string, string>> = {
  handling: 'in_progress',
  verifying: 'in_progress',
  resolved: 'fixed',
  'not-possible': 'no_further_action',
  declined: 'no_further_action',
  transferred: 'not_councils_responsibility',
}

/** The words of the `servicerequestupdates` extension; its clients take any of them. */
export function updateStatusOf(state: string, disposition: string | null): string {
  return updateStatuses[(state === 'closed' && disposition) || state] ?? statusOf(state)
}

/** A moment in the W3C form that GeoReport asks for: whole seconds. */
export function w3cTime(at: Date | null): string | null {
  if (at === null || Number.isNaN(at.getTime())) return null
  return `${at.toISOString().slice(0, 19)}Z`
}

/** A moment to the hour, where the city released exact places. */
export function roundedTime(at: Date | null): string | null {
  if (at === null || Number.isNaN(at.getTime())) return null
  return `${at.toISOString().slice(0, 13)}:00:00Z`
}

const hourMilliseconds = 3_600_000
const dayMilliseconds = 24 * hourMilliseconds
export const longestSpanDays = 90

// A blank stands where a client did not escape the plus of its offset.
const w3c = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+ -]\d\d:?\d\d)?)?$/

/** A moment as clients write it; without an offset it is in UTC. Null when it is none. */
export function readTime(text: string): Date | null {
  if (!w3c.test(text)) return null
  const withZone = text.replace(/ (\d\d:?\d\d)$/, '+$1')
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/.test(withZone) || !withZone.includes('T')
  const at = new Date(hasZone ? withZone : `${withZone}Z`)
  return Number.isNaN(at.getTime()) ? null : at
}

/**
 * The span that is asked for, 90 days at most: from its beginning, to its end, or the last 90 days.
 * @returns null when it is longer or ends before it begins.
 */
export function spanOf(start: Date | null, end: Date | null, now: Date): { from: Date; to: Date } | null {
  const longest = longestSpanDays * dayMilliseconds
  const to = end ?? (start ? new Date(Math.min(start.getTime() + longest, now.getTime())) : now)
  const from = start ?? new Date(to.getTime() - longest)
  if (to.getTime() - from.getTime() > longest) return null
  if (start && end && from > to) return null
  return { from, to }
}

/**
 * The hours a span touches, whole: who is told a moment to the hour must not learn the second by asking for ever smaller
 * spans.
 */
export function wholeHours({ from, to }: { from: Date; to: Date }): { from: Date; to: Date } {
  const hourOf = (at: Date) => Math.floor(at.getTime() / hourMilliseconds) * hourMilliseconds
  return { from: new Date(hourOf(from)), to: new Date(hourOf(to) + hourMilliseconds - 1) }
}

/** The days of the city that a span touches, whole. */
export function wholeDays(
  { from, to }: { from: Date; to: Date },
  timeZone: string,
): { from: Date; to: Date } {
  const dateOf = (at: Date) => wallTime(timeZone, at.getTime()).date
  return {
    from: startOfDay(timeZone, dateOf(from), 0),
    to: new Date(startOfDay(timeZone, dateOf(to), 1).getTime() - 1),
  }
}

/** Writes a moment as the beginning of its day in the city. A day is looked up once, for a list of a thousand. */
export function dayTimes(timeZone: string): (at: Date | null) => string | null {
  const known = new Map<string, string | null>()
  return at => {
    if (at === null || Number.isNaN(at.getTime())) return null
    const { date } = wallTime(timeZone, at.getTime())
    if (!known.has(date)) known.set(date, w3cTime(startOfDay(timeZone, date, 0)))
    return known.get(date) ?? null
  }
}

const degrees = /^[+-]?\d{1,3}(\.\d{1,20})?$/

/** Degrees as clients write them, in decimals. Null when it is no such number, or too far from zero. */
export function readDegrees(text: string, most: number): number | null {
  const value = Number(text)
  return degrees.test(text) && Math.abs(value) <= most ? value : null
}

/** First and last name in one: Chinese writes the family name first and no blank. */
export function nameOf(first: string, last: string): string {
  const parts = [first, last === '-' ? '' : last].map(part => part.trim())
  if (parts.some(part => /\p{Script=Han}/u.test(part))) return parts.reverse().join('')
  return parts.filter(Boolean).join(' ')
}

const subjectCharacters = 60

/** The first line of what was said, as far as a subject goes; the name of the service where nothing was said. */
export function subjectOf(description: string, serviceName: string): string {
  const [line = ''] = description
    .split('\n')
    .map(one => one.replace(/^(title|detail):\s*/i, '').trim())
    .filter(Boolean)
  const signs = [...(line || serviceName)]
  return signs.length > subjectCharacters
    ? `${signs.slice(0, subjectCharacters - 1).join('')}…`
    : signs.join('')
}

export interface Attribute {
  name: string
  values: readonly string[]
}

/** Attributes of a form: `attribute[code]` or `attribute[code][]`. */
export function attributesOf(form: Readonly<Record<string, string | readonly string[]>>): Attribute[] {
  return Object.entries(form).flatMap(([key, value]) => {
    const name = /^attribute\[([^\]]{1,100})\](?:\[\])?$/.exec(key)?.[1]
    if (name === undefined) return []
    const values = [value].flat().filter(one => one.trim() !== '')
    return values.length > 0 ? [{ name, values }] : []
  })
}

export interface Line {
  label: string
  text: string
}

/** What was said, and beneath it what else came with it, for whoever works on the case. */
export function detailOf(description: string, lines: readonly Line[]): string {
  const below = lines.map(({ label, text }) => `${label}：${text}`).join('\n')
  return [description.trim(), below].filter(Boolean).join('\n\n')
}

const notes: Readonly<Record<string, Record<Language, string>>> = {
  reported: { zh: '已登记，等待受理。', en: 'Reported; not accepted yet.' },
  accepted: { zh: '已受理。', en: 'Accepted.' },
  dispatched: { zh: '已派往承办单位。', en: 'Sent to the department in charge.' },
  handling: { zh: '承办单位正在办理。', en: 'The department is working on it.' },
  verifying: { zh: '承办单位已答复，正在核实。', en: 'The department has replied; it is being verified.' },
  resolved: { zh: '已办结。', en: 'Done.' },
  answered: { zh: '已直接答复。', en: 'Answered.' },
  declined: { zh: '不予受理。', en: 'Declined.' },
  'handed-over': { zh: '已移交紧急救助。', en: 'Handed to the emergency services.' },
  withdrawn: { zh: '诉求人已撤回。', en: 'Withdrawn by the reporter.' },
  transferred: { zh: '已转交其他机关。', en: 'Passed on to another authority.' },
  'not-possible': { zh: '经核实无法办理。', en: 'It cannot be done.' },
}

/** Where a case stands, in a sentence that names nobody. */
export function noteOf(state: string, disposition: string | null, language: Language): string {
  const note = notes[(state === 'closed' && disposition) || state]
  if (note) return note[language]
  return state === 'closed' ? (language === 'en' ? 'Closed.' : '已办结。') : ''
}
