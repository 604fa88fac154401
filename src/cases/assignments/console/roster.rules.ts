import type { Colleague, DeskSettings } from '../assignment.contract.ts'

/** Who is on duty when, as the page keeps it: weekdays by person. */
export type Roster = Readonly<Record<string, readonly number[]>>

/** The roster as it stands. */
export function rosterOf(people: readonly Colleague[]): Roster {
  return Object.fromEntries(people.map(one => [one.personId, one.weekdays]))
}

/** One day of one person put on or taken off. */
export function toggled(roster: Roster, personId: string, weekday: number): Roster {
  const days = roster[personId] ?? []
  const next = days.includes(weekday) ? days.filter(one => one !== weekday) : [...days, weekday]
  return { ...roster, [personId]: next.toSorted((one, other) => one - other) }
}

/** The roster as the contract takes it. */
export function rosterRows(roster: Roster): DeskSettings['roster'] {
  return Object.entries(roster).flatMap(([personId, days]) => days.map(weekday => ({ weekday, personId })))
}

/** A department and all that lie under it. */
export function under(
  departments: readonly { id: string; parentId: string | null }[],
  departmentId: string,
): string[] {
  const below = departments.filter(one => one.parentId === departmentId)
  return [departmentId, ...below.flatMap(one => under(departments, one.id))]
}
