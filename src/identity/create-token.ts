import { type Transaction, uuidv7 } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import type { Action } from './action.contract.ts'
import type { Actor } from './identity.contract.ts'
import { identityError } from './identity.errors.ts'
import type { NewToken, Token } from './token.contract.ts'
import { hashToken, makeToken, prefixOf, refusedActions } from './token.rules.ts'
import { insertToken } from './token.store.ts'

/**
 * Makes an API token for a person.
 * @param made `allowed`: what the person's roles allow now; the token never has more, and loses what the roles lose.
 * @throws identity.token-action-refused
 */
export async function createToken(
  tx: Transaction,
  made: { personId: string; wanted: NewToken; allowed: readonly Action[] },
  by: Actor,
): Promise<{ token: Token; secret: string }> {
  const refused = refusedActions(made.wanted.actions, made.allowed)
  if (refused.length > 0)
    throw identityError('identity.token-action-refused', { actions: refused.join(', ') })
  const secret = makeToken()
  const token = await insertToken(tx, {
    id: uuidv7(),
    personId: made.personId,
    name: made.wanted.name,
    hash: hashToken(secret),
    prefix: prefixOf(secret),
    actions: [...new Set(made.wanted.actions)],
    expiresAt: new Date(Date.now() + made.wanted.days * 86_400_000),
  })
  const body = { by: by.id, personId: token.personId, actions: token.actions, expiresAt: token.expiresAt }
  await append(tx, [{ kind: 'token.created', subject: token.id, body }])
  return { token, secret }
}
