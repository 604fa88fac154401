import { actInScope, type CaseVerb } from './act-on-case.ts'
import { settleWithoutDispatch } from './settle-advice.ts'

/** Not accepted, with its legal basis (不予受理). Advice that named a department is thereby rejected. */
export const declineCase: CaseVerb<'decline'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'decline',
    act,
    effect: async (tx, held) => ({
      ...(await settleWithoutDispatch(loop, tx, { held, actor, verdict: 'rejected', action: 'decline' })),
      text: act.body.reason,
      said: { legalBasis: act.body.legalBasis },
    }),
  })
