import type { Selectable } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { Action } from './action.contract.ts'
import type { IdentityTables } from './identity.tables.ts'
import type { Token } from './token.contract.ts'

type TokenRow = Selectable<IdentityTables['identity.token']>

function toToken(row: TokenRow): Token {
  return {
    id: row.id,
    personId: row.person_id,
    name: row.name,
    prefix: row.prefix,
    actions: row.actions as Action[],
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    revokedAt: row.revoked_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }
}

const tokens = (handle: Handle) =>
  handle.withTables<IdentityTables>().selectFrom('identity.token').selectAll()

export interface TokenToInsert {
  id: string
  personId: string
  name: string
  hash: Buffer
  prefix: string
  actions: readonly Action[]
  expiresAt: Date
}

export async function insertToken(tx: Transaction, token: TokenToInsert): Promise<Token> {
  const row = await tx
    .withTables<IdentityTables>()
    .insertInto('identity.token')
    .values({
      id: token.id,
      person_id: token.personId,
      name: token.name,
      hash: token.hash,
      prefix: token.prefix,
      actions: [...token.actions],
      expires_at: token.expiresAt,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toToken(row)
}

export async function findTokenByHash(handle: Handle, hash: Buffer): Promise<Token | undefined> {
  const row = await tokens(handle).where('hash', '=', hash).executeTakeFirst()
  return row && toToken(row)
}

export async function findToken(handle: Handle, id: string): Promise<Token | undefined> {
  const row = await tokens(handle).where('id', '=', id).executeTakeFirst()
  return row && toToken(row)
}

export async function selectTokens(handle: Handle, personId: string): Promise<Token[]> {
  const rows = await tokens(handle)
    .where('person_id', '=', personId)
    .orderBy('created_at', 'desc')
    .limit(500)
    .execute()
  return rows.map(toToken)
}

/** @returns the ids of the tokens this call revoked; those revoked before are left as they are. */
export async function revokeTokens(
  tx: Transaction,
  which: { id: string } | { personId: string },
): Promise<string[]> {
  const update = tx
    .withTables<IdentityTables>()
    .updateTable('identity.token')
    .set({ revoked_at: new Date() })
    .where('revoked_at', 'is', null)
  const chosen =
    'id' in which ? update.where('id', '=', which.id) : update.where('person_id', '=', which.personId)
  return (await chosen.returning('id').execute()).map(row => row.id)
}

export async function noteTokenUse(handle: Handle, id: string, at: Date): Promise<void> {
  await handle
    .withTables<IdentityTables>()
    .updateTable('identity.token')
    .set({ last_used_at: at })
    .where('id', '=', id)
    .execute()
}
