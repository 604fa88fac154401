import { actInScope, type CaseVerb } from './act-on-case.ts'

/** The department asks for more workdays (申请延期); somebody else rules on it. */
export const askExtension: CaseVerb<'ask-extension'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'ask-extension',
    act,
    effect: () => ({
      change: { asked: 'extension', asked_by: actor.id, asked_workdays: act.body.workdays },
      text: act.body.reason,
      details: { workdays: act.body.workdays },
    }),
  })
