import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { acceptCase } from './accept-case.ts'
import type { CaseVerb } from './act-on-case.ts'
import { answerCase } from './answer-case.ts'
import { acted, actionBodies, type CaseAction, caseActions } from './case.contract.ts'
import { machine } from './case.rules.ts'
import type { CaseLoop } from './case-loop.ts'
import { closeCase } from './close-case.ts'
import { commentCase } from './comment-case.ts'
import { declineCase } from './decline-case.ts'
import { dispatchCase } from './dispatch-case.ts'
import { handOverCase } from './hand-over-case.ts'
import { handleCase } from './handle-case.ts'
import { rateCase } from './rate-case.ts'
import { reopenCase } from './reopen-case.ts'
import { replyCase } from './reply-case.ts'
import { returnCase } from './return-case.ts'
import { sendBackCase } from './send-back-case.ts'

/** Every action with its verb. */
export const verbs: { readonly [A in CaseAction]: CaseVerb<A> } = {
  accept: acceptCase,
  answer: answerCase,
  decline: declineCase,
  'hand-over': handOverCase,
  dispatch: dispatchCase,
  return: returnCase,
  handle: handleCase,
  reply: replyCase,
  'send-back': sendBackCase,
  close: closeCase,
  reopen: reopenCase,
  rate: rateCase,
  comment: commentCase,
}

const summaries: Record<CaseAction, string> = {
  accept: 'Accept a reported case.',
  answer: 'Answer a case on the spot and close it.',
  decline: 'Decline a case with its legal basis.',
  'hand-over': 'Hand a case over to 110, 119 or 120.',
  dispatch: 'Send a case to a department, or on to another before work began.',
  return: 'Give a case back with a reason.',
  handle: 'Begin to work on a case.',
  reply: 'Say what was done; the case is then verified.',
  'send-back': 'Send a reply back that did not do.',
  close: 'Close a verified case.',
  reopen: 'Reopen a closed case.',
  rate: 'Rate how a closed case was handled.',
  comment: 'Add an internal note.',
}

function actionRoute<A extends CaseAction>(loop: CaseLoop, action: A): Route<Actor> {
  const verb = verbs[action] as CaseVerb<CaseAction>
  return route({
    method: 'POST',
    path: `/api/cases/:caseId/actions/${action}`,
    access: { action: machine[action].permission },
    summary: summaries[action],
    callsPerMinute: 3000,
    params: z.object({ caseId: level('L2', z.uuid()) }),
    body: actionBodies[action] as z.ZodType<Parameters<typeof verb>[2]['body']>,
    response: acted,
    handle: async ({ caller, params, body }) => await verb(loop, caller, { caseId: params.caseId, body }),
  })
}

/** One route for each action. */
export function actionRoutes(loop: CaseLoop): Route<Actor>[] {
  return caseActions.map(action => actionRoute(loop, action))
}
