import type { Database, Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { checkHealth } from './check-health.ts'
import { health } from './health.contract.ts'

/** Routes of the operator. */
export function operationsRoutes(parts: { database: Database; dataFolder: string }): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/operations/health',
      access: { action: 'operations:read' },
      summary: 'What is slow, full or failing, with advice.',
      response: health,
      handle: async () => await checkHealth(parts),
    }),
  ]
}
