import { actInScope, type CaseVerb } from './act-on-case.ts'
import { checkDepartment } from './check-place.ts'
import { contest } from './disputes/contest.ts'

/**
 * The department gives it back with a reason (退单), best with a better one named. The case belongs to nobody again and its
 * deadline is set anew by the next dispatch.
 * @throws cases.unknown-department for the proposal.
 */
export const returnCase: CaseVerb<'return'> = async (loop, actor, act) => {
  const { reason, proposedDepartmentId } = act.body
  if (proposedDepartmentId !== null) checkDepartment(await loop.city.snapshot(), proposedDepartmentId)
  return await actInScope(loop, actor, {
    action: 'return',
    act,
    effect: async (tx, held) => ({
      change: { department_id: null, duty_id: null, due_at: null, ...(await contest(tx, held)) },
      text: reason,
      details: { returnedBy: held.department_id, proposedDepartmentId },
    }),
  })
}
