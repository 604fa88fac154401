import type { Duty } from '#city/index.ts'
import { actInScope, type CaseVerb } from '../act-on-case.ts'
import { checkDepartment, checkDuty } from '../check-place.ts'
import { freshDeadline } from '../deadlines/fresh-deadline.ts'
import { localDay } from '../local-day.ts'
import { applyRuling, checkDutyDate } from './change-duties.ts'
import { disputeError } from './dispute.errors.ts'
import { endDispute, selectDispute } from './dispute.store.ts'
import { insertMisdirections } from './misdirection.store.ts'
import { checkReviewer } from './reviewer.ts'

/**
 * A reviewer rules for the department that objected: the case goes to the ruled department with a deadline of its own, the
 * duty list is changed if the ruling says so, and the pair is counted; one transaction.
 * @throws cases.own-interest, cases.upheld-for-nobody-else, cases.past-duty-date, cases.unknown-department,
 *   cases.unknown-duty, and what the city's verbs throw (city.changed-meanwhile): then nothing was ruled.
 */
export const upholdObjection: CaseVerb<'uphold-objection'> = async (loop, actor, act) => {
  const { reason, departmentId, dutyId, dutyChange } = act.body
  const city = await loop.city.snapshot()
  checkDepartment(city, departmentId)
  const named = dutyId === null ? null : checkDuty(city, dutyId)
  if (dutyChange) checkDutyDate(city, dutyChange)
  return await actInScope(loop, actor, {
    action: 'uphold-objection',
    act,
    effect: async (tx, held) => {
      const dispute = (await selectDispute(tx, held.dispute_id!))!
      if (departmentId === held.department_id) throw disputeError('cases.upheld-for-nobody-else')
      checkReviewer(actor, dispute, { city, ruledDepartmentId: departmentId })
      const at = new Date()
      const changed =
        dutyChange &&
        (await applyRuling(loop, tx, { change: dutyChange, caseId: held.id, departmentId, actor }))
      const inForce = changed && changed.validFrom <= localDay(city, at) ? changed : null
      const duty: Duty | null = named ?? inForce
      const dispatched = {
        departmentId,
        duty,
        categoryId: duty?.categoryId ?? held.category_id,
        urgency: held.urgency,
      }
      const deadline = await freshDeadline(tx, city, { dispatched, at })
      const seq = held.last_seq + 1
      await endDispute(tx, dispute.id, {
        outcome: 'upheld',
        by: actor.id,
        at,
        seq,
        ruledDepartmentId: departmentId,
      })
      const pair = { sent_to: held.department_id!, belonged_to: departmentId, how: 'upheld' as const }
      await insertMisdirections(tx, [{ case_id: held.id, seq, at: at.toISOString(), ...pair }])
      return {
        change: {
          dispute_id: null,
          department_id: departmentId,
          duty_id: duty?.id ?? null,
          category_id: duty?.categoryId ?? held.category_id,
          ...deadline,
        },
        departmentId,
        text: reason,
        details: {
          disputeId: dispute.id,
          previousDepartmentId: held.department_id,
          dutyId: duty?.id ?? null,
          dueAt: deadline.due_at?.toISOString() ?? null,
          ...(dutyChange
            ? {
                changedDutyId: changed?.id ?? null,
                changedDutyVersion: changed?.version ?? null,
                dutyInForceFrom: dutyChange.inForceFrom,
                dutyChangeProposed: changed === null,
              }
            : {}),
        },
      }
    },
  })
}
