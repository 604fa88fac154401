import { type Handle, isUuid } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import type { CaseFilter } from '../case.contract.ts'
import type { LeftBehind, ReadyFilter } from '../case-list.store.ts'
import { localDay } from '../local-day.ts'
import { selectAssignees, selectCovered } from './assignment.store.ts'
import { findOfDesk } from './desk-person.ts'

/** Who was given cases of the own desk and works there no longer: moved, deactivated or with another role. */
async function leftBehind(handle: Handle, actor: Actor, city: CitySnapshot): Promise<LeftBehind[]> {
  const left: LeftBehind[] = []
  for (const one of await selectAssignees(handle, actor.desk?.departments ?? []))
    if (!(await findOfDesk(handle, one.personId, { departmentId: one.departmentId, city }))) left.push(one)
  return left
}

/**
 * Whose cases a list holds: the own and those of whom the actor stands in for today, or those nobody has, with what people
 * left behind who are no longer there; within the own scope as ever.
 */
export async function assignedTo(
  handle: Handle,
  actor: Actor,
  wanted: { assigned: CaseFilter['assigned']; city: CitySnapshot },
): Promise<ReadyFilter['assigned']> {
  const { assigned, city } = wanted
  if (assigned === undefined) return undefined
  if (assigned === 'nobody') {
    const left = await leftBehind(handle, actor, city)
    return left.length > 0 ? { left } : 'nobody'
  }
  if (!isUuid(actor.id)) return []
  return [actor.id, ...(await selectCovered(handle, actor.id, localDay(city, new Date())))]
}
