import type { Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { absenceKey, deskKey, deskPeople, deskSettings, done, newAbsence } from './assignment.contract.ts'
import { endAbsence, enterAbsence } from './enter-absence.ts'
import { readDesk } from './read-desk.ts'
import { setDesk } from './set-desk.ts'

const works = { action: 'cases:assign' }

/** Routes about who of a department works on what. */
export function assignmentRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/desks/:departmentId',
      access: works,
      summary: 'The people of your department with their open cases, who is on duty and who is away.',
      params: deskKey,
      response: deskPeople,
      handle: async ({ caller, params }) => await readDesk(loop, caller, params.departmentId),
    }),
    route({
      method: 'PUT',
      path: '/api/desks/:departmentId',
      access: { action: 'cases:assign-others' },
      summary: 'Set how many open cases one person is given at most, and who is on duty when.',
      params: deskKey,
      body: deskSettings,
      response: done,
      handle: async ({ caller, params, body }) =>
        await setDesk(loop, caller, { departmentId: params.departmentId, settings: body }),
    }),
    route({
      method: 'POST',
      path: '/api/absences',
      access: works,
      summary: 'Enter a leave or a delegation with a substitute: your own, or as lead.',
      body: newAbsence,
      response: done,
      handle: async ({ caller, body }) => await enterAbsence(loop, caller, body),
    }),
    route({
      method: 'POST',
      path: '/api/absences/:absenceId/end',
      access: works,
      summary: 'End an absence now.',
      params: absenceKey,
      response: done,
      handle: async ({ caller, params }) => await endAbsence(loop, caller, params.absenceId),
    }),
  ]
}
