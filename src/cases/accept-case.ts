import { actInScope, type CaseVerb } from './act-on-case.ts'

/** Accepts a reported case (受理). */
export const acceptCase: CaseVerb<'accept'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'accept', act, effect: () => ({ text: act.body.note ?? null }) })
