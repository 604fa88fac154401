import { actInScope, type CaseVerb } from './act-on-case.ts'

/** Work cannot go on for now (挂起); the clock stands still. */
export const holdCase: CaseVerb<'hold'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'hold',
    act,
    effect: () => ({ change: { pause: 'hold' }, text: act.body.reason }),
  })
