import { actInScope, type CaseVerb } from './act-on-case.ts'
import { checkChildrenClosed } from './joint/check-children-closed.ts'

/**
 * Verified: it cannot be done (核实无法办理). One that is not convinced sends it back. Before its children, only with a note.
 * @throws cases.children-open
 */
export const confirmImpossible: CaseVerb<'confirm-impossible'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'confirm-impossible',
    act,
    effect: async (tx, held) => ({
      text: act.body.note || null,
      said: await checkChildrenClosed(tx, held.id, act.body.note),
    }),
  })
