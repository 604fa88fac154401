import type { Transaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import { findToken, revokeTokens } from './token.store.ts'

/**
 * Ends a token; ending it twice is no error.
 * @param which `any`: whether the caller may end another person's.
 * @throws identity.unknown-token for one that is not there and for one of somebody else alike.
 */
export async function revokeToken(
  tx: Transaction,
  which: { tokenId: string; any: boolean },
  by: Actor,
): Promise<void> {
  const token = await findToken(tx, which.tokenId)
  if (!token || (!which.any && token.personId !== by.id)) throw identityError('identity.unknown-token')
  const revoked = await revokeTokens(tx, { id: which.tokenId })
  if (revoked.length > 0)
    await append(tx, [
      { kind: 'token.revoked', subject: token.id, body: { by: by.id, personId: token.personId } },
    ])
}
