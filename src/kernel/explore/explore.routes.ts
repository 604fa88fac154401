import type { Database, Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { decisionFilter } from './explore.contract.ts'
import { exportDecisions } from './export-decisions.ts'

/** Taking what the explorer found out of the product. */
export function exploreRoutes(database: Database): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/exports/decisions',
      access: { action: 'decisions:read' },
      summary: 'The decisions a question finds as a labelled CSV file, facts without content; recorded.',
      callsPerMinute: 20,
      query: decisionFilter,
      response: 'file',
      handle: async ({ caller, query, language }) =>
        await exportDecisions(database, caller, { query, language }),
    }),
  ]
}
