import { isCode } from '#base/index.ts'
import {
  addBusinessTime,
  type BusinessCalendar,
  type BusinessDuration,
  businessMinutesBetween,
} from '#city/index.ts'

/** What a deadline is computed from: a start, and durations one after the other. */
export interface DueBasis {
  from: string
  parts: BusinessDuration[]
}

/** The clock of a case, as its row has it. */
export interface Clock {
  state: string
  pause: string | null
  due_at: Date | null
  due_basis: unknown
  respond_by: Date | null
  respond_basis: unknown
  stopped_at: Date | null
}

/** What of a clock a step changes. */
export type ClockChange = Partial<Pick<Clock, 'stopped_at'>> & DueChange
interface DueChange {
  due_at?: Date | null
  due_basis?: DueBasis | null
  respond_by?: Date | null
  respond_basis?: DueBasis | null
}

const working: readonly string[] = ['dispatched', 'handling']

/** True while a department uses up its time: it has the case, and nothing holds it up. */
export function clockRuns(standing: { state: string; pause: string | null }): boolean {
  return working.includes(standing.state) && standing.pause === null
}

/** When a basis is over. @throws city.calendar-never-works */
export function dueOf(basis: DueBasis, calendar: BusinessCalendar): Date {
  return basis.parts.reduce((at, part) => addBusinessTime(at, part, calendar).at, new Date(basis.from))
}

const wallMinutes = (part: BusinessDuration): number => {
  if ('minutes' in part) return part.minutes
  return 'hours' in part ? part.hours * 60 : part.workdays * 24 * 60
}

/**
 * As `dueOf`, but where offices never work (or not for ten years) by the clock on the wall: nothing must wait to be
 * dispatched until somebody mends the calendar, and the deadline follows it when it is mended.
 */
export function dueAnyway(basis: DueBasis, calendar: BusinessCalendar): Date {
  try {
    return dueOf(basis, calendar)
  } catch (error) {
    if (!isCode(error, 'city.calendar-never-works')) throw error
    const minutes = basis.parts.reduce((sum, part) => sum + wallMinutes(part), 0)
    return new Date(new Date(basis.from).getTime() + minutes * 60_000)
  }
}

/**
 * A deadline after the clock stood still: as much working time is left as when it stopped. One that was over stays where it
 * was: standing still afterwards does not make it less late.
 */
export function dueAfterStop(
  due: Date,
  stop: { from: Date; to: Date },
  calendar: BusinessCalendar,
): { due: Date; basis: DueBasis } | null {
  if (due <= stop.from || stop.to <= stop.from) return null
  try {
    const minutes = businessMinutesBetween(stop.from, due, calendar)
    const basis = { from: stop.to.toISOString(), parts: [{ minutes }] }
    const moved = dueOf(basis, calendar)
    return moved > due ? { due: moved, basis } : null
  } catch (error) {
    // Offices that never work must not keep a case from going on.
    if (!isCode(error, 'city.calendar-never-works')) throw error
    const moved = new Date(due.getTime() + stop.to.getTime() - stop.from.getTime())
    return { due: moved, basis: { from: moved.toISOString(), parts: [] } }
  }
}

/** More workdays after a deadline. Where it was given as a moment, that moment is the start. */
export function extendedBy(
  workdays: number,
  given: Pick<Clock, 'due_basis'> & { due_at: Date },
  calendar: BusinessCalendar,
): { due_at: Date; due_basis: DueBasis } {
  const before = (given.due_basis as DueBasis | null) ?? { from: given.due_at.toISOString(), parts: [] }
  return {
    due_at: dueAnyway({ from: given.due_at.toISOString(), parts: [{ workdays }] }, calendar),
    due_basis: { from: before.from, parts: [...before.parts, { workdays }] },
  }
}

// What has to be begun has begun, or is nobody's to begin.
const noResponse = { respond_by: null, respond_basis: null }

/**
 * What a step does to the clock besides what its verb says: it stops when the department replies or the case stands still,
 * and goes on from there with the time that was left. A case without a deadline has no clock.
 * @param given.after the case with the changes of the step
 */
export function clockAfter(
  given: { before: Clock; after: Clock; at: Date },
  calendar: BusinessCalendar,
): ClockChange {
  const { before, after, at } = given
  const ended: DueChange = after.state !== 'dispatched' && after.respond_by !== null ? noResponse : {}
  const respondBy = 'respond_by' in ended ? null : after.respond_by
  if (after.due_at === null && respondBy === null)
    return { ...ended, ...(before.stopped_at ? { stopped_at: null } : {}) }
  if (!clockRuns(after)) return { ...ended, ...(clockRuns(before) ? { stopped_at: at } : {}) }
  if (!before.stopped_at) return ended
  const stop = { from: before.stopped_at, to: at }
  const due = after.due_at && dueAfterStop(after.due_at, stop, calendar)
  const response = respondBy && dueAfterStop(respondBy, stop, calendar)
  return {
    ...ended,
    stopped_at: null,
    ...(due ? { due_at: due.due, due_basis: due.basis } : {}),
    ...(response ? { respond_by: response.due, respond_basis: response.basis } : {}),
  }
}

const rank = (urgency: string) => ['normal', 'urgent', 'emergency'].indexOf(urgency)

/**
 * The deadline of a case that is given to a department: a fresh one, or the one it has. A reassignment does not start the
 * citizen's waiting again; raised urgency brings the deadline forward, never back, and lowered urgency leaves it. By when
 * to begin is each department's own.
 */
export function deadlineAfterDispatch<Fresh extends { due_at: Date | null; due_basis: DueBasis | null }>(
  held: Pick<Clock, 'due_at' | 'due_basis'> & { urgency: string },
  given: { fresh: Fresh; urgency: string },
): Fresh {
  const { fresh, urgency } = given
  if (held.due_at === null) return fresh
  const raised = rank(urgency) > rank(held.urgency)
  if (raised && fresh.due_at && fresh.due_at < held.due_at) return fresh
  return { ...fresh, due_at: held.due_at, due_basis: held.due_basis as DueBasis | null }
}

/** What every step that takes the case to another state, or to another department, ends: a pause and an open question. */
export const nothingOpen = { pause: null, asked: null, asked_by: null, asked_workdays: null }
