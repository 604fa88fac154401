import { actInScope, type CaseVerb } from './act-on-case.ts'

/** The department needs to know more (询问诉求人); the clock stands still until there is an answer. */
export const askCitizen: CaseVerb<'ask-citizen'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'ask-citizen',
    act,
    effect: () => ({ change: { pause: 'citizen' }, text: act.body.question }),
  })
