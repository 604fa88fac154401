import { addBusinessTime, type CitySnapshot, type Duty } from '#city/index.ts'
import type { Actor } from '#identity/index.ts'
import { actInScope, type CaseVerb } from './act-on-case.ts'
import { caseError } from './case.errors.ts'
import { checkCategory, checkDepartment, checkDuty } from './check-place.ts'
import { settleByDispatch } from './settle-advice.ts'

// Who works for some departments sends cases on within them; only who sees the whole city sends them anywhere.
function checkReach(actor: Actor, departmentId: string): void {
  const { departments } = actor.scope
  if (departments !== 'all' && !departments.includes(departmentId))
    throw caseError('cases.unknown-department', { department: departmentId })
}

/** When a duty has to be done that is given out now: its workdays, in the city's calendar. */
function deadlineOf(city: CitySnapshot, duty: Duty, now: Date): Date {
  return addBusinessTime(now, { workdays: duty.timeLimitWorkdays }, city.calendar).at
}

/**
 * Sends a case to a department (派单), or on to another before work began (改派); sets the deadline by the duty's time limit
 * and settles the advice by comparing.
 * @throws cases.unknown-department, cases.unknown-duty, cases.unknown-category, and what transitions and settling throw.
 */
export const dispatchCase: CaseVerb<'dispatch'> = async (loop, actor, act) => {
  const { departmentId, dutyId, categoryId, urgency, note, advice, reason } = act.body
  const city = await loop.city.snapshot()
  checkDepartment(city, departmentId)
  checkReach(actor, departmentId)
  const duty = dutyId === null ? null : checkDuty(city, dutyId)
  if (categoryId !== null) checkCategory(city, categoryId)
  const category = categoryId ?? duty?.categoryId ?? null
  const due = duty ? deadlineOf(city, duty, new Date()) : null
  return await actInScope(loop, actor, {
    action: 'dispatch',
    act,
    effect: async (tx, held) => {
      const settled = await settleByDispatch(loop, tx, {
        held,
        actor,
        destination: { departmentId, dutyId, categoryId: category },
        named: advice?.decisionId ?? null,
        evidenceOpened: advice?.evidenceOpened ?? null,
        secondsToSettle: advice?.secondsToSettle ?? null,
        reason: reason || null,
      })
      // A reassignment does not start the citizen's waiting again.
      const dueAt = held.due_at ?? due
      return {
        change: {
          ...settled.change,
          department_id: departmentId,
          duty_id: dutyId,
          category_id: category,
          due_at: dueAt,
          ...(urgency ? { urgency } : {}),
        },
        departmentId,
        decisionId: settled.decisionId,
        text: note || null,
        details: {
          dutyId,
          categoryId: category,
          urgency: urgency ?? held.urgency,
          verdict: settled.change.advice_verdict ?? null,
          previousDepartmentId: held.department_id,
          dueAt: dueAt?.toISOString() ?? null,
        },
        said: reason ? { reason } : undefined,
      }
    },
  })
}
