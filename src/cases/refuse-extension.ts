import { actInScope, type CaseVerb } from './act-on-case.ts'

/** An extension is refused with a reason (不同意延期), by somebody who did not ask for it; the deadline stays. */
export const refuseExtension: CaseVerb<'refuse-extension'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'refuse-extension',
    act,
    effect: (_tx, held) => ({
      change: { asked: null, asked_by: null, asked_workdays: null },
      text: act.body.reason,
      details: { workdays: held.asked_workdays },
    }),
  })
