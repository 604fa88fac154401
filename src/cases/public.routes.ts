import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { acted } from './action.contract.ts'
import { answerByCode } from './answer-question.ts'
import {
  reportByCitizen as body,
  publicAnswer,
  publicRating,
  publicStatus,
  publicWithdrawal,
  reported,
} from './case.contract.ts'
import type { CaseLoop } from './case-loop.ts'
import { explainToCitizen } from './case-trace/explain-to-citizen.ts'
import { caseExplanation } from './case-trace/explanation.contract.ts'
import { rateByCode } from './rate-case.ts'
import { readPublicStatus } from './read-public-status.ts'
import { reportByCitizen } from './report-by-citizen.ts'
import { withdrawByCode } from './withdraw-case.ts'

// A family or an office behind one address still gets through; a script does not fill the queue of a city.
const reportsPerMinute = 20
const looksPerMinute = 60

// Any text: a code of the wrong form is answered like one nobody has.
const params = z.object({ followUpCode: level('L3', z.string().max(60)) })

/** Routes for the public: no sign-in; the follow-up code is the right to see and rate. */
export function publicRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'POST',
      path: '/api/public/reports',
      access: 'public',
      summary: 'Report a matter; the answer holds the code to follow it by.',
      callsPerMinute: reportsPerMinute,
      body,
      response: reported,
      status: 201,
      handle: async ({ caller, body }) => await reportByCitizen(loop, caller, body),
    }),
    route({
      method: 'GET',
      path: '/api/public/reports/:followUpCode',
      access: 'public',
      summary: 'Where a reported matter stands.',
      callsPerMinute: looksPerMinute,
      params,
      response: publicStatus,
      handle: async ({ params }) => await readPublicStatus(loop, params.followUpCode),
    }),
    route({
      method: 'GET',
      path: '/api/public/reports/:followUpCode/explanation',
      access: 'public',
      summary: 'What part AI had in a matter, in plain words.',
      callsPerMinute: looksPerMinute,
      params,
      response: caseExplanation,
      handle: async ({ params }) => await explainToCitizen(loop, params.followUpCode),
    }),
    route({
      method: 'POST',
      path: '/api/public/reports/:followUpCode/rating',
      access: 'public',
      summary: 'Rate how a closed matter was handled.',
      callsPerMinute: reportsPerMinute,
      params,
      body: publicRating,
      response: acted,
      handle: async ({ caller, params, body }) =>
        await rateByCode(loop, caller, { ...body, followUpCode: params.followUpCode }),
    }),
    route({
      method: 'POST',
      path: '/api/public/reports/:followUpCode/answer',
      access: 'public',
      summary: 'Answer the question a department asked about a matter.',
      callsPerMinute: reportsPerMinute,
      params,
      body: publicAnswer,
      response: acted,
      handle: async ({ caller, params, body }) =>
        await answerByCode(loop, caller, { ...body, followUpCode: params.followUpCode }),
    }),
    route({
      method: 'POST',
      path: '/api/public/reports/:followUpCode/withdrawal',
      access: 'public',
      summary: 'Withdraw a matter that is not closed.',
      callsPerMinute: reportsPerMinute,
      params,
      body: publicWithdrawal,
      response: acted,
      handle: async ({ caller, params, body }) =>
        await withdrawByCode(loop, caller, { ...body, followUpCode: params.followUpCode }),
    }),
  ]
}
