import { baseError, type Transaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { actInScope, type CaseVerb } from '../act-on-case.ts'
import { caseError } from '../case.errors.ts'
import { type CaseRecord, selectCase } from '../case.store.ts'
import type { CaseLoop } from '../case-loop.ts'
import type { CaseState } from '../case-words.contract.ts'
import { nothingOpen } from '../deadlines/clock.rules.ts'
import type { NewEvent } from '../event.draft.ts'
import { settleWithoutDispatch } from '../settle-advice.ts'
import { resourceOf } from '../transition.ts'
import {
  countEvent,
  type Followed,
  holdLeads,
  holdMerging,
  insertMerge,
  selectReply,
  updateMembers,
} from './merge.store.ts'
import { tellMembers } from './tell-members.ts'

// The lead's deadline is everybody's, and so is who works on it.
const noClock = {
  assignee_id: null,
  due_at: null,
  due_basis: null,
  respond_by: null,
  respond_basis: null,
  stopped_at: null,
}

/** The lead of the case that was chosen: itself, or the one it was merged into. */
async function leadOf(
  loop: CaseLoop,
  tx: Transaction,
  asked: { actor: Actor; into: string; held: CaseRecord },
): Promise<CaseRecord> {
  const { actor, into, held } = asked
  const reach = async (caseId: string) => await selectCase(tx, { caseId, scope: actor.scope })
  const chosen = await reach(into)
  const lead = chosen?.merged_into ? await reach(chosen.merged_into) : chosen
  if (!lead || !loop.permissions.permits(actor, 'cases:read', resourceOf(lead)))
    throw baseError('base.not-found')
  if (!loop.permissions.permits(actor, 'cases:merge', resourceOf(lead)))
    throw caseError('cases.not-permitted', { action: 'merge' })
  if (lead.id === held.id) throw caseError('cases.merge-circle')
  if (lead.state === 'closed') throw caseError('cases.merge-closed', { code: lead.code })
  return lead
}

function followedOf(lead: CaseRecord): Followed {
  const { state, disposition, closed_at, department_id, duty_id, category_id } = lead
  return { state, disposition, closed_at, department_id, duty_id, category_id, merged_into: lead.id }
}

/**
 * Merges a case into another about the same matter (并件): it keeps its record, codes, reporter, reply and rating, has no
 * deadline of its own any more and goes where the lead goes. Into a case that was merged itself means into its lead; those
 * merged into this one move on with it. What the lead has replied already, its complainant is told too.
 * @throws base.not-found, cases.not-permitted, cases.merge-circle, cases.merge-closed, and what transitions throw.
 */
export const mergeCase: CaseVerb<'merge'> = (loop, actor, act) =>
  actInScope(loop, actor, {
    action: 'merge',
    act,
    before: async tx => {
      await holdMerging(tx)
      await holdLeads(tx, [act.caseId, act.body.into])
    },
    effect: async (tx, held) => {
      const lead = await leadOf(loop, tx, { actor, into: act.body.into, held })
      const at = new Date()
      const to = followedOf(lead)
      const state = lead.state as CaseState
      const by = { at, actor: { id: actor.id, name: actor.name }, departmentId: lead.department_id }
      const reply = state === 'verifying' ? await selectReply(tx, lead.id) : null
      const told = {
        ...by,
        fromState: state,
        toState: state,
        details: { lead: lead.id, leadCode: lead.code },
      }
      const replied: NewEvent[] = reply === null ? [] : [{ ...told, type: 'replied', text: reply }]
      const moved = await updateMembers(tx, {
        members: { leadId: held.id },
        to,
        events: 1 + replied.length,
        at,
        forgetRating: true,
      })
      await tellMembers(tx, moved, {
        eventsOf: row => [{ ...told, type: 'merged', fromState: row.state }, ...replied],
      })
      await insertMerge(tx, { id: uuidv7(), member: held, intoId: act.body.into, at })
      const seq = await countEvent(tx, lead.id, at)
      const took = { ...told, type: 'took-in' as const, details: { case: held.id, memberCode: held.code } }
      await tellMembers(tx, [{ id: lead.id, last_seq: seq - 1 }], { eventsOf: () => [took] })
      const settled = await settleWithoutDispatch(loop, tx, {
        held,
        actor,
        verdict: 'taken-over',
        action: 'merge',
      })
      return {
        change: {
          ...settled.change,
          ...to,
          ...noClock,
          ...nothingOpen,
          category_id: to.category_id ?? held.category_id,
        },
        toState: state,
        besides: replied,
        departmentId: lead.department_id,
        decisionId: settled.decisionId,
        text: act.body.note || null,
        details: { lead: lead.id, leadCode: lead.code },
      }
    },
  })
