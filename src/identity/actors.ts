import type { Action } from './action.contract.ts'
import type { Actor } from './identity.contract.ts'
import type { Person } from './person.contract.ts'
import { pendingOf } from './person.rules.ts'
import { type CityPort, deskOf, emptyScope, fullScope, scopeOf } from './scope.rules.ts'

/** Somebody who is not signed in. */
export const visitor: Actor = {
  kind: 'visitor',
  id: 'visitor',
  account: 'visitor',
  name: '',
  roles: [],
  departmentId: null,
  scope: emptyScope,
}

/** The product's own jobs. They prepare; the policies let them decide nothing. */
export const systemActor: Actor = {
  kind: 'system',
  id: 'system',
  account: 'system',
  name: '',
  roles: [],
  departmentId: null,
  scope: fullScope,
}

/** Somebody at the command line of the server: whoever can read the data folder is the owner of the installation. */
export const commandLineActor: Actor = { ...systemActor, id: 'command-line', account: 'command-line' }

interface Grant {
  /** The actions of the token, when it is one. */
  limitedTo?: readonly Action[]
  sessionId?: string
}

/** The actor of a person as the city and the roles are now. */
export function actorOf(person: Person, city: CityPort, grant: Grant = {}): Actor {
  const pending = pendingOf(person)
  return {
    kind: 'person',
    id: person.id,
    account: person.account,
    name: person.name,
    roles: person.roles,
    departmentId: person.departmentId,
    scope: scopeOf(person, city),
    desk: deskOf(person, city),
    fictional: person.fictional,
    ...(pending ? { pending } : {}),
    ...(grant.limitedTo ? { limitedTo: grant.limitedTo } : {}),
    ...(grant.sessionId ? { sessionId: grant.sessionId } : {}),
  }
}
