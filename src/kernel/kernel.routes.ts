import { z } from 'zod'
import { type Database, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { Kernel } from './create-kernel.ts'
import { decisionRecord, decisionSummary, gates, outcomes, risks } from './kernel.contract.ts'
import { listDecisions, readDecision } from './read-decision.ts'

const algorithmFacts = z.object({
  id: level('L1', z.string()),
  version: level('L1', z.string()),
  title: level('L1', z.object({ zh: z.string(), en: z.string() })),
  purpose: level('L1', z.string()),
  owner: level('L1', z.string()),
  risk: level('L1', z.enum(risks)),
  gate: level('L1', z.enum(gates)),
})

/** Routes of the door: the decisions made, and the algorithms that make them. */
export function kernelRoutes(parts: { database: Database; kernel: Kernel }): Route<Actor>[] {
  const { database, kernel } = parts
  return [
    route({
      method: 'GET',
      path: '/api/algorithms',
      access: 'public',
      summary: 'The algorithms that run here, with their risk and gate.',
      response: z.object({ items: z.array(algorithmFacts) }),
      handle: async () => ({
        items: kernel.algorithms.map(({ id, version, title, purpose, owner, risk, gate }) => ({
          id,
          version,
          title,
          purpose,
          owner,
          risk,
          gate,
        })),
      }),
    }),
    route({
      method: 'GET',
      path: '/api/decisions',
      access: { action: 'decisions:read' },
      summary: 'Decisions, newest first, as facts without content.',
      query: z.object({
        algorithm: level('L1', z.string().max(100).optional()),
        outcome: level('L1', z.enum(outcomes).optional()),
        subject: level('L2', z.string().max(200).optional()),
        before: level('L2', z.uuid().optional()),
        limit: level('L1', z.coerce.number().int().min(1).max(200).default(50)),
      }),
      response: z.object({ items: z.array(decisionSummary) }),
      handle: async ({ query }) => ({ items: await listDecisions(database, query) }),
    }),
    route({
      method: 'GET',
      path: '/api/decisions/:decisionId',
      access: { action: 'decisions:read' },
      summary: 'One decision: facts, content as cleared, what people did with it, and its ledger entries.',
      params: z.object({ decisionId: level('L2', z.uuid()) }),
      response: decisionRecord,
      handle: async ({ params, caller }) => await readDecision(database, params.decisionId, caller),
    }),
  ]
}
