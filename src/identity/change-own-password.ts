import { hashPassword, verifyPassword } from 'better-auth/crypto'
import { type Database, inTransaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { chargePassword } from './charge-password.ts'
import { deleteSessions, findPasswordHash, updatePasswordHash } from './credential.store.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import { clearFailures } from './lockout.store.ts'
import { passwordFault } from './password.rules.ts'
import { lockPerson, updatePerson } from './person.store.ts'

/**
 * Changes one's own password and signs out the other sessions. Wrong present passwords count towards the lock: an open
 * screen must not be a place to guess.
 * @throws identity.account-locked, identity.wrong-credentials, identity.password-unchanged, identity.password-refused
 */
export async function changeOwnPassword(
  database: Database,
  { current, next }: { current: string; next: string },
  { actor, now }: { actor: Actor; now: Date },
): Promise<void> {
  if (actor.kind !== 'person') throw identityError('identity.sign-in-required')
  await chargePassword(database, actor.account, now)
  const hash = await findPasswordHash(database, actor.id)
  if (!hash || !(await verifyPassword({ hash, password: current })))
    throw identityError('identity.wrong-credentials')
  if (current === next) throw identityError('identity.password-unchanged')
  const fault = passwordFault(next, actor.account)
  if (fault) throw identityError('identity.password-refused', { fault })
  const nextHash = await hashPassword(next)
  await inTransaction(database, async tx => {
    const person = await lockPerson(tx, actor.id)
    if (!person) throw identityError('identity.unknown-person')
    await updatePasswordHash(tx, actor.id, nextHash)
    await updatePerson(tx, { ...person, mustChangePassword: false })
    await deleteSessions(tx, actor.id, actor.sessionId)
    await clearFailures(tx, actor.account)
    await append(tx, [{ kind: 'person.password-changed', subject: actor.id, body: { by: actor.id } }])
  })
}
