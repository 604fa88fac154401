import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import type { CaseLoop } from '../case-loop.ts'
import { localDay } from '../local-day.ts'
import { decideProposal, listProposals } from './decide-proposal.ts'
import {
  contestedList,
  disputeDetail,
  disputeFilter,
  disputeList,
  dutyProposalList,
  proposalDecided,
  proposalDecision,
  proposalKey,
  returnMatrix,
  returnsFilter,
} from './dispute.contract.ts'
import { listContested, listDisputes, readDispute } from './read-disputes.ts'
import { readReturns } from './read-returns.ts'

const reads = { action: 'cases:disputes' }

/** Routes about objections, contested cases, returns between departments, and what rulings propose for the duty list. */
export function disputeRoutes(loop: CaseLoop): Route<Actor>[] {
  return [
    route({
      method: 'GET',
      path: '/api/disputes',
      access: reads,
      summary: 'Objections to dispatches: open ones, longest waiting first, or those that have ended.',
      query: disputeFilter,
      response: disputeList,
      handle: async ({ caller, query }) => await listDisputes(loop, caller, query.state),
    }),
    route({
      method: 'GET',
      path: '/api/disputes/:disputeId',
      access: reads,
      summary: 'One objection with both sides, the duty list around it and closed cases like it.',
      params: z.object({ disputeId: level('L2', z.uuid()) }),
      response: disputeDetail,
      handle: async ({ caller, params }) => await readDispute(loop, caller, params.disputeId),
    }),
    route({
      method: 'GET',
      path: '/api/contested-cases',
      access: reads,
      summary: 'Open cases that were given back or objected to three times.',
      response: contestedList,
      handle: async ({ caller }) => await listContested(loop, caller),
    }),
    route({
      method: 'GET',
      path: '/api/returns',
      access: reads,
      summary: 'Returns and upheld objections by pair of departments over a period.',
      query: returnsFilter,
      response: returnMatrix,
      handle: async ({ caller, query }) => await readReturns(loop, caller, query),
    }),
    route({
      method: 'GET',
      path: '/api/duty-proposals',
      access: { action: 'duties:edit' },
      summary: 'Changes of the duty list that rulings proposed and nobody has decided on.',
      response: dutyProposalList,
      handle: async () => await listProposals(loop),
    }),
    route({
      method: 'POST',
      path: '/api/duty-proposals/:proposalId/decision',
      access: { action: 'duties:edit' },
      summary: 'Take a proposed change into the duty list, or decline it.',
      params: proposalKey,
      body: proposalDecision,
      response: proposalDecided,
      handle: async ({ caller, params, body }) => {
        const today = localDay(await loop.city.snapshot(), new Date())
        return await decideProposal(loop, caller, { ...params, ...body, today })
      },
    }),
  ]
}
