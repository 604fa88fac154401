import type { z } from 'zod'
import { within } from '#base/index.ts'
import { type Actor, inScope } from '#identity/index.ts'
import type { caseSummary, timelineEvent } from './case.contract.ts'
import type { CaseRow } from './case-list.store.ts'
import type { CaseState, EventType } from './case-words.contract.ts'
import type { EventRow } from './event.store.ts'

type Summary = z.input<typeof caseSummary>

interface Owned {
  department_id: string | null
  region_id: string | null
  reporter_person_id: string | null
  co_department_ids?: string[] | null
}

/** True for the person who reported it: the own words are no secret, whatever the clearance. */
export function isOwn(actor: Actor, row: Owned): boolean {
  return actor.scope.own !== null && row.reporter_person_id === actor.scope.own
}

/** True when the actor sees the case only because it is the own one: then internal notes stay internal. */
export function isOnlyOwn(actor: Actor, row: Owned): boolean {
  const area = {
    departmentId: row.department_id,
    regionId: row.region_id,
    reporterPersonId: null,
    coDepartmentIds: row.co_department_ids,
  }
  return isOwn(actor, row) && !inScope({ ...actor.scope, own: null }, area)
}

/** What the person may read of the case's personal content: up to L3, up to L4, by clearance or because it is the own. */
export function clearanceFor(actor: Actor, row: Owned): { l3: boolean; l4: boolean } {
  const own = isOwn(actor, row)
  return { l3: own || within('L3', actor.scope.level), l4: own || within('L4', actor.scope.level) }
}

/** A row of a list as its reader may see it. */
export function summaryView(row: CaseRow, actor: Actor): Summary {
  const { l4 } = clearanceFor(actor, row)
  return {
    caseId: row.id,
    code: row.code,
    state: row.state as CaseState,
    disposition: row.disposition as Summary['disposition'],
    subject: l4 ? row.subject : null,
    excerpt: l4 ? row.excerpt : null,
    departmentId: row.department_id,
    dutyId: row.duty_id,
    categoryId: row.category_id,
    regionId: row.region_id,
    channel: row.channel as Summary['channel'],
    nature: row.nature as Summary['nature'],
    urgency: row.urgency as Summary['urgency'],
    reportedAt: row.reported_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    dueAt: row.due_at?.toISOString() ?? null,
    closedAt: row.closed_at?.toISOString() ?? null,
    rating: row.rating,
    generated: row.generated,
    assigneeId: isOnlyOwn(actor, row) ? null : row.assignee_id,
    mergedInto: row.merged_into,
    people: 1 + row.members,
    version: row.version,
  }
}

/** Events whose text is meant for the citizen. */
export const forCitizen: ReadonlySet<EventType> = new Set([
  'reported',
  'answered',
  'declined',
  'handed-over',
  'replied',
  'reply-adapted',
  'rated',
  'citizen-asked',
  'question-answered',
  'impossible-declared',
  'transferred',
  'withdrawn',
])

type EventView = z.input<typeof timelineEvent>

function detailsOf(row: EventRow, sees: { facts: boolean; said: boolean }): Record<string, unknown> {
  const facts = sees.facts ? (row.details as Record<string, unknown>) : {}
  const said = sees.said ? ((row.said ?? {}) as Record<string, unknown>) : {}
  return { ...facts, ...said }
}

/**
 * An event as its reader may see it: names from L3, texts from L4. The citizen whose case it is sees what was meant for
 * them and when things happened, not who did them nor internal notes.
 */
export function eventView(row: EventRow, reader: { actor: Actor; owner: Owned }): EventView {
  const { actor, owner } = reader
  const { l3, l4 } = clearanceFor(actor, owner)
  const outsider = isOnlyOwn(actor, owner)
  const mine = row.actor === actor.id
  const said = l4 && (!outsider || mine || forCitizen.has(row.type as EventType))
  return {
    eventId: row.id,
    type: row.type as EventType,
    at: row.at.toISOString(),
    actorId: outsider && !mine ? '' : row.actor,
    actorName: l3 && (!outsider || mine) ? (row.actor_name ?? '') : '',
    departmentId: row.department_id,
    fromState: row.from_state as CaseState | null,
    toState: row.to_state as CaseState,
    text: said ? row.text : null,
    decisionId: outsider ? null : row.decision_id,
    details: detailsOf(row, { facts: !outsider, said }),
  }
}
