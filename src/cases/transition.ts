import { baseError, inTransaction, type Transaction } from '#base/index.ts'
import type { Actor, Resource } from '#identity/index.ts'
import { append, type Json } from '#ledger/index.ts'
import type { CaseAction, CaseState } from './case.contract.ts'
import { caseError } from './case.errors.ts'
import { acceptsFirst, isPossible, machine, type Standing } from './case.rules.ts'
import { type CaseChange, type CaseKey, type CaseRecord, lockCase, updateCase } from './case.store.ts'
import type { CaseLoop } from './case-loop.ts'
import { planMoments } from './deadlines/plan-moments.ts'
import { draftEvent, eventLeaf, type NewEvent } from './event.draft.ts'
import { insertEvents } from './event.store.ts'

/** What an action changes and says, made by its verb when the case is held. */
export interface Effect {
  change?: CaseChange
  /** The department the event is about; the case's own unless given. */
  departmentId?: string | null
  decisionId?: string | null
  text?: string | null
  details?: { readonly [key: string]: Json }
  said?: { readonly [key: string]: Json }
}

export interface Step {
  action: CaseAction
  key: CaseKey
  /** The version the actor saw; absent where the actor saw none (rating by follow-up code). */
  version?: number
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
  record: Pick<CaseRecord, 'department_id' | 'region_id' | 'reporter_person_id'>,
): Resource {
  return {
    kind: 'case',
    departmentId: record.department_id,
    regionId: record.region_id,
    reporterPersonId: record.reporter_person_id,
    level: 'L1',
  }
}

/** Where a record stands, as the rules take it. */
export function standingOf(record: CaseRecord): Standing {
  return {
    state: record.state as CaseState,
    disposition: record.disposition as Standing['disposition'],
    rating: record.rating,
  }
}

// In this order: who may not read it learns nothing, who may not do it learns no state, and a page that is out of date is
// told so before it is told that the step is impossible.
function check(loop: CaseLoop, actor: Actor, step: { held: CaseRecord; step: Step }): void {
  const { held, step: wanted } = step
  const { action } = wanted
  const rule = machine[action]
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
  const { version = held.version } = wanted
  if (version > held.version || (version < held.version && !rule.additive))
    throw caseError('cases.stale', {
      currentVersion: held.version,
      currentState: standing.state,
      yourVersion: version,
    })
  if (!isPossible(action, standing))
    throw caseError('cases.not-allowed-now', { action, state: standing.state })
}

// A change may write a moment as text; what is compared is the moment.
function dueStanding(of: Pick<CaseRecord, 'state' | 'department_id'> & { due_at?: Date | string | null }) {
  const { state, department_id, due_at } = of
  return { state, department_id, due_at: due_at ? new Date(due_at) : null }
}

function eventsOf(
  held: CaseRecord,
  made: { step: Step; effect: Effect; actor: Actor; at: Date },
): NewEvent[] {
  const { step, effect, actor, at } = made
  const rule = machine[step.action]
  const fromState = held.state as CaseState
  const base = { at, actor: { id: actor.id, name: actor.name } }
  const accepted = acceptsFirst(step.action, fromState)
  const main: NewEvent = {
    ...base,
    type: rule.event,
    departmentId: effect.departmentId === undefined ? held.department_id : effect.departmentId,
    fromState: accepted ? 'accepted' : fromState,
    toState: rule.to ?? fromState,
    decisionId: effect.decisionId ?? null,
    text: effect.text ?? null,
    details: effect.details ?? {},
    said: effect.said ?? {},
  }
  if (!accepted) return [main]
  return [{ ...base, type: 'accepted', departmentId: null, fromState, toState: 'accepted' }, main]
}

/**
 * Takes one step of the loop: the case in scope, the machine, the permission, then case, event, content and ledger in one
 * transaction.
 * @throws base.not-found, cases.not-permitted, cases.stale (nothing was written; the details name the current version),
 *   cases.not-allowed-now, and what the effect throws.
 */
export async function transition(loop: CaseLoop, actor: Actor, step: Step): Promise<Acted> {
  const { calendar } = await loop.city.snapshot()
  return await inTransaction(loop.database, async tx => {
    const held = await lockCase(tx, step.key)
    if (!held) throw baseError('base.not-found')
    check(loop, actor, { held, step })
    const effect = await step.effect(tx, held)
    const at = new Date()
    const events = eventsOf(held, { step, effect, actor, at })
    const rule = machine[step.action]
    const state = rule.to ?? (held.state as CaseState)
    const version = held.version + 1
    const closing = rule.disposition ? { disposition: rule.disposition, closed_at: at } : {}
    const wrote = await updateCase(tx, held, {
      state,
      ...closing,
      ...effect.change,
      version,
      last_seq: held.last_seq + events.length,
      updated_at: at,
    })
    if (!wrote) throw caseError('cases.stale', { currentVersion: version, currentState: held.state })
    const after = { ...dueStanding({ ...held, ...effect.change }), state }
    await planMoments(tx, { caseId: held.id, version, before: dueStanding(held), after, at }, calendar)
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
    return { caseId: held.id, version, state }
  })
}
