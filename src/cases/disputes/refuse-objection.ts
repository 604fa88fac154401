import { actInScope, type CaseVerb } from '../act-on-case.ts'
import { endDispute, selectDispute } from './dispute.store.ts'
import { checkReviewer } from './reviewer.ts'

/** A reviewer rules against the department that objected: the case stays, with the deadline it had. @throws cases.own-interest */
export const refuseObjection: CaseVerb<'refuse-objection'> = async (loop, actor, act) => {
  const city = await loop.city.snapshot()
  return await actInScope(loop, actor, {
    action: 'refuse-objection',
    act,
    effect: async (tx, held) => {
      const dispute = (await selectDispute(tx, held.dispute_id!))!
      checkReviewer(actor, dispute, { city })
      await endDispute(tx, dispute.id, {
        outcome: 'refused',
        by: actor.id,
        at: new Date(),
        seq: held.last_seq + 1,
        ruledDepartmentId: null,
      })
      return {
        change: { dispute_id: null },
        text: act.body.reason,
        details: { disputeId: dispute.id },
      }
    },
  })
}
