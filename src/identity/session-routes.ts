import type { z } from 'zod'
import type { Route } from '#base/index.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { type Actor, type Session, session } from './identity.contract.ts'
import type { Parts } from './parts.ts'
import { ownPasswordChange } from './person.contract.ts'
import { route } from './route.ts'

/** Who am I, and my password. */
export function sessionRoutes(parts: Parts): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/session',
      access: 'public',
      summary: 'Who is signed in, what they may do, and what they must do first.',
      response: session,
      handle: async ({ caller }) => sessionOf(parts, caller),
    }),
    route({
      method: 'POST',
      path: '/api/session/password',
      access: { action: 'sessions:own' },
      summary: 'Changes the own password and signs out the other sessions.',
      body: ownPasswordChange,
      callsPerMinute: 20,
      response: session,
      handle: async ({ caller, body }) => {
        await changeOwnPassword(parts.database, body, { actor: caller, now: parts.now() })
        parts.authenticator.forget()
        const pending = caller.pending?.enrolSecondFactor
          ? { changePassword: false, enrolSecondFactor: true }
          : undefined
        return sessionOf(parts, { ...caller, pending })
      },
    }),
  ]
}

function sessionOf({ permissions, config }: Parts, actor: Actor): z.input<typeof session> & Session {
  const known = actor.kind === 'person'
  return {
    signedIn: known,
    personId: known ? actor.id : null,
    account: known ? actor.account : null,
    name: known ? actor.name : null,
    roles: [...actor.roles],
    departmentId: actor.departmentId,
    level: actor.scope.level,
    actions: permissions.allowedActions(actor),
    mustChangePassword: actor.pending?.changePassword ?? false,
    mustEnrolSecondFactor: actor.pending?.enrolSecondFactor ?? false,
    fictional: actor.fictional ?? false,
    singleSignOn: config.singleSignOn !== undefined,
  }
}
