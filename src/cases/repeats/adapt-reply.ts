import { actInScope, type CaseVerb } from '../act-on-case.ts'

/** Words the lead's reply anew for one complainant of a merged case; it stands in its place. */
export const adaptReply: CaseVerb<'adapt-reply'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'adapt-reply', act, effect: () => ({ text: act.body.reply }) })
