import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { mapAnswer, mapQuery } from '../map.contract.ts'
import { readMap } from './read-map.ts'

/** Routes of the map. */
export function mapRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/map/cells',
      access: { action: 'cases:read' },
      summary:
        'Cases of your scope added up by hexagon for a part of the map; without a filter the open ones.',
      query: mapQuery,
      response: mapAnswer,
      handle: async ({ caller, query }) => await readMap(loop, caller, query),
    }),
  ]
}
