import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import {
  mergedTogether,
  repeatDistance,
  repeatDistances,
  repeatQuestion,
  repeatsFound,
} from '../repeats.contract.ts'
import { findRepeats, findRepeatsOf } from './find-repeats.ts'
import { listMembers } from './list-members.ts'
import { listDistances, setDistance } from './set-distance.ts'

const params = z.object({ caseId: level('L2', z.uuid()) })

/** Routes about matters that several people bring in. */
export function repeatRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'POST',
      path: '/api/cases/repeats',
      access: { action: 'cases:search' },
      summary: 'Cases that may be about the same matter as one that is not saved yet.',
      callsPerMinute: 3000,
      body: repeatQuestion,
      response: repeatsFound,
      handle: async ({ caller, body }) => await findRepeats(loop, caller, body),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId/repeats',
      access: { action: 'cases:search' },
      summary: 'Cases that may be about the same matter as this one.',
      params,
      response: repeatsFound,
      handle: async ({ caller, params }) => await findRepeatsOf(loop, caller, params.caseId),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId/members',
      access: { action: 'cases:read' },
      summary: 'The cases that are handled as one with this one.',
      params,
      response: mergedTogether,
      handle: async ({ caller, params }) => await listMembers(loop, caller, params.caseId),
    }),
    route({
      method: 'GET',
      path: '/api/repeat-distances',
      // Who sets them reads no cases.
      access: { action: 'city:read' },
      summary: 'How far and how long back the same matter is looked for, by category.',
      response: repeatDistances,
      handle: async () => await listDistances(loop),
    }),
    route({
      method: 'PUT',
      path: '/api/repeat-distances',
      access: { action: 'duties:edit' },
      summary: 'Set how far and how long back is looked for a category, or take settings away.',
      body: repeatDistance,
      response: repeatDistances,
      handle: async ({ caller, body }) => await setDistance(loop, caller, body),
    }),
  ]
}
