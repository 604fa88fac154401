import { actInScope, type CaseVerb } from './act-on-case.ts'

/** Work goes on (恢复办理), with the time that was left. */
export const resumeCase: CaseVerb<'resume'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'resume',
    act,
    effect: (_tx, held) => ({
      change: { pause: null },
      text: act.body.note || null,
      details: { pause: held.pause },
    }),
  })
