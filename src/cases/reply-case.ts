import { actInScope, type CaseVerb } from './act-on-case.ts'

/** The department says what was done (答复); it is then verified. */
export const replyCase: CaseVerb<'reply'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'reply', act, effect: () => ({ text: act.body.reply }) })
