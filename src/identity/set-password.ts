import { hashPassword } from 'better-auth/crypto'
import type { Transaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { deleteSessions, updatePasswordHash } from './credential.store.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import { clearFailures } from './lockout.store.ts'
import { passwordFault } from './password.rules.ts'
import { lockPerson, updatePerson } from './person.store.ts'

/**
 * Gives a person a new password that somebody else knows: it has to be changed at the next sign-in. Opens a locked
 * account and ends all sessions.
 * @throws identity.unknown-person, identity.password-refused
 */
export async function setPassword(
  tx: Transaction,
  { personId, password }: { personId: string; password: string },
  by: Actor,
): Promise<void> {
  const person = await lockPerson(tx, personId)
  if (!person) throw identityError('identity.unknown-person')
  const fault = passwordFault(password, person.account)
  if (fault) throw identityError('identity.password-refused', { fault })
  await updatePasswordHash(tx, personId, await hashPassword(password))
  await updatePerson(tx, { ...person, mustChangePassword: true })
  await deleteSessions(tx, personId)
  await clearFailures(tx, person.account)
  await append(tx, [{ kind: 'person.password-reset', subject: personId, body: { by: by.id } }])
}
