import type { z } from 'zod'
import { baseError } from '#base/index.ts'
import { weekdayOf } from '#city/index.ts'
import { type Actor, selectNames } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { localDay } from '../local-day.ts'
import type { deskPeople } from './assignment.contract.ts'
import { byAvailability } from './assignment.rules.ts'
import {
  countOpen,
  selectAbsences,
  selectDeskVersion,
  selectLeaves,
  selectLimit,
  selectRoster,
} from './assignment.store.ts'
import { isAtDesk, listOfDesk } from './desk-person.ts'

/** True when the actor assigns others at this desk. */
export function leadsDesk(loop: Pick<CaseLoop, 'permissions'>, actor: Actor, departmentId: string): boolean {
  return isAtDesk(actor, departmentId) && loop.permissions.permits(actor, 'cases:assign-others')
}

/**
 * The people of a desk with their open cases, who is on duty and who is away; whoever is proposed first stands first.
 * @throws base.not-found for a desk the actor does not work at.
 */
export async function readDesk(
  loop: Pick<CaseLoop, 'database' | 'city' | 'permissions'>,
  actor: Actor,
  departmentId: string,
): Promise<z.input<typeof deskPeople>> {
  if (!isAtDesk(actor, departmentId)) throw baseError('base.not-found')
  const { database } = loop
  const city = await loop.city.snapshot()
  const today = localDay(city, new Date())
  // Before what it is the version of: what is saved between the two reads is then refused, never lost.
  const version = await selectDeskVersion(database, departmentId)
  const people = await listOfDesk(database, departmentId, city)
  const personIds = people.map(one => one.id)
  const [loads, leaves, absences, roster, casesPerPerson] = await Promise.all([
    countOpen(database, departmentId, personIds),
    selectLeaves(database, today),
    selectAbsences(database, { departmentId, personIds }, today),
    selectRoster(database, departmentId),
    selectLimit(database, departmentId),
  ])
  const named = await selectNames(
    database,
    absences.flatMap(one => [one.person_id, one.substitute_id]),
  )
  const names = new Map(named.map(one => [one.id, one.name]))
  const leads = leadsDesk(loop, actor, departmentId)
  const weekday = weekdayOf(today)
  return {
    departmentId,
    leads,
    today,
    casesPerPerson,
    version,
    people: people
      .map(person => {
        const weekdays = roster.filter(one => one.personId === person.id).map(one => one.weekday)
        return {
          personId: person.id,
          name: person.name,
          lead: person.roles.includes('department-lead'),
          load: loads.get(person.id) ?? 0,
          onDuty: weekdays.includes(weekday),
          onLeave: leaves.some(one => one.personId === person.id),
          weekdays,
        }
      })
      .sort(byAvailability),
    absences: absences.map(one => ({
      absenceId: one.id,
      kind: one.kind,
      personId: one.person_id,
      personName: names.get(one.person_id) ?? '',
      substituteId: one.substitute_id,
      substituteName: names.get(one.substitute_id) ?? '',
      starts: one.starts,
      ends: one.ends,
      mayEnd: leads || one.person_id === actor.id,
    })),
  }
}
