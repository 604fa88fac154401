import { actInScope, type CaseVerb } from './act-on-case.ts'
import { checkChildrenClosed } from './joint/check-children-closed.ts'

/** Verified and done (办结). @throws cases.children-open */
export const closeCase: CaseVerb<'close'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'close',
    act,
    effect: async (tx, held) => ({
      text: act.body.note ?? null,
      said: await checkChildrenClosed(tx, held.id, act.body.openChildrenReason),
    }),
  })
