import type { Handle } from '#base/index.ts'
import type { CitySnapshot } from '#city/index.ts'
import { type Actor, actorOf, findPerson, type Person, selectPeople } from '#identity/index.ts'

const working = ['handler', 'department-lead'] as const

/** True for an active person who works on what is sent to the department. */
export function worksFor(person: Person, departmentId: string, city: CitySnapshot): boolean {
  return person.active && (actorOf(person, city).desk?.departments.includes(departmentId) ?? false)
}

/** Somebody of the desk by id; undefined for anybody else. */
export async function findOfDesk(
  handle: Handle,
  personId: string,
  desk: { departmentId: string; city: CitySnapshot },
): Promise<Person | undefined> {
  const person = await findPerson(handle, personId)
  return person && worksFor(person, desk.departmentId, desk.city) ? person : undefined
}

/** Everybody of a desk: the department's own people, and leads of those above it. */
export async function listOfDesk(
  handle: Handle,
  departmentId: string,
  city: CitySnapshot,
): Promise<Person[]> {
  const above: string[] = []
  for (let id: string | null = departmentId; id; id = city.department(id)?.parentId ?? null) above.push(id)
  const lists = await Promise.all(
    above.flatMap(id =>
      working.map(role => selectPeople(handle, { role, departmentId: id, active: 'true', limit: 200 })),
    ),
  )
  const people = new Map(lists.flat().map(person => [person.id, person]))
  return [...people.values()].filter(person => worksFor(person, departmentId, city))
}

/** True when the actor works for the department. */
export function isAtDesk(actor: Actor, departmentId: string): boolean {
  return actor.desk?.departments.includes(departmentId) ?? false
}
