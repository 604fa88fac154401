import { isCode } from '#base/index.ts'
import { addBusinessTime, type BusinessCalendar, businessMinutesBetween } from '#city/index.ts'
import type { Role } from '#identity/index.ts'
import type { DueKind } from '../deadlines.contract.ts'

export interface DueMoment {
  kind: DueKind
  at: Date
}

/** Share of the time a department has after which it is warned. */
const warnedAfter = 0.8
/** Workdays after the deadline until those above are told. */
const escalatedAfter = 1

function warningOf({ from, due }: { from: Date; due: Date }, calendar: BusinessCalendar): DueMoment[] {
  // Years of days would be walked only to learn that no time is left: 57 ms for a case five years late.
  if (due <= from) return []
  const minutes = businessMinutesBetween(from, due, calendar)
  if (minutes === 0) return []
  return [{ kind: 'warning', at: addBusinessTime(from, { minutes: minutes * warnedAfter }, calendar).at }]
}

/**
 * The moments at which somebody has to be told about a deadline. All lie in working hours, so nobody is warned at midnight.
 * A calendar without any working hour leaves the deadline itself: it must not stop the loop.
 * @param given.from when the department got the case; @param given.due when it has to be done.
 */
export function dueMoments(given: { from: Date; due: Date }, calendar: BusinessCalendar): DueMoment[] {
  const overdue: DueMoment = { kind: 'overdue', at: given.due }
  try {
    const { at } = addBusinessTime(given.due, { workdays: escalatedAfter }, calendar)
    return [...warningOf(given, calendar), overdue, { kind: 'escalation', at }]
  } catch (error) {
    if (!isCode(error, 'city.calendar-never-works')) throw error
    return [overdue]
  }
}

const working: readonly string[] = ['dispatched', 'handling']

/** Where a case stands, as far as its deadline goes. */
export interface DueStanding {
  state: string
  department_id: string | null
  due_at: Date | null
}

/** True while a department has time to use up: not before dispatch, and not once it has replied. */
export function runsOut(
  standing: DueStanding,
): standing is DueStanding & { department_id: string; due_at: Date } {
  return working.includes(standing.state) && standing.department_id !== null && standing.due_at !== null
}

/** True when a change of the case makes its moments others. */
export function movesDeadline(before: DueStanding, after: DueStanding): boolean {
  return (
    runsOut(before) !== runsOut(after) ||
    (runsOut(after) &&
      (before.department_id !== after.department_id || before.due_at?.getTime() !== after.due_at.getTime()))
  )
}

/** What a role is told: of its own desk, or of all that it sees. Nothing for a role that cannot do anything about it. */
export function toldOf(roles: readonly Role[]): { desk: readonly DueKind[]; all: readonly DueKind[] } {
  const handles = roles.includes('handler') || roles.includes('grid-member')
  return {
    desk: roles.includes('department-lead')
      ? ['warning', 'overdue', 'escalation']
      : handles
        ? ['warning', 'overdue']
        : [],
    all: roles.includes('dispatcher') ? ['overdue', 'escalation'] : [],
  }
}
