import { actInScope, type CaseVerb } from './act-on-case.ts'

/** The citizen is called about how it was handled (回访): reached or not, content or not. */
export const callBack: CaseVerb<'call-back'> = (loop, actor, act) => {
  const { reached, satisfied = null, note } = act.body
  return actInScope(loop, actor, {
    action: 'call-back',
    act,
    // Nobody who was not reached said anything.
    effect: () => ({ text: note || null, details: { reached, satisfied: reached ? satisfied : null } }),
  })
}
