import { uuidv7 } from '#base/index.ts'
import { actInScope, type CaseVerb } from '../act-on-case.ts'
import { checkDepartment, checkDuty } from '../check-place.ts'
import { contest } from './contest.ts'
import { disputeError } from './dispute.errors.ts'
import { insertDispute, selectSending } from './dispute.store.ts'

/**
 * The department that holds a case says that it is not its own, and why (派单异议). The case stays where it is and its time
 * runs on until a reviewer has ruled: an objection must not buy time at the citizen's expense.
 * @throws cases.unknown-department, cases.unknown-duty, cases.proposes-itself.
 */
export const objectToCase: CaseVerb<'object'> = async (loop, actor, act) => {
  const { reason, proposedDepartmentId, dutyId, legalBasis } = act.body
  const city = await loop.city.snapshot()
  if (proposedDepartmentId !== null) checkDepartment(city, proposedDepartmentId)
  if (dutyId !== null) checkDuty(city, dutyId)
  return await actInScope(loop, actor, {
    action: 'object',
    act,
    effect: async (tx, held) => {
      const departmentId = held.department_id!
      if (proposedDepartmentId === departmentId) throw disputeError('cases.proposes-itself')
      const sent = await selectSending(tx, held.id)
      const id = uuidv7()
      await insertDispute(tx, {
        id,
        case_id: held.id,
        department_id: departmentId,
        proposed_department_id: proposedDepartmentId,
        duty_id: dutyId,
        opened_at: new Date(),
        opened_by: actor.id,
        objected_seq: held.last_seq + 1,
        sent_by: sent?.actor ?? null,
        sent_seq: sent?.seq ?? null,
      })
      return {
        change: { dispute_id: id, ...(await contest(tx, held)) },
        text: reason,
        details: { disputeId: id, proposedDepartmentId, dutyId },
        said: legalBasis ? { legalBasis } : undefined,
      }
    },
  })
}
