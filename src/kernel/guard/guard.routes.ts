import { z } from 'zod'
import { type Database, level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { guardItem, guardKinds, guardPage, guardStatistics } from './guard-page.contract.ts'
import { type GuardedDoor, listGuardItems, readGuardItem, readGuardStatistics } from './read-guard.ts'

/** Routes for whoever looks after the guard: what it found, blocked and masked. */
export function guardRoutes(database: Database, door: GuardedDoor): Route<Actor>[] {
  const access = { action: 'guard:read' as const }
  return [
    route({
      method: 'GET',
      path: '/api/guard/statistics',
      access,
      summary: 'Counts of what the guard found, masked, flagged and refused, by day.',
      query: z.object({ days: level('L1', z.coerce.number().int().min(1).max(366).default(30)) }),
      response: guardStatistics,
      handle: async ({ query }) => await readGuardStatistics(database, query.days),
    }),
    route({
      method: 'GET',
      path: '/api/guard/items',
      access,
      summary: 'Decisions of which the guard had something to say, newest first, their words masked.',
      query: z.object({
        kind: level('L1', z.enum(guardKinds).optional()),
        algorithm: level('L1', z.string().max(100).optional()),
        type: level('L1', z.string().max(100).optional()),
        before: level('L2', z.uuid().optional()),
        limit: level('L1', z.coerce.number().int().min(1).max(100).default(30)),
      }),
      response: guardPage,
      handle: async ({ query }) => await listGuardItems(database, door, query),
    }),
    route({
      method: 'GET',
      path: '/api/guard/items/:decisionId',
      access,
      summary: 'What the guard found for one decision; empty where it found nothing.',
      params: z.object({ decisionId: level('L2', z.uuid()) }),
      response: z.object({ item: guardItem.nullable() }),
      handle: async ({ params }) => ({
        item: await readGuardItem(database, door, params.decisionId),
      }),
    }),
  ]
}
