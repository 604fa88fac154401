import { actInScope, type CaseVerb } from './act-on-case.ts'

/** The department says that it cannot be done, and by what law (申报无法办理); it is then verified like a reply. */
export const declareImpossible: CaseVerb<'declare-impossible'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'declare-impossible',
    act,
    effect: () => ({
      change: { asked: 'not-possible', asked_by: actor.id },
      text: act.body.reason,
      said: { legalBasis: act.body.legalBasis },
    }),
  })
