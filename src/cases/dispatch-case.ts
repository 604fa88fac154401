import { inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { actInScope, type CaseVerb } from './act-on-case.ts'
import { caseError } from './case.errors.ts'
import type { CaseLoop } from './case-loop.ts'
import { checkDepartment, checkDuty, checkNewCategory } from './check-place.ts'
import { deadlineAfterDispatch } from './deadlines/clock.rules.ts'
import { freshDeadline } from './deadlines/fresh-deadline.ts'
import { askWhyAgain } from './disputes/contest.ts'
import { SecondPersonNeeded, settleByDispatch } from './settle-advice.ts'

// Who works for some departments sends cases on within them; only who sees the whole city sends them anywhere.
function checkReach(actor: Actor, departmentId: string): void {
  const { departments } = actor.scope
  if (departments !== 'all' && !departments.includes(departmentId))
    throw caseError('cases.unknown-department', { department: departmentId })
}

/**
 * Records the confirmation of the first of two people, and says so: the case stays where it is until another person sends it
 * the same way.
 * @throws cases.second-person-confirms
 */
async function confirmFirst(loop: CaseLoop, needed: SecondPersonNeeded): Promise<never> {
  if (!loop.inBulk?.rehearses)
    await inTransaction(loop.database, tx => loop.kernel.settle(tx, needed.decisionId, needed.settlement))
  throw caseError('cases.second-person-confirms')
}

/**
 * Sends a case to a department (派单), or on to another before work began (改派); sets the deadline by the limit rules and
 * settles the advice by comparing.
 * @throws cases.unknown-department, cases.unknown-duty, cases.unknown-category, cases.second-person-confirms, and what transitions and settling throw.
 */
export const dispatchCase: CaseVerb<'dispatch'> = async (loop, actor, act) => {
  try {
    return await sendTo(loop, actor, act)
  } catch (error) {
    if (error instanceof SecondPersonNeeded) return await confirmFirst(loop, error)
    throw error
  }
}

const sendTo: CaseVerb<'dispatch'> = async (loop, actor, act) => {
  const { departmentId, dutyId, categoryId, urgency, note, advice, reason } = act.body
  const city = await loop.city.snapshot()
  checkDepartment(city, departmentId)
  checkReach(actor, departmentId)
  const duty = dutyId === null ? null : checkDuty(city, dutyId)
  if (categoryId !== null) checkNewCategory(city, categoryId)
  const category = categoryId ?? duty?.categoryId ?? null
  return await actInScope(loop, actor, {
    action: 'dispatch',
    act,
    effect: async (tx, held) => {
      await askWhyAgain(tx, held, { city, reason })
      const settled = await settleByDispatch(loop, tx, {
        held,
        actor,
        destination: { departmentId, dutyId, categoryId: category },
        named: advice?.decisionId ?? null,
        evidenceOpened: advice?.evidenceOpened ?? null,
        secondsToSettle: advice?.secondsToSettle ?? null,
        reason: reason || null,
      })
      const now = { departmentId, duty, categoryId: category, urgency: urgency ?? held.urgency }
      const fresh = await freshDeadline(tx, city, { dispatched: now, at: new Date() })
      const deadline = deadlineAfterDispatch(held, { fresh, urgency: now.urgency })
      return {
        change: {
          ...settled.change,
          department_id: departmentId,
          duty_id: dutyId,
          category_id: category,
          ...deadline,
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
          dueAt: deadline.due_at?.toISOString() ?? null,
        },
        said: reason ? { reason } : undefined,
      }
    },
  })
}
