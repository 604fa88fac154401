import type { Access } from '#base/index.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import type { Permissions } from './permissions.ts'

/**
 * Lets the actor through to a route or throws.
 * @throws identity.sign-in-required, identity.first-change-password, identity.first-enrol-second-factor,
 * identity.not-permitted
 */
export function authorize(permissions: Permissions, actor: Actor, access: Access): void {
  if (access === 'public' || access === 'own-key') return
  const permitted =
    access === 'signed-in'
      ? actor.kind === 'person' && !actor.pending && !actor.limitedTo
      : permissions.permits(actor, access.action)
  if (permitted) return
  if (actor.kind === 'visitor') throw identityError('identity.sign-in-required')
  if (actor.pending?.changePassword) throw identityError('identity.first-change-password')
  if (actor.pending?.enrolSecondFactor) throw identityError('identity.first-enrol-second-factor')
  throw identityError('identity.not-permitted')
}
