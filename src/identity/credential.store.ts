import { type Handle, type Transaction, uuidv7 } from '#base/index.ts'
import type { IdentityTables } from './identity.tables.ts'
import { emailOf } from './person.rules.ts'

interface Credential {
  personId: string
  account: string
  passwordHash: string
}

// better-auth's own rows, written here so that the person, the password and the record commit together.
export async function insertCredentials(tx: Transaction, credentials: readonly Credential[]): Promise<void> {
  const tables = tx.withTables<IdentityTables>()
  const now = new Date()
  await tables
    .insertInto('identity.sign_in_user')
    .values(
      credentials.map(({ personId, account }) => ({
        id: personId,
        name: account,
        email: emailOf(account),
        emailVerified: true,
        username: account,
        displayUsername: account,
        twoFactorEnabled: false,
      })),
    )
    .execute()
  await tables
    .insertInto('identity.sign_in_credential')
    .values(
      credentials.map(({ personId, passwordHash }) => ({
        id: uuidv7(),
        accountId: personId,
        providerId: 'credential',
        userId: personId,
        password: passwordHash,
        updatedAt: now,
      })),
    )
    .execute()
}

export async function findPasswordHash(handle: Handle, personId: string): Promise<string | undefined> {
  const row = await handle
    .withTables<IdentityTables>()
    .selectFrom('identity.sign_in_credential')
    .select('password')
    .where('userId', '=', personId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

export async function updatePasswordHash(
  tx: Transaction,
  personId: string,
  passwordHash: string,
): Promise<void> {
  await tx
    .withTables<IdentityTables>()
    .updateTable('identity.sign_in_credential')
    .set({ password: passwordHash, updatedAt: new Date() })
    .where('userId', '=', personId)
    .where('providerId', '=', 'credential')
    .execute()
}

/** Signs a person out everywhere, except in the session given. */
export async function deleteSessions(tx: Transaction, personId: string, exceptId?: string): Promise<void> {
  let doomed = tx
    .withTables<IdentityTables>()
    .deleteFrom('identity.sign_in_session')
    .where('userId', '=', personId)
  if (exceptId) doomed = doomed.where('id', '!=', exceptId)
  await doomed.execute()
}

/** Forgets the enrolled second factor: the person enrols again at the next sign-in. */
export async function deleteSecondFactor(tx: Transaction, personId: string): Promise<void> {
  const tables = tx.withTables<IdentityTables>()
  await tables.deleteFrom('identity.sign_in_second_factor').where('userId', '=', personId).execute()
  await tables
    .updateTable('identity.sign_in_user')
    .set({ twoFactorEnabled: false })
    .where('id', '=', personId)
    .execute()
}

/** Moves the end of a session on. */
export async function touchSession(handle: Handle, sessionId: string, until: Date): Promise<void> {
  await handle
    .withTables<IdentityTables>()
    .updateTable('identity.sign_in_session')
    .set({ expiresAt: until, updatedAt: new Date() })
    .where('id', '=', sessionId)
    .execute()
}

/** Takes a session away whose cookie was not handed out. */
export async function deleteSessionByToken(handle: Handle, token: string): Promise<void> {
  await handle
    .withTables<IdentityTables>()
    .deleteFrom('identity.sign_in_session')
    .where('token', '=', token)
    .execute()
}

/** Removes sessions that ended and challenges nobody answered; called by a daily job. @returns how many sessions. */
export async function deleteEndedSessions(handle: Handle): Promise<number> {
  const tables = handle.withTables<IdentityTables>()
  await tables.deleteFrom('identity.sign_in_verification').where('expiresAt', '<', new Date()).execute()
  const ended = await tables
    .deleteFrom('identity.sign_in_session')
    .where('expiresAt', '<', new Date())
    .executeTakeFirst()
  return Number(ended.numDeletedRows)
}
