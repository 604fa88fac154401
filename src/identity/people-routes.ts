import { z } from 'zod'
import { inTransaction, level, type Route } from '#base/index.ts'
import { readEntries } from '#ledger/index.ts'
import { changePerson } from './change-person.ts'
import { createPerson } from './create-people.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import type { Parts } from './parts.ts'
import { generatePassword } from './password.rules.ts'
import {
  firstPassword,
  newPerson,
  person,
  personChange,
  personKey,
  personPage,
  personQuery,
} from './person.contract.ts'
import { findPerson, selectPeople } from './person.store.ts'
import { resetSecondFactor } from './reset-second-factor.ts'
import { route } from './route.ts'
import type { CityPort } from './scope.rules.ts'
import { setPassword } from './set-password.ts'

const edit = { action: 'people:edit' }
const nothing = z.object({ done: level('L1', z.literal(true)) })
const record = z.object({
  entries: z.array(
    z.object({
      id: level('L2', z.string()),
      recordedAt: level('L2', z.iso.datetime()),
      kind: level('L2', z.string()),
      body: level('L2', z.unknown()),
      intact: level('L1', z.boolean()),
    }),
  ),
})

function refuseUnknownPlaces(
  city: CityPort,
  departmentId: string | null | undefined,
  regionIds: readonly string[] = [],
) {
  const unknown = [
    ...(departmentId && !city.departmentSubtree([departmentId]).includes(departmentId) ? [departmentId] : []),
    ...regionIds.filter(id => !city.regionSubtree([id]).includes(id)),
  ]
  if (unknown.length > 0) throw identityError('identity.unknown-place', { ids: unknown.join(', ') })
}

/** The administration of people: for the security administrator, and for nobody's own account. */
export function peopleRoutes({ database, city, permissions, authenticator }: Parts): Route<Actor>[] {
  const refuseOwn = (caller: Actor, personId: string) => {
    if (!permissions.permits(caller, 'people:edit', { kind: 'account', personId }))
      throw identityError('identity.own-roles')
  }
  const personOrThrow = async (personId: string) => {
    const found = await findPerson(database, personId)
    if (!found) throw identityError('identity.unknown-person')
    return found
  }
  return [
    route({
      method: 'GET',
      path: '/api/people',
      access: { action: 'people:read' },
      summary: 'People in order of account.',
      query: personQuery,
      response: personPage,
      handle: async ({ query }) => {
        const found = await selectPeople(database, query)
        const people = found.slice(0, query.limit)
        return { people, next: found.length > query.limit ? (people.at(-1)?.account ?? null) : null }
      },
    }),
    route({
      method: 'GET',
      path: '/api/people/:personId',
      access: { action: 'people:read' },
      summary: 'One person.',
      params: personKey,
      response: person,
      handle: async ({ params }) => await personOrThrow(params.personId),
    }),
    route({
      method: 'GET',
      path: '/api/people/:personId/record',
      access: { action: 'ledger:read' },
      summary: 'What was recorded about a person: made, changed, password and second factor, sessions.',
      params: personKey,
      response: record,
      handle: async ({ params }) => {
        const entries = await readEntries(database, params.personId)
        return { entries: entries.map(entry => ({ ...entry, recordedAt: entry.recordedAt.toISOString() })) }
      },
    }),
    route({
      method: 'POST',
      path: '/api/people',
      access: edit,
      summary: 'Makes a person; the answer holds the first password, which is shown only here.',
      body: newPerson,
      status: 201,
      response: firstPassword,
      handle: async ({ caller, body }) => {
        refuseUnknownPlaces(city, body.departmentId, body.regionIds)
        const password = generatePassword()
        const made = await inTransaction(database, tx =>
          createPerson(tx, { person: body, password, mustChangePassword: true }, caller),
        )
        return { person: made, password }
      },
    }),
    route({
      method: 'PATCH',
      path: '/api/people/:personId',
      access: edit,
      summary: 'Changes a person: name, roles, department, regions, clearance, active.',
      params: personKey,
      body: personChange,
      response: person,
      handle: async ({ caller, params, body }) => {
        refuseOwn(caller, params.personId)
        refuseUnknownPlaces(city, body.departmentId, body.regionIds)
        const changed = await inTransaction(database, tx =>
          changePerson(tx, { personId: params.personId, change: body }, caller),
        )
        authenticator.forget()
        return changed
      },
    }),
    route({
      method: 'POST',
      path: '/api/people/:personId/password',
      access: edit,
      summary: 'Gives a person a new first password, opens the account, ends the sessions.',
      params: personKey,
      response: firstPassword,
      handle: async ({ caller, params }) => {
        refuseOwn(caller, params.personId)
        const password = generatePassword()
        await inTransaction(database, tx => setPassword(tx, { personId: params.personId, password }, caller))
        authenticator.forget()
        return { person: await personOrThrow(params.personId), password }
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/people/:personId/second-factor',
      access: edit,
      summary: 'Forgets a person’s second factor (a lost phone); the person enrols anew.',
      params: personKey,
      response: nothing,
      handle: async ({ caller, params }) => {
        refuseOwn(caller, params.personId)
        await inTransaction(database, tx => resetSecondFactor(tx, params.personId, caller))
        authenticator.forget()
        return { done: true as const }
      },
    }),
  ]
}
