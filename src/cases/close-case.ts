import { actInScope, type CaseVerb } from './act-on-case.ts'

/** Verified and done (办结). */
export const closeCase: CaseVerb<'close'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'close', act, effect: () => ({ text: act.body.note ?? null }) })
