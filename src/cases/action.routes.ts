import { z } from 'zod'
import { level, type Route } from '#base/index.ts'
import { type Actor, route } from '#identity/index.ts'
import { acceptCase } from './accept-case.ts'
import type { CaseVerb } from './act-on-case.ts'
import { acted, actionBodies } from './action.contract.ts'
import { answerCase } from './answer-case.ts'
import { answerQuestion } from './answer-question.ts'
import { askCitizen } from './ask-citizen.ts'
import { askExtension } from './ask-extension.ts'
import { assignCase } from './assignments/assign-case.ts'
import { callBack } from './call-back.ts'
import { machine } from './case.rules.ts'
import type { CaseLoop } from './case-loop.ts'
import { type CaseAction, caseActions } from './case-words.contract.ts'
import { closeCase } from './close-case.ts'
import { commentCase } from './comment-case.ts'
import { confirmImpossible } from './confirm-impossible.ts'
import { declareImpossible } from './declare-impossible.ts'
import { declineCase } from './decline-case.ts'
import { dispatchCase } from './dispatch-case.ts'
import { objectToCase } from './disputes/object-to-case.ts'
import { refuseObjection } from './disputes/refuse-objection.ts'
import { upholdObjection } from './disputes/uphold-objection.ts'
import { grantExtension } from './grant-extension.ts'
import { handOverCase } from './hand-over-case.ts'
import { handleCase } from './handle-case.ts'
import { holdCase } from './hold-case.ts'
import { rateCase } from './rate-case.ts'
import { refuseExtension } from './refuse-extension.ts'
import { reopenCase } from './reopen-case.ts'
import { adaptReply } from './repeats/adapt-reply.ts'
import { mergeCase } from './repeats/merge-case.ts'
import { unmergeCase } from './repeats/unmerge-case.ts'
import { replyCase } from './reply-case.ts'
import { resumeCase } from './resume-case.ts'
import { returnCase } from './return-case.ts'
import { revealReporter } from './reveal-reporter.ts'
import { sendBackCase } from './send-back-case.ts'
import { transferCase } from './transfer-case.ts'
import { withdrawCase } from './withdraw-case.ts'

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
  object: objectToCase,
  'uphold-objection': upholdObjection,
  'refuse-objection': refuseObjection,
  assign: assignCase,
  hold: holdCase,
  resume: resumeCase,
  'ask-citizen': askCitizen,
  'answer-question': answerQuestion,
  'ask-extension': askExtension,
  'grant-extension': grantExtension,
  'refuse-extension': refuseExtension,
  'declare-impossible': declareImpossible,
  'confirm-impossible': confirmImpossible,
  transfer: transferCase,
  withdraw: withdrawCase,
  reveal: revealReporter,
  'call-back': callBack,
  merge: mergeCase,
  unmerge: unmergeCase,
  'adapt-reply': adaptReply,
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
  object: 'Object to a dispatch; the case stays until a reviewer has ruled.',
  'uphold-objection':
    'Rule for the department that objected: the case goes to another, the duty list may change.',
  'refuse-objection': 'Rule against the department that objected: the case stays.',
  assign: 'Give a case to somebody of the department, or take it on yourself.',
  hold: 'Put a case on hold; its clock stands still.',
  resume: 'Go on with a case that stood still.',
  'ask-citizen': 'Ask the citizen a question; the clock stands still until it is answered.',
  'answer-question': 'Take down what the citizen answered.',
  'ask-extension': 'Ask for more workdays.',
  'grant-extension': 'Grant an extension somebody else asked for.',
  'refuse-extension': 'Refuse an extension somebody else asked for.',
  'declare-impossible': 'Say that it cannot be done, with the legal basis.',
  'confirm-impossible': 'Confirm that it cannot be done and close the case.',
  transfer: 'Send a matter to an office outside the city.',
  withdraw: 'Withdraw a case on behalf of the citizen.',
  reveal: 'Look at a reporter who is kept hidden, with the purpose; every look is recorded.',
  'call-back': 'Record a call to the citizen and its outcome.',
  merge: 'Merge a case into another about the same matter.',
  unmerge: 'Take a case out of the one it was merged into.',
  'adapt-reply': 'Word the reply of a merged case anew for its own reporter.',
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
