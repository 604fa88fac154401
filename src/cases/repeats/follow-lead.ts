import { caseError } from '../case.errors.ts'
import { steps } from '../case.rules.ts'
import { forCitizen } from '../case.view.ts'
import type { CaseState, EventType } from '../case-words.contract.ts'
import type { EventDraft, NewEvent } from '../event.draft.ts'
import { heldFor } from '../inbox/held-notice.ts'
import type { Follower } from '../transitioned.ts'
import { updateMembers } from './merge.store.ts'
import { tellMembers } from './tell-members.ts'

function copyOf({ facts, content }: EventDraft, lead: { id: string; code: string }): NewEvent {
  // What the lead's reporter was told each of them is told; notes between offices stay on the lead's timeline.
  const told = forCitizen.has(facts.type as EventType)
  return {
    type: facts.type,
    at: new Date(facts.at),
    actor: { id: facts.actor, name: content.actor_name },
    departmentId: facts.department_id,
    fromState: facts.from_state,
    toState: facts.to_state,
    text: told ? content.text : null,
    details: { lead: lead.id, leadCode: lead.code },
    said: told ? content.details : {},
  }
}

/**
 * Members go where their lead goes: state, department and closing, each with events of its own, in the lead's transaction.
 * Forty members cost four statements. What only adds to the lead (a note, a rating) is the lead's own.
 */
export const followLead: Follower = async (tx, { action, after, at, events }, loop) => {
  if (steps[action].to === null) return
  const { state, disposition, closed_at, department_id, duty_id, category_id } = after
  const to = { state, disposition, closed_at, department_id, duty_id, category_id, merged_into: after.id }
  const members = await updateMembers(tx, {
    members: { leadId: after.id },
    to,
    events: events.length,
    at,
    forgetRating: (state as CaseState) !== 'closed',
  })
  // It is one person's to withdraw, not that of everybody who waits for the same thing.
  if (action === 'withdraw' && members.length > 0)
    throw caseError('cases.others-wait', { people: members.length })
  await tellMembers(tx, members, {
    eventsOf: () => events.map(event => copyOf(event, after)),
    ...heldFor(loop, after.id),
  })
}
