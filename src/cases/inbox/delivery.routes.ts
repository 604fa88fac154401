import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { listDeliveries, readOverview } from './list-deliveries.ts'
import { deliveryOverview, deliveryPage, deliveryQuery, retried, retryParked } from './outside.contract.ts'
import { nothingOutside } from './outside.ts'
import { retryParked as retryAll, retryDelivery } from './retry-delivery.ts'

const read = { action: 'operations:read' } as const
const act = { action: 'operations:act' } as const
const params = z.object({ deliveryId: level('L2', z.uuid()) })

/** Routes about what is sent to citizens. */
export function deliveryRoutes(loop: CaseLoop): Route<Actor>[] {
  const { database, outside = nothingOutside } = loop
  return [
    route({
      method: 'GET',
      path: '/api/deliveries',
      access: read,
      summary: 'Messages to citizens and what came of them, newest first.',
      query: deliveryQuery,
      response: deliveryPage,
      handle: async ({ caller, query, language }) =>
        await listDeliveries(loop, { query, language, level: caller.scope.level }),
    }),
    route({
      method: 'GET',
      path: '/api/deliveries/overview',
      access: read,
      summary: 'What is configured for sending, how much waits and how much was given up.',
      response: deliveryOverview,
      handle: async () => await readOverview(database, outside),
    }),
    route({
      method: 'POST',
      path: '/api/deliveries/:deliveryId/retry',
      access: act,
      summary: 'Try a delivery again now.',
      params,
      response: retried,
      handle: async ({ caller, params }) => await retryDelivery(database, caller, params.deliveryId),
    }),
    route({
      method: 'POST',
      path: '/api/deliveries/retry-parked',
      access: act,
      summary: 'Try all deliveries of a channel again that were given up.',
      body: retryParked,
      response: retried,
      handle: async ({ caller, body }) => await retryAll(database, caller, body.channel),
    }),
  ]
}
