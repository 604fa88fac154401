import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { acted } from '../action.contract.ts'
import type { CaseLoop } from '../case-loop.ts'
import { acceptSupervision } from './accept-supervision.ts'
import { answerSupervision } from './answer-supervision.ts'
import { listSupervisions } from './list-supervisions.ts'
import { pressSupervision } from './press-supervision.ts'
import { readSupervision } from './read-supervision.ts'
import { superviseCase } from './supervise-case.ts'
import {
  acceptBody,
  answerBody,
  caseSupervision,
  demandBody,
  supervisionFilter,
  supervisionList,
} from './supervision.contract.ts'

const params = z.object({ caseId: level('L2', z.uuid()) })
const supervises = { action: 'cases:supervise' } as const

/** Routes of supervision. */
export function supervisionRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/supervisions',
      access: { action: 'cases:read' },
      summary: 'Supervised cases in your scope.',
      query: supervisionFilter,
      response: supervisionList,
      handle: async ({ caller, query }) => await listSupervisions(loop, caller, query),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId/supervision',
      access: { action: 'cases:read' },
      summary: 'Whether a leader follows a case, what was demanded and answered.',
      params,
      response: caseSupervision,
      handle: async ({ caller, params: { caseId } }) => await readSupervision(loop, caller, caseId),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/supervision',
      access: supervises,
      summary: 'Follow a case and demand an answer until a day.',
      params,
      body: demandBody,
      response: acted,
      handle: async ({ caller, params: { caseId }, body }) =>
        await superviseCase(loop, caller, { caseId, body }),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/supervision/answer',
      access: { action: 'cases:answer-supervision' },
      summary: 'Answer the leader who follows a case.',
      params,
      body: answerBody,
      response: acted,
      handle: async ({ caller, params: { caseId }, body }) =>
        await answerSupervision(loop, caller, { caseId, body }),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/supervision/accept',
      access: supervises,
      summary: 'Accept the answer; the supervision ends.',
      params,
      body: acceptBody,
      response: acted,
      handle: async ({ caller, params: { caseId }, body }) =>
        await acceptSupervision(loop, caller, { caseId, body }),
    }),
    route({
      method: 'POST',
      path: '/api/cases/:caseId/supervision/press',
      access: supervises,
      summary: 'Ask again, until another day.',
      params,
      body: demandBody,
      response: acted,
      handle: async ({ caller, params: { caseId }, body }) =>
        await pressSupervision(loop, caller, { caseId, body }),
    }),
  ]
}
