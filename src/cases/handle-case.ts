import { actInScope, type CaseVerb } from './act-on-case.ts'

/** The department begins to work on it (办理). */
export const handleCase: CaseVerb<'handle'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'handle', act, effect: () => ({ text: act.body.note ?? null }) })
