import { baseError, inTransaction, type Transaction } from '#base/index.ts'
import type { BusinessCalendar } from '#city/index.ts'
import type { Actor, Resource } from '#identity/index.ts'
import { append, type Json } from '#ledger/index.ts'
import { caseError } from './case.errors.ts'
import { acceptsFirst, isPossible, type Standing, steps } from './case.rules.ts'
import { type CaseChange, type CaseKey, type CaseRecord, lockCase, updateCase } from './case.store.ts'
import type { CaseLoop } from './case-loop.ts'
import type { CaseState, CaseStep } from './case-words.contract.ts'
import { clockAfter, nothingOpen } from './deadlines/clock.rules.ts'
import { draftEvent, eventLeaf, type NewEvent } from './event.draft.ts'
import { insertEvents } from './event.store.ts'
import { followers } from './followers.ts'
import { Rehearsed } from './in-bulk.ts'
import { rightsError } from './rights/rights.errors.ts'

/** What an action changes and says, made by its verb when the case is held. */
export interface Effect {
  change?: CaseChange
  /** The department the event is about; the case's own unless given. */
  departmentId?: string | null
  decisionId?: string | null
  text?: string | null
  details?: { readonly [key: string]: Json }
  said?: { readonly [key: string]: Json }
  /** Where the step leads, where the machine leaves that to the verb. */
  toState?: CaseState
  /** The clock as it is put back; without it, it goes on or stops as the step means. */
  clock?: CaseChange
  /** What else happens to the case in this step, after its own event. */
  besides?: readonly NewEvent[]
}

export interface Step {
  action: CaseStep
  key: CaseKey
  /** The version the actor saw; absent where the actor saw none (rating by follow-up code). */
  version?: number
  /** Runs before the case is held, where others have to be held first. */
  before?(tx: Transaction): Promise<void>
  /** Runs in the transaction, with the case held; what it does commits with the transition or not at all. */
  effect(tx: Transaction, held: CaseRecord): Effect | Promise<Effect>
}

export interface Acted {
  caseId: string
  version: number
  state: CaseState
}

/** The case as the permission policies see it. */
export function resourceOf(
  record: Pick<
    CaseRecord,
    'department_id' | 'region_id' | 'reporter_person_id' | 'co_department_ids' | 'asked_by'
  >,
): Resource {
  return {
    kind: 'case',
    departmentId: record.department_id,
    regionId: record.region_id,
    reporterPersonId: record.reporter_person_id,
    coDepartmentIds: record.co_department_ids,
    askedBy: record.asked_by,
    level: 'L1',
  }
}

/** Where a record stands, as the rules take it. */
export function standingOf(record: CaseRecord): Standing {
  return {
    state: record.state as CaseState,
    disposition: record.disposition as Standing['disposition'],
    rating: record.rating,
    pause: record.pause as Standing['pause'],
    asked: record.asked as Standing['asked'],
    hasDeadline: record.due_at !== null,
    confidential: record.confidential === true,
    merged: record.merged_into !== null,
    disputed: record.dispute_id !== null,
    erased: record.erased_at !== null,
  }
}

// In this order: who may not read it learns nothing, who may not do it learns no state, and a page that is out of date is
// told so before it is told that the step is impossible.
function check(loop: CaseLoop, actor: Actor, step: { held: CaseRecord; step: Step }): void {
  const { held, step: wanted } = step
  const { action } = wanted
  const rule = steps[action]
  const standing = standingOf(held)
  if ('caseId' in wanted.key) {
    const resource = resourceOf(held)
    const permits = (permission: string) => loop.permissions.permits(actor, permission, resource)
    if (!permits('cases:read')) throw baseError('base.not-found')
    const needed = acceptsFirst(action, standing.state)
      ? [rule.permission, 'cases:accept']
      : [rule.permission]
    if (!needed.every(permits)) throw caseError('cases.not-permitted', { action })
  }
  if (standing.erased) throw rightsError('cases.content-erased')
  const { version = held.version } = wanted
  if (version > held.version || (version < held.version && !rule.additive))
    throw caseError('cases.stale', {
      currentVersion: held.version,
      currentState: standing.state,
      yourVersion: version,
    })
  if (standing.merged && !isPossible(action, standing) && isPossible(action, { ...standing, merged: false }))
    throw caseError('cases.merged', { action })
  if (!isPossible(action, standing))
    throw caseError('cases.not-allowed-now', { action, state: standing.pause ?? standing.state })
}

function eventsOf(
  held: CaseRecord,
  made: { step: Step; effect: Effect; actor: Actor; at: Date },
): NewEvent[] {
  const { step, effect, actor, at } = made
  const rule = steps[step.action]
  const fromState = held.state as CaseState
  const base = { at, actor: { id: actor.id, name: actor.name } }
  const accepted = acceptsFirst(step.action, fromState)
  const main: NewEvent = {
    ...base,
    type: rule.event,
    departmentId: effect.departmentId === undefined ? held.department_id : effect.departmentId,
    fromState: accepted ? 'accepted' : fromState,
    toState: effect.toState ?? rule.to ?? fromState,
    decisionId: effect.decisionId ?? null,
    text: effect.text ?? null,
    details: effect.details ?? {},
    said: effect.said ?? {},
  }
  const { besides = [] } = effect
  if (!accepted) return [main, ...besides]
  return [{ ...base, type: 'accepted', departmentId: null, fromState, toState: 'accepted' }, main, ...besides]
}

// A deadline that the clock moved is worth a line on the timeline.
function withNewDue(effect: Effect, clock: CaseChange): Effect {
  const { due_at } = clock
  if (!(due_at instanceof Date) || due_at === effect.change?.due_at) return effect
  return { ...effect, details: { ...effect.details, dueAt: due_at.toISOString() } }
}

/** What the verb changes, with what it means for pauses, open questions and the clock. */
function clockOf(
  held: CaseRecord,
  made: { step: Step; effect: Effect; at: Date },
  calendar: BusinessCalendar,
): CaseChange {
  const { step, effect, at } = made
  const to = effect.toState ?? steps[step.action].to
  // Beginning to work answers no question and ends no pause; every other step to a state does.
  const ends = to !== null && step.action !== 'handle'
  // A deadline that is set as a moment, or taken away, is no longer what it was computed from.
  const moved = effect.change && 'due_at' in effect.change ? { due_basis: null } : {}
  const change = { ...(ends ? nothingOpen : {}), ...moved, ...effect.change }
  if (effect.clock) return { ...change, ...effect.clock }
  const after = { ...held, ...change, state: effect.toState ?? to ?? held.state } as CaseRecord
  return { ...change, ...(clockAfter({ before: held, after, at }, calendar) as CaseChange) }
}

/**
 * Takes one step of the loop: the case in scope, the machine, the permission, then case, event, content, ledger and what
 * follows from it in one transaction.
 * @throws base.not-found, cases.not-permitted, cases.stale (nothing was written; the details name the current version),
 *   cases.not-allowed-now, and what the effect throws.
 */
export async function transition(loop: CaseLoop, actor: Actor, step: Step): Promise<Acted> {
  const { calendar } = await loop.city.snapshot()
  return await inTransaction(loop.database, async tx => {
    await step.before?.(tx)
    const held = await lockCase(tx, step.key)
    if (!held) throw baseError('base.not-found')
    check(loop, actor, { held, step })
    await loop.inBulk?.admit?.(tx, held)
    const effect = await step.effect(tx, held)
    if (loop.inBulk?.rehearses) throw new Rehearsed()
    const at = new Date()
    const clock = clockOf(held, { step, effect, at }, calendar)
    const events = eventsOf(held, { step, effect: withNewDue(effect, clock), actor, at })
    const rule = steps[step.action]
    const state = effect.toState ?? rule.to ?? (held.state as CaseState)
    const version = held.version + 1
    const closing = rule.disposition ? { disposition: rule.disposition, closed_at: at } : {}
    const after = await updateCase(tx, held, {
      state,
      ...closing,
      ...clock,
      version,
      last_seq: held.last_seq + events.length,
      updated_at: at,
    })
    if (!after) throw caseError('cases.stale', { currentVersion: version, currentState: held.state })
    const drafts = events.map((event, index) => draftEvent(held.id, held.last_seq + 1 + index, event))
    await insertEvents(tx, drafts)
    await append(
      tx,
      drafts.map(draft => ({
        kind: `case.${draft.facts.type}`,
        subject: `case:${held.id}`,
        body: eventLeaf(draft),
      })),
    )
    const done = { action: step.action, actor, before: held, after, at, events: drafts, calendar }
    for (const follow of followers) await follow(tx, done, loop)
    await loop.inBulk?.follow?.(tx, { before: held, after, at })
    return { caseId: held.id, version, state }
  })
}
