import { z } from 'zod'
import { type Database, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { checkNames } from './check-answer.rules.ts'
import { overrideRequest, overrides } from './override.contract.ts'
import { overrideCheck, readOverrides } from './override-check.ts'

const decisionId = level('L2', z.uuid())

/** Routes by which somebody who answers for the guard corrects what a check said. */
export function checkRoutes({ database }: { database: Database }): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/decisions/:decisionId/overrides',
      access: { action: 'guard:read' },
      summary: 'What was overridden of what the checks said of a decision, by whom and why.',
      params: z.object({ decisionId }),
      response: overrides,
      handle: async ({ params, caller }) => ({
        items: await readOverrides(database, params.decisionId, caller),
      }),
    }),
    route({
      method: 'POST',
      path: '/api/decisions/:decisionId/checks/:check/override',
      access: { action: 'guard:edit' },
      summary: 'Let advice pass a check that was wrong about it, with a reason; recorded in the ledger.',
      params: z.object({ decisionId, check: level('L1', z.enum(checkNames)) }),
      body: overrideRequest,
      response: overrides,
      status: 201,
      handle: async ({ params, body, caller }) => {
        await overrideCheck(database, { ...params, reason: body.reason }, caller)
        return { items: await readOverrides(database, params.decisionId, caller) }
      },
    }),
  ]
}
