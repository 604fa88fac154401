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

/**
 * The moments at which somebody has to be told about a deadline. All lie in working hours, so nobody is warned at midnight.
 * @param given.from when the department got the case; @param given.due when it has to be done.
 */
export function dueMoments(given: { from: Date; due: Date }, calendar: BusinessCalendar): DueMoment[] {
  const { from, due } = given
  const minutes = businessMinutesBetween(from, due, calendar)
  const warning: DueMoment[] =
    minutes > 0
      ? [{ kind: 'warning', at: addBusinessTime(from, { minutes: minutes * warnedAfter }, calendar).at }]
      : []
  return [
    ...warning,
    { kind: 'overdue', at: due },
    { kind: 'escalation', at: addBusinessTime(due, { workdays: escalatedAfter }, calendar).at },
  ]
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
