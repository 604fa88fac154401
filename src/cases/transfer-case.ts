import { actInScope, type CaseVerb } from './act-on-case.ts'
import { settleWithoutDispatch } from './settle-advice.ts'

/** Not this city's (转市外): sent to an office elsewhere, and the citizen told where. Advice is thereby rejected. */
export const transferCase: CaseVerb<'transfer'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'transfer',
    act,
    effect: async (tx, held) => ({
      ...(await settleWithoutDispatch(loop, tx, { held, actor, verdict: 'rejected', action: 'transfer' })),
      text: act.body.note,
      said: { recipient: act.body.recipient },
    }),
  })
