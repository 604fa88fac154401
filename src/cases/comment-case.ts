import { actInScope, type CaseVerb } from './act-on-case.ts'

/** An internal note on the timeline. */
export const commentCase: CaseVerb<'comment'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'comment', act, effect: () => ({ text: act.body.note }) })
