import { isCode } from '#base/index.ts'
import { addBusinessTime, type BusinessCalendar, businessMinutesBetween } from '#city/index.ts'
import type { Role } from '#identity/index.ts'
import type { DueKind } from '../deadlines.contract.ts'
import { clockRuns, type DueBasis } from './clock.rules.ts'

export interface DueMoment {
  kind: DueKind
  at: Date
}

/** Share of the time a department has after which it is warned. */
const warnedAfter = 0.8
/** Workdays after the deadline until the next one up the chain is told. */
const chain: readonly [DueKind, number][] = [
  ['escalation', 1],
  ['escalation-parent', 3],
  ['escalation-city', 5],
]

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
    const up = chain.map(([kind, workdays]) => ({
      kind,
      at: addBusinessTime(given.due, { workdays }, calendar).at,
    }))
    return [...warningOf(given, calendar), overdue, ...up]
  } catch (error) {
    if (!isCode(error, 'city.calendar-never-works')) throw error
    return [overdue]
  }
}

/** Where a case stands, as far as its deadline goes. */
export interface DueStanding {
  state: string
  pause: string | null
  department_id: string | null
  due_at: Date | null
  due_basis: unknown
  respond_by: Date | null
}

/** True while a department has time to use up: not before dispatch, not while it stands still, not once it has replied. */
export function runsOut(
  standing: DueStanding,
): standing is DueStanding & { department_id: string; due_at: Date } {
  return clockRuns(standing) && standing.department_id !== null && standing.due_at !== null
}

/**
 * The moments of a case whose time runs out. What is warned of is counted from when its time began; without a basis, from
 * `since`.
 */
export function momentsOf(
  standing: Pick<DueStanding, 'due_basis' | 'respond_by'> & { due_at: Date },
  since: Date,
  calendar: BusinessCalendar,
): DueMoment[] {
  const basis = standing.due_basis as DueBasis | null
  const from = basis ? new Date(basis.from) : since
  const response: DueMoment[] = standing.respond_by ? [{ kind: 'response', at: standing.respond_by }] : []
  return [...response, ...dueMoments({ from, due: standing.due_at }, calendar)]
}

/** True when a change of the case makes its moments others. That a department began in time ends one of them only. */
export function movesDeadline(before: DueStanding, after: DueStanding): boolean {
  return (
    runsOut(before) !== runsOut(after) ||
    (runsOut(after) &&
      (before.department_id !== after.department_id ||
        before.due_at?.getTime() !== after.due_at.getTime() ||
        (after.respond_by !== null && before.respond_by?.getTime() !== after.respond_by.getTime())))
  )
}

/** True when what had to be begun has begun. */
export function isBegun(
  before: Pick<DueStanding, 'respond_by'>,
  after: Pick<DueStanding, 'respond_by'>,
): boolean {
  return before.respond_by !== null && after.respond_by === null
}

/** What somebody is told of: of the desk, of the own department, of those right under it, of all that is seen. */
export interface ToldKinds {
  desk: readonly DueKind[]
  own: readonly DueKind[]
  under: readonly DueKind[]
  all: readonly DueKind[]
}

const atDesk: readonly Role[] = ['handler', 'grid-member', 'department-lead']

/** What roles are told: up the chain from desk to city. Nothing for a role that cannot do anything about it. */
export function toldOf(roles: readonly Role[]): ToldKinds {
  const leads = roles.includes('department-lead')
  const dispatches = roles.includes('dispatcher')
  return {
    desk: roles.some(role => atDesk.includes(role)) ? ['response', 'warning', 'overdue'] : [],
    own: leads ? ['escalation'] : [],
    under: leads ? ['escalation-parent'] : [],
    all: [
      ...(dispatches ? (['response', 'overdue'] as const) : []),
      ...(dispatches || roles.includes('leader') ? (['escalation-city'] as const) : []),
    ],
  }
}
