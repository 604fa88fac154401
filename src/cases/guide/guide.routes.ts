import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { guide } from '../guide.contract.ts'
import { readGuide } from './read-guide.ts'

/** The route of the guided path. */
export function guideRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/guide',
      access: 'signed-in',
      summary: 'Which of the five first steps have been taken with a matter of one’s own.',
      response: guide,
      handle: async () => await readGuide(loop),
    }),
  ]
}
