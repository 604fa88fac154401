import { actInScope, type CaseVerb } from './act-on-case.ts'

/**
 * Somebody looks at a reporter who is kept hidden (查看保密诉求人). The purpose stands on the timeline and the look in the
 * ledger; for half an hour the page then shows the name to who asked.
 */
export const revealReporter: CaseVerb<'reveal'> = (loop, actor, act) =>
  actInScope(loop, actor, { action: 'reveal', act, effect: () => ({ text: act.body.purpose }) })
