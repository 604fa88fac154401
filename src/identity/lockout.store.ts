import { type Database, type Handle, inTransaction, type Transaction } from '#base/index.ts'
import type { IdentityTables } from './identity.tables.ts'
import { type Attempt, chargeAttempt, lockMilliseconds } from './lockout.rules.ts'

/** Counts one attempt of an account, whether somebody has it or not. Attempts sent at once take turns on the row. */
export async function recordAttempt(database: Database, account: string, now: Date): Promise<Attempt> {
  return await inTransaction(database, async tx => {
    const table = tx.withTables<IdentityTables>()
    // Made before it is locked: a row that is not there cannot be locked.
    await table
      .insertInto('identity.sign_in_failure')
      .values({ account, failures: 0, updated_at: now })
      .onConflict(conflict => conflict.column('account').doNothing())
      .execute()
    const found = await table
      .selectFrom('identity.sign_in_failure')
      .selectAll()
      .where('account', '=', account)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const attempt = chargeAttempt(
      { failures: found.failures, lockedUntil: found.locked_until, updatedAt: found.updated_at },
      now,
    )
    if (attempt.allowed) {
      await table
        .updateTable('identity.sign_in_failure')
        .set({
          failures: attempt.next.failures,
          locked_until: attempt.next.lockedUntil,
          updated_at: attempt.next.updatedAt,
        })
        .where('account', '=', account)
        .execute()
    }
    return attempt
  })
}

/** Forgets the failures of an account: the password was right, or it was reset. */
export async function clearFailures(handle: Handle | Transaction, account: string): Promise<void> {
  await handle
    .withTables<IdentityTables>()
    .deleteFrom('identity.sign_in_failure')
    .where('account', '=', account)
    .execute()
}

/** Removes counts that no longer matter, so that guessing accounts does not fill the table. */
export async function deleteOldFailures(handle: Handle, now: Date): Promise<void> {
  await handle
    .withTables<IdentityTables>()
    .deleteFrom('identity.sign_in_failure')
    .where('updated_at', '<', new Date(now.getTime() - 2 * lockMilliseconds))
    .execute()
}
