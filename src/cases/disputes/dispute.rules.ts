import type { Hindrance } from './dispute.contract.ts'

/** The times a case is given back or objected to before it is contested. */
export const contestedAfter = 3

/** True when one more return or objection makes a case contested. */
export function becomesContested(before: number): boolean {
  return before + 1 >= contestedAfter
}

/** What of an objection bears on who may rule. */
export interface Sides {
  openedBy: string
  sentBy: string | null
  /** The departments that object, are proposed or would get the case, with those under them and `partialAbove` them. */
  departments: readonly string[]
}

/** Why this person may not rule; null when nothing stands in the way. */
export function hindranceOf(
  reviewer: { id: string; departmentId: string | null },
  sides: Sides,
): Hindrance | null {
  if (sides.sentBy === reviewer.id) return 'sent-it'
  if (sides.openedBy === reviewer.id) return 'objected'
  const { departmentId } = reviewer
  return departmentId !== null && sides.departments.includes(departmentId) ? 'of-a-side' : null
}

/**
 * The departments above one side that are not above every side: they answer for that side. A common superior settles between
 * its own, as superiors do, and whoever stands above the whole city is nobody's side.
 * @param paths of each side, itself first, then those above it.
 */
export function partialAbove(paths: readonly (readonly string[])[], head: string | null): string[] {
  const above = new Set(paths.flatMap(path => path.slice(1)))
  const common = (id: string) => paths.length > 1 && paths.every(path => path.slice(1).includes(id))
  return [...above].filter(id => id !== head && !common(id))
}

/** One event of a timeline, as far as it says where a case went. */
export interface Going {
  type: string
  seq: number
  at: string
  department_id: string | null
}

export interface Misdirection {
  seq: number
  at: string
  sent_to: string
  belonged_to: string | null
}

/** The returns of a timeline that comes whole, each with the department the case was sent to next. */
export function misdirectionsOf(events: readonly Going[]): Misdirection[] {
  return events.flatMap((event, place) => {
    if (event.type !== 'returned' || event.department_id === null) return []
    const next = events.slice(place + 1).find(later => later.type === 'dispatched')
    const { seq, at } = event
    return [{ seq, at, sent_to: event.department_id, belonged_to: next?.department_id ?? null }]
  })
}
