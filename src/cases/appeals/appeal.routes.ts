import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import {
  appeal,
  appealDecided,
  appealDecision,
  appealFilter,
  appealKey,
  appealList,
  newAppeal,
  ownAppeals,
} from './appeal.contract.ts'
import { decideAppeal } from './decide-appeal.ts'
import { makeAppeal } from './make-appeal.ts'
import { listAppeals, readAppeal } from './read-appeals.ts'
import { readOwnAppeals } from './read-own-appeals.ts'

const appealsPerMinute = 10
const looksPerMinute = 60

const params = z.object({ followUpCode: level('L3', z.string().max(60)) })
const reads = { action: 'appeals:read' }

/** Routes of appeals: a citizen makes one by the follow-up code; people who had no part in the decision answer it. */
export function appealRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/public/reports/:followUpCode/appeals',
      access: 'public',
      summary: 'Objections made to the part AI had in a matter, with their answers.',
      callsPerMinute: looksPerMinute,
      params,
      response: ownAppeals,
      handle: async ({ params }) => await readOwnAppeals(loop, params.followUpCode),
    }),
    route({
      method: 'POST',
      path: '/api/public/reports/:followUpCode/appeals',
      access: 'public',
      summary: 'Object to the part AI had in a matter, or ask for a person.',
      callsPerMinute: appealsPerMinute,
      params,
      body: newAppeal,
      response: ownAppeals,
      status: 201,
      handle: async ({ caller, params, body }) => await makeAppeal(loop, caller, { ...body, ...params }),
    }),
    route({
      method: 'GET',
      path: '/api/appeals',
      access: reads,
      summary: 'Objections of citizens to decisions with AI: open ones by their deadline, or those decided.',
      query: appealFilter,
      response: appealList,
      handle: async ({ caller, query }) => await listAppeals(loop, caller, query.state),
    }),
    route({
      method: 'GET',
      path: '/api/appeals/:appealId',
      access: reads,
      summary: 'One objection of a citizen.',
      params: appealKey,
      response: appeal,
      handle: async ({ caller, params }) => await readAppeal(loop, caller, params.appealId),
    }),
    route({
      method: 'POST',
      path: '/api/appeals/:appealId/decision',
      access: { action: 'appeals:decide' },
      summary: 'Answer an objection; never by somebody who had a part in the first decision.',
      params: appealKey,
      body: appealDecision,
      response: appealDecided,
      handle: async ({ caller, params, body }) => await decideAppeal(loop, caller, { ...body, ...params }),
    }),
  ]
}
