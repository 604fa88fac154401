import { type Database, inTransaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { identityError } from './identity.errors.ts'
import { type Attempt, minutesLeft } from './lockout.rules.ts'
import { recordAttempt } from './lockout.store.ts'
import { findPersonByAccount } from './person.store.ts'

/**
 * Counts an attempt before the password is looked at.
 * @throws identity.account-locked with the minutes left.
 */
export async function chargePassword(database: Database, account: string, now: Date): Promise<Attempt> {
  const attempt = await recordAttempt(database, account, now)
  if (!attempt.allowed) throw lockedError(attempt, now)
  return attempt
}

export function lockedError(attempt: Attempt, now: Date) {
  return identityError('identity.account-locked', {
    minutes: minutesLeft(attempt.next.lockedUntil ?? now, now),
  })
}

/** Records that an account was closed, when it is somebody's. */
export async function recordLock(database: Database, account: string): Promise<void> {
  const person = await findPersonByAccount(database, account)
  if (!person) return
  await inTransaction(database, async tx => {
    await append(tx, [{ kind: 'session.locked', subject: person.id, body: { reason: 'wrong-password' } }])
  })
}
