import { actInScope, type CaseVerb } from '../act-on-case.ts'
import { localDay } from '../local-day.ts'
import { resourceOf } from '../transition.ts'
import { assignmentError } from './assignment.errors.ts'
import { coveredBy, isTooMany } from './assignment.rules.ts'
import { holdLoad, selectLeaves, selectLimit } from './assignment.store.ts'
import { findOfDesk } from './desk-person.ts'

/**
 * Gives a case to somebody of the department (分派), or takes it on oneself. While that person is on leave it goes to the
 * substitute, if that is somebody of the same desk; whoever takes a case on is there, whatever was entered.
 * @throws cases.assigns-others, cases.not-of-this-desk, cases.nobody-covers, cases.too-many-open.
 */
export const assignCase: CaseVerb<'assign'> = async (loop, actor, act) => {
  const { personId, reason } = act.body
  const city = await loop.city.snapshot()
  const today = localDay(city, new Date())
  return await actInScope(loop, actor, {
    action: 'assign',
    act,
    effect: async (tx, held) => {
      const departmentId = held.department_id!
      const leads = loop.permissions.permits(actor, 'cases:assign-others', resourceOf(held))
      if (personId !== actor.id && !leads) throw assignmentError('cases.assigns-others')
      if (!(await findOfDesk(tx, personId, { departmentId, city })))
        throw assignmentError('cases.not-of-this-desk')
      const leaves = personId === actor.id ? [] : await selectLeaves(tx, today)
      const covering = coveredBy(personId, leaves)
      const person = covering === null ? undefined : await findOfDesk(tx, covering, { departmentId, city })
      if (!person) throw assignmentError('cases.nobody-covers')
      const limit = await selectLimit(tx, departmentId)
      const load = await holdLoad(tx, departmentId, person.id)
      const isNew = held.assignee_id !== person.id
      if (isNew && isTooMany({ load, limit, overridden: leads && Boolean(reason) }))
        throw assignmentError('cases.too-many-open', { load, limit: limit! })
      return {
        change: { assignee_id: person.id },
        text: reason || null,
        details: {
          personId: person.id,
          insteadOf: person.id === personId ? null : personId,
          previousPersonId: held.assignee_id,
        },
        said: { assignee: person.name },
      }
    },
  })
}
