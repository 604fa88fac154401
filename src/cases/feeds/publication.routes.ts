import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { changePublication, readPublication } from './change-publication.ts'
import { countMonths } from './count-months.ts'
import { feedMonths, publication, publicationView } from './publication.contract.ts'

const access = { action: 'city:edit' } as const

/** Routes about what everybody may read. */
export function publicationRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/publication',
      access,
      summary: 'What everybody may read: open data and the list of Open311 requests.',
      response: publicationView,
      handle: async () => await readPublication(loop.database),
    }),
    route({
      method: 'PUT',
      path: '/api/publication',
      access,
      summary: 'Change what everybody may read.',
      body: publication,
      response: publicationView,
      handle: async ({ caller, body }) => await changePublication(loop.database, caller, body),
    }),
    route({
      method: 'GET',
      path: '/api/publication/months',
      access,
      summary: 'How many cases of the newest months open data shows, and how many it holds back.',
      callsPerMinute: 30,
      response: feedMonths,
      handle: async () => await countMonths(loop),
    }),
  ]
}
