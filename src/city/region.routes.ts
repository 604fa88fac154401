import { z } from 'zod'
import { level, type Route, routesFor } from '#base/index.ts'
import { listBoundaries, readRegion } from './read-region.ts'
import { boundaryCollection, point, region, regionLevels, regionWithBoundary } from './region.contract.ts'
import { regionAt } from './region-at.ts'
import type { RouteParts } from './route-parts.ts'

const access = { action: 'city:read' }

/** Routes of the regions. */
export function regionRoutes<Caller>({ database, city }: RouteParts<Caller>): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'GET',
      path: '/api/city/regions',
      access,
      summary: 'All regions without boundaries, ended ones too, from the city down to the grids.',
      response: z.object({ items: z.array(region) }),
      handle: async () => ({ items: [...(await city.snapshot()).regions] }),
    }),
    route({
      method: 'GET',
      path: '/api/city/regions/:regionId',
      access,
      summary: 'One region with its boundary.',
      params: z.object({ regionId: level('L1', z.string().max(80)) }),
      response: regionWithBoundary,
      handle: async ({ params }) => await readRegion(database, params.regionId),
    }),
    route({
      method: 'GET',
      path: '/api/city/boundaries',
      access,
      summary: 'The boundaries of one level as GeoJSON.',
      query: z.object({ level: level('L1', z.enum(regionLevels)) }),
      response: boundaryCollection,
      handle: async ({ query }) => await listBoundaries(database, query.level),
    }),
    route({
      method: 'GET',
      path: '/api/city/region-at',
      access,
      summary: 'The smallest region that contains a point, with those around it; empty outside the city.',
      query: point,
      response: z.object({ regionId: level('L1', z.string().nullable()), path: z.array(region) }),
      handle: async ({ query }) => {
        const regionId = await regionAt(database, query)
        const snapshot = await city.snapshot()
        const ids = regionId === null ? [] : [...(snapshot.region(regionId)?.ancestors ?? []), regionId]
        return { regionId, path: ids.map(id => snapshot.region(id)).filter(one => one !== undefined) }
      },
    }),
  ]
}
