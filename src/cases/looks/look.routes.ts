import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { localDay, startOfDay } from '../local-day.ts'
import { listLooks } from './list-looks.ts'
import { askLook, lookGranted, looksPage } from './look.contract.ts'
import { lookAtContact } from './look-at-contact.ts'

/** Routes of looks at contacts: to take one with its purpose, and for the auditor to see them. */
export function lookRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'POST',
      path: '/api/cases/:caseId/look',
      access: { action: 'cases:read-personal' },
      summary: 'See the contact of a case, with the purpose; recorded.',
      params: z.object({ caseId: level('L2', z.uuid()) }),
      body: askLook,
      response: lookGranted,
      handle: async ({ caller, params, body }) => await lookAtContact(loop, caller, { ...params, ...body }),
    }),
    route({
      method: 'GET',
      path: '/api/looks',
      access: { action: 'ledger:read' },
      summary: 'Who saw whose contact on a day, and what for.',
      query: z.object({
        day: level('L2', z.iso.date().optional()),
        person: level('L2', z.string().max(60).optional()),
      }),
      response: looksPage,
      handle: async ({ caller, query }) => {
        const city = await loop.city.snapshot()
        const day = query.day ?? localDay(city, new Date())
        const { timeZone } = city.calendar
        const span = { from: startOfDay(timeZone, day, 0), to: startOfDay(timeZone, day, 1) }
        return await listLooks(loop.database, caller, { ...span, person: query.person })
      },
    }),
  ]
}
