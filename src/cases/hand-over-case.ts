import { actInScope, type CaseVerb } from './act-on-case.ts'
import { settleWithoutDispatch } from './settle-advice.ts'

/** Danger: handed to 110, 119 or 120 at once. Advice that named a department is thereby rejected. */
export const handOverCase: CaseVerb<'hand-over'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'hand-over',
    act,
    effect: async (tx, held) => ({
      ...(await settleWithoutDispatch(loop, tx, { held, actor, verdict: 'rejected', action: 'hand-over' })),
      text: act.body.note,
      details: { service: act.body.service },
    }),
  })
