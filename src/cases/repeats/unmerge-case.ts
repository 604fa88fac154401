import { actInScope, type CaseVerb } from '../act-on-case.ts'
import { selectRecord } from '../case.store.ts'
import { freshDeadline } from '../deadlines/fresh-deadline.ts'
import {
  countEvent,
  endMerge,
  holdLeads,
  holdMerging,
  selectMergedThrough,
  updateMembers,
} from './merge.store.ts'
import { tellMembers } from './tell-members.ts'

const before = ['reported', 'accepted'] as const

/**
 * Takes a case out of the one it was merged into: it stands again as it stood, with a new deadline where a department has
 * it; a department that is closed by now does not get it back. Those that were merged into it come out with it.
 */
export const unmergeCase: CaseVerb<'unmerge'> = async (loop, actor, act) => {
  const city = await loop.city.snapshot()
  return await actInScope(loop, actor, {
    action: 'unmerge',
    act,
    before: async tx => {
      await holdMerging(tx)
      await holdLeads(tx, [act.caseId])
    },
    effect: async (tx, held) => {
      const at = new Date()
      // There since the machine lets only merged cases come here, and it is written when they are merged.
      const stood = (await endMerge(tx, held.id, at))!
      const lead = (await selectRecord(tx, held.merged_into!))!
      const open = stood.department_id === null || city.department(stood.department_id)?.active === true
      const state = open ? stood.state : 'accepted'
      const atDepartment = open && !before.some(one => one === state)
      const duty = atDepartment && stood.duty_id !== null ? city.duty(stood.duty_id) : undefined
      const to = {
        state,
        disposition: null,
        closed_at: null,
        department_id: open ? stood.department_id : null,
        duty_id: open ? stood.duty_id : null,
        category_id: stood.category_id,
      }
      const dispatched = {
        departmentId: to.department_id ?? '',
        duty: duty ?? null,
        categoryId: to.category_id,
        urgency: held.urgency,
      }
      const deadline = atDepartment ? await freshDeadline(tx, city, { dispatched, at }) : { due_at: null }
      const through = await selectMergedThrough(tx, held.id)
      const by = { at, actor: { id: actor.id, name: actor.name }, departmentId: to.department_id }
      const moved = await updateMembers(tx, {
        members: { ids: through },
        to: { ...to, merged_into: held.id },
        events: 1,
        at,
        forgetRating: true,
      })
      await tellMembers(tx, moved, {
        eventsOf: row => [
          {
            ...by,
            type: 'merged',
            fromState: row.state,
            toState: state,
            details: { lead: held.id, leadCode: held.code },
          },
        ],
      })
      const seq = await countEvent(tx, lead.id, at)
      await tellMembers(tx, [{ id: lead.id, last_seq: seq - 1, state: lead.state }], {
        eventsOf: row => [
          {
            ...by,
            departmentId: lead.department_id,
            type: 'released',
            fromState: row.state as typeof state,
            toState: row.state as typeof state,
            details: { case: held.id, memberCode: held.code },
          },
        ],
      })
      return {
        change: { ...to, ...deadline, merged_into: null, rating: null, resolved: null },
        toState: state,
        departmentId: to.department_id,
        text: act.body.reason,
        details: { lead: lead.id, leadCode: lead.code, dueAt: deadline.due_at?.toISOString() ?? null },
      }
    },
  })
}
