/** Somebody's absence that covers today. */
export interface Cover {
  personId: string
  substituteId: string
}

/** How often a substitute's own substitute is followed. */
const mostSteps = 3

/** Who a case is given to when these people are on leave today; null when nobody covers. */
export function coveredBy(personId: string, leaves: readonly Cover[]): string | null {
  let wanted = personId
  for (let step = 0; step <= mostSteps; step++) {
    const leave = leaves.find(one => one.personId === wanted)
    if (!leave) return wanted
    wanted = leave.substituteId
  }
  return null
}

/** True when one more case is too many; a lead's reason overrides it. */
export function isTooMany(given: { load: number; limit: number | null; overridden: boolean }): boolean {
  return given.limit !== null && given.load >= given.limit && !given.overridden
}

interface Available {
  name: string
  load: number
  onDuty: boolean
  onLeave: boolean
}

/** Who is proposed first: there before on leave, on duty before not, then the fewest open cases. */
export function byAvailability(one: Available, other: Available): number {
  return (
    Number(one.onLeave) - Number(other.onLeave) ||
    Number(other.onDuty) - Number(one.onDuty) ||
    one.load - other.load ||
    one.name.localeCompare(other.name, 'zh')
  )
}

const year = 366 * 86_400_000

/** True for a time of absence that can be: it ends today or later, not before it begins, within a year. */
export function isAbsence(given: { starts: string; ends: string; today: string }): boolean {
  const length = Date.parse(given.ends) - Date.parse(given.starts)
  return length >= 0 && length <= year && given.ends >= given.today
}
