import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { callerHistory } from './caller-history.ts'
import {
  callerHistory as callerHistoryAnswer,
  caseCounts,
  caseDetail,
  caseFilter,
  casePage,
  ownCases,
  reportByStaff,
  reported,
} from './case.contract.ts'
import type { CaseLoop } from './case-loop.ts'
import { countCasesByState } from './count-cases.ts'
import { listCases } from './list-cases.ts'
import { listOwnCases } from './list-own-cases.ts'
import { readCase } from './read-case.ts'
import { reportCase } from './report-case.ts'

// Systems of departments report and read through one address each: 200 a second is 12,000 a minute.
const forSystems = 60_000

/** Routes for those who work on cases. */
export function caseRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/cases',
      access: { action: 'cases:read' },
      summary: 'Cases in your scope, newest first.',
      callsPerMinute: forSystems,
      query: caseFilter,
      response: casePage,
      handle: async ({ caller, query }) => await listCases(loop, caller, query),
    }),
    route({
      method: 'GET',
      path: '/api/cases/counts',
      access: { action: 'cases:read' },
      summary: 'How many cases of your scope stand in each state.',
      response: caseCounts,
      handle: async ({ caller }) => await countCasesByState(loop, caller),
    }),
    route({
      method: 'GET',
      path: '/api/cases/caller-history',
      access: { action: 'cases:search' },
      summary: 'What came from a telephone number before.',
      query: z.object({ phone: level('L4', z.string().min(1).max(30)) }),
      response: callerHistoryAnswer,
      handle: async ({ caller, query }) => await callerHistory(loop, caller, query.phone),
    }),
    route({
      method: 'GET',
      path: '/api/cases/:caseId',
      access: { action: 'cases:read' },
      summary: 'One case with its timeline and what you may do now.',
      callsPerMinute: forSystems,
      params: z.object({ caseId: level('L2', z.uuid()) }),
      response: caseDetail,
      handle: async ({ caller, params }) => await readCase(loop, caller, params.caseId),
    }),
    route({
      method: 'POST',
      path: '/api/cases',
      access: { action: 'cases:intake' },
      summary: "Report a case on somebody's behalf.",
      callsPerMinute: forSystems,
      body: reportByStaff,
      response: reported,
      status: 201,
      handle: async ({ caller, body }) => await reportCase(loop, caller, body),
    }),
    route({
      method: 'GET',
      path: '/api/me/cases',
      access: 'signed-in',
      summary: 'Your own cases as a citizen.',
      response: ownCases,
      handle: async ({ caller }) => await listOwnCases(loop, caller),
    }),
  ]
}
