import { z } from 'zod'
import { inTransaction, level, type Route } from '#base/index.ts'
import { createToken } from './create-token.ts'
import type { Actor } from './identity.contract.ts'
import type { Parts } from './parts.ts'
import { personKey } from './person.contract.ts'
import { revokeToken } from './revoke-token.ts'
import { route } from './route.ts'
import { madeToken, newToken, tokenKey, tokenList } from './token.contract.ts'
import { selectTokens } from './token.store.ts'

const revoked = z.object({ revoked: level('L1', z.literal(true)) })

/** API tokens: one's own, and for the security administrator everybody's, to see and to end. */
export function tokenRoutes({ database, permissions, authenticator }: Parts): Route<Actor>[] {
  const revoke = async (caller: Actor, tokenId: string, any: boolean) => {
    await inTransaction(database, tx => revokeToken(tx, { tokenId, any }, caller))
    authenticator.forget()
    return { revoked: true as const }
  }
  return [
    route({
      method: 'GET',
      path: '/api/tokens',
      access: { action: 'tokens:own' },
      summary: 'The own API tokens.',
      response: tokenList,
      handle: async ({ caller }) => ({ tokens: await selectTokens(database, caller.id) }),
    }),
    route({
      method: 'POST',
      path: '/api/tokens',
      access: { action: 'tokens:own' },
      summary: 'Makes an API token; the answer holds its secret, which is shown only here.',
      body: newToken,
      status: 201,
      response: madeToken,
      handle: async ({ caller, body }) => {
        const allowed = permissions.allowedActions(caller)
        return await inTransaction(database, tx =>
          createToken(tx, { personId: caller.id, wanted: body, allowed }, caller),
        )
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/tokens/:tokenId',
      access: { action: 'tokens:own' },
      summary: 'Ends an API token: an own one, or with `tokens:any` anybody’s.',
      params: tokenKey,
      response: revoked,
      handle: async ({ caller, params }) =>
        await revoke(caller, params.tokenId, permissions.permits(caller, 'tokens:any')),
    }),
    route({
      method: 'GET',
      path: '/api/people/:personId/tokens',
      access: { action: 'tokens:any' },
      summary: 'The API tokens of a person.',
      params: personKey,
      response: tokenList,
      handle: async ({ params }) => ({ tokens: await selectTokens(database, params.personId) }),
    }),
  ]
}
