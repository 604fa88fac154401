import { z } from 'zod'
import { type Database, type Jobs, level, type Route } from '#base/index.ts'
import { type Actor, type Permissions, route } from '#identity/index.ts'
import { alarmRoutes } from './alarm/alarm.routes.ts'
import { breakerRoutes } from './breaker/breaker.routes.ts'
import type { TellRoles } from './breaker/tell-of-change.ts'
import type { CountObjections } from './breaker/watch-runs.ts'
import { checkRoutes } from './check/check.routes.ts'
import type { Kernel } from './create-kernel.ts'
import { decisionPage } from './explore/explore.contract.ts'
import { exploreRoutes } from './explore/explore.routes.ts'
import { findDecisions } from './explore/find-decisions.ts'
import { guardRoutes } from './guard/guard.routes.ts'
import { contentPurposes, decisionRecord, decisionSummary, gates, risks } from './kernel.contract.ts'
import { labelRoutes } from './label/label.routes.ts'
import { levelRoutes } from './levels/level.routes.ts'
import { lookAtDecision } from './look-at-decision.ts'
import { recogniserRoutes } from './recognise/own/recogniser.routes.ts'
import { redteamRoutes } from './redteam/redteam.routes.ts'
import { registerRoutes } from './register/register.routes.ts'
import type { MeasureStage, ObjectionFigures } from './register/register-parts.ts'
import type { EffectOf } from './trace/read-trace.ts'
import { traceRoutes } from './trace/trace.routes.ts'
import { staffUseRoutes } from './use-cases/use-case.routes.ts'
import { proofRoutes } from './verify/proof.routes.ts'
import { vocabularyRoutes } from './vocabulary/vocabulary.routes.ts'

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
export function kernelRoutes(parts: {
  database: Database
  kernel: Kernel
  permissions: Pick<Permissions, 'permits'>
  queue: Pick<Jobs, 'send'>
  effectOf: EffectOf
  measureStage: MeasureStage
  objectionFigures?: ObjectionFigures | undefined
  countObjections?: CountObjections | undefined
  tellRoles?: TellRoles | undefined
}): Route<Actor>[] {
  const { database, kernel, permissions, queue, effectOf, measureStage } = parts
  const { objectionFigures, countObjections, tellRoles } = parts
  return [
    ...guardRoutes(database, kernel),
    ...labelRoutes({ database }),
    ...alarmRoutes({ ...kernel, database }),
    ...redteamRoutes({ database, algorithms: kernel.algorithms, queue }),
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
      query: decisionPage,
      response: z.object({ items: z.array(decisionSummary) }),
      handle: async ({ query }) => ({ items: await findDecisions(database, query) }),
    }),
    ...exploreRoutes(database),
    route({
      method: 'GET',
      path: '/api/decisions/:decisionId',
      access: { action: 'decisions:read' },
      summary:
        'One decision: facts, what people did with it, its ledger entries; content with a purpose, recorded.',
      params: z.object({ decisionId: level('L2', z.uuid()) }),
      query: z.object({ purpose: level('L2', z.enum(contentPurposes).optional()) }),
      response: decisionRecord,
      handle: async ({ params, query, caller }) =>
        await lookAtDecision(database, caller, { ...params, purpose: query.purpose }),
    }),
    ...breakerRoutes({ ...kernel, database, countObjections, tellRoles }),
    ...registerRoutes({ ...kernel, database, measureStage, objectionFigures }),
    ...staffUseRoutes({ database, permissions }),
    ...proofRoutes(database),
    ...traceRoutes({ database, algorithms: kernel.algorithms, effectOf }),
    ...recogniserRoutes({ database, recognisers: kernel.recognisers }),
    ...checkRoutes({ database }),
    ...vocabularyRoutes({ database, vocabulary: kernel.vocabulary }),
    ...levelRoutes({ database, levels: kernel.levels }),
  ]
}
