import { actInScope, type CaseVerb } from './act-on-case.ts'

/** The reply did not do: the department works on (退回重办). */
export const sendBackCase: CaseVerb<'send-back'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'send-back', act, effect: () => ({ text: act.body.reason }) })
