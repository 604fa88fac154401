import { z } from 'zod'
import { inTransaction, level, type Route, routesFor } from '#base/index.ts'
import { addRegion } from './add-region.ts'
import { editRegion } from './edit-region.ts'
import { endRegion } from './end-region.ts'
import { entryUse, formerEntry } from './entry.contract.ts'
import { selectFormer } from './former.store.ts'
import { readRegionUse } from './read-use.ts'
import { newRegion, regionChange, regionEnd, regionWithBoundary } from './region.contract.ts'
import type { RouteParts } from './route-parts.ts'

const edit = { action: 'city:edit' }
const params = z.object({ regionId: level('L1', z.string().max(80)) })
// Ten thousand corners with all their decimals.
const limit = 1_048_576

function historyRoutes<Caller>({ database, city, usedOutside }: RouteParts<Caller>): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'GET',
      path: '/api/city/regions/:regionId/versions',
      access: { action: 'city:read' },
      summary: 'What a region said before its edits, newest first.',
      params,
      response: z.object({ items: z.array(formerEntry) }),
      handle: async ({ params }) => ({ items: await selectFormer(database, 'region', params.regionId) }),
    }),
    route({
      method: 'GET',
      path: '/api/city/regions/:regionId/use',
      access: edit,
      summary: 'What depends on a region: read before it ends.',
      params,
      response: entryUse,
      handle: async ({ params }) => await readRegionUse(await city.snapshot(), params.regionId, usedOutside),
    }),
  ]
}

/** Routes that edit the regions. */
export function regionEditRoutes<Caller>(parts: RouteParts<Caller>): Route<Caller>[] {
  const { database, who } = parts
  const route = routesFor<Caller>()
  return [
    ...historyRoutes(parts),
    route({
      method: 'POST',
      path: '/api/city/regions',
      access: edit,
      summary: 'Adds a region, with its boundary as GeoJSON.',
      limit,
      body: newRegion,
      response: regionWithBoundary,
      status: 201,
      handle: async ({ body, caller }) =>
        await inTransaction(database, tx => addRegion(tx, { region: body, by: who(caller) })),
    }),
    route({
      method: 'PATCH',
      path: '/api/city/regions/:regionId',
      access: edit,
      summary: 'Changes a region; the version seen must be the present one.',
      params,
      limit,
      body: regionChange,
      response: regionWithBoundary,
      handle: async ({ params, body, caller }) =>
        await inTransaction(database, tx =>
          editRegion(tx, params.regionId, { change: body, by: who(caller) }),
        ),
    }),
    route({
      method: 'POST',
      path: '/api/city/regions/:regionId/end',
      access: edit,
      summary: 'Ends a region from a day on, or takes the end back.',
      params,
      body: regionEnd,
      response: regionWithBoundary,
      handle: async ({ params, body, caller }) =>
        await inTransaction(database, tx => endRegion(tx, params.regionId, { end: body, by: who(caller) })),
    }),
  ]
}
