import { APIError } from 'better-auth/api'
import { hashPassword } from 'better-auth/crypto'
import { type Database, inTransaction, type Transaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { updatePasswordHash } from './credential.store.ts'
import { generatePassword } from './password.rules.ts'
import { isAdministrator } from './person.rules.ts'
import { findPerson, lockPerson, updatePerson } from './person.store.ts'

/**
 * Refuses a session for people who are not active, and one by single sign-on for administrators: their second factor is
 * ours to check, not the provider's.
 */
export async function beforeSession(
  database: Database,
  { personId, path }: { personId: string; path: string },
): Promise<void> {
  const person = await findPerson(database, personId)
  if (!person?.active) throw new APIError('UNAUTHORIZED', { code: 'INACTIVE' })
  if (!path.startsWith('/callback')) return
  if (isAdministrator(person.roles)) throw new APIError('FORBIDDEN', { code: 'ADMINISTRATOR_NEEDS_PASSWORD' })
  const unknownPassword = person.mustChangePassword ? await hashPassword(generatePassword()) : undefined
  await inTransaction(database, async tx => {
    if (unknownPassword) await forgetFirstPassword(tx, { personId, passwordHash: unknownPassword })
    await append(tx, [{ kind: 'session.started', subject: personId, body: { by: 'single-sign-on' } }])
  })
}

// Who comes from the provider need not change a first password they may never have seen; but as long as it is valid, the
// one who gave it out could sign in with it. So nobody knows it from here on.
async function forgetFirstPassword(
  tx: Transaction,
  { personId, passwordHash }: { personId: string; passwordHash: string },
): Promise<void> {
  const person = await lockPerson(tx, personId)
  if (!person?.mustChangePassword) return
  await updatePasswordHash(tx, personId, passwordHash)
  await updatePerson(tx, { ...person, mustChangePassword: false })
  await append(tx, [{ kind: 'person.password-changed', subject: personId, body: { by: 'single-sign-on' } }])
}
