import { z } from 'zod'
import { inTransaction, level, type Route, routesFor } from '#base/index.ts'
import { addDuty } from './add-duty.ts'
import { localDate } from './calendar.contract.ts'
import { duty, dutyChange, dutyEnd, newDuty } from './duty.contract.ts'
import { editDuty } from './edit-duty.ts'
import { endDuty } from './end-duty.ts'
import { listDuties, listDutyVersions } from './list-duties.ts'
import type { RouteParts } from './route-parts.ts'

const read = { action: 'city:read' }
const edit = { action: 'duties:edit' }
const params = z.object({ dutyId: level('L1', z.string().max(80)) })
const duties = z.object({ items: z.array(duty) })

function readingRoutes<Caller>({ database, city }: RouteParts<Caller>): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'GET',
      path: '/api/city/duties',
      access: read,
      summary: 'The duty list as it is in force today or on another day.',
      query: z.object({ at: level('L1', localDate.optional()) }),
      response: duties,
      handle: async ({ query }) => ({
        items: query.at ? await listDuties(database, query.at) : [...(await city.snapshot()).duties],
      }),
    }),
    route({
      method: 'GET',
      path: '/api/city/duties/:dutyId/versions',
      access: read,
      summary: 'All versions of a duty, newest first.',
      params,
      response: duties,
      handle: async ({ params }) => ({ items: await listDutyVersions(database, params.dutyId) }),
    }),
  ]
}

function editingRoutes<Caller>({ database, who }: RouteParts<Caller>): Route<Caller>[] {
  const route = routesFor<Caller>()
  return [
    route({
      method: 'POST',
      path: '/api/city/duties',
      access: edit,
      summary: 'Adds a duty in force from a date.',
      body: newDuty,
      response: duty,
      status: 201,
      handle: async ({ body, caller }) =>
        await inTransaction(database, tx => addDuty(tx, { duty: body, by: who(caller) })),
    }),
    route({
      method: 'PATCH',
      path: '/api/city/duties/:dutyId',
      access: edit,
      summary: 'Makes a new version of a duty in force from a date; the version seen must be the newest.',
      params,
      body: dutyChange,
      response: duty,
      handle: async ({ params, body, caller }) =>
        await inTransaction(database, tx => editDuty(tx, params.dutyId, { change: body, by: who(caller) })),
    }),
    route({
      method: 'POST',
      path: '/api/city/duties/:dutyId/end',
      access: edit,
      summary: 'Ends a duty on a date.',
      params,
      body: dutyEnd,
      response: duty,
      handle: async ({ params, body, caller }) =>
        await inTransaction(database, tx => endDuty(tx, params.dutyId, { end: body, by: who(caller) })),
    }),
  ]
}

/** Routes of the duty list. */
export function dutyRoutes<Caller>(parts: RouteParts<Caller>): Route<Caller>[] {
  return [...readingRoutes(parts), ...editingRoutes(parts)]
}
