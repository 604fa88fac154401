import { z } from 'zod'
import { type Database, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { contentPurposes } from '../kernel.contract.ts'
import { proveDecision } from './prove-decision.ts'

/** Routes of proofs that leave the house. */
export function proofRoutes(database: Database): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/decisions/:decisionId/proof',
      access: { action: 'decisions:read' },
      summary: 'Proof that nobody altered a decision, verified elsewhere by bin/verify-proof.mjs; recorded.',
      params: z.object({ decisionId: level('L2', z.uuid()) }),
      query: z.object({ purpose: level('L2', z.enum(contentPurposes).optional()) }),
      response: 'file',
      handle: async ({ params, query, caller }) => ({
        download: true,
        name: `${params.decisionId}.proof.json`,
        contentType: 'application/json; charset=utf-8',
        body: `${JSON.stringify(await proveDecision(database, caller, { ...params, ...query }), null, 1)}\n`,
      }),
    }),
  ]
}
