import { baseError, inTransaction, type Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { caseError } from './case.errors.ts'
import { type CaseRecord, lockCase, updateCase } from './case.store.ts'
import type { CaseLoop } from './case-loop.ts'
import type { CaseState, EventType } from './case-words.contract.ts'
import { draftEvent, eventLeaf } from './event.draft.ts'
import { insertEvents } from './event.store.ts'
import { announceEvents } from './exchange/announce-events.ts'
import { tellOfEvents } from './inbox/tell-of-events.ts'
import { rightsError } from './rights/rights.errors.ts'
import { type Acted, type Effect, resourceOf } from './transition.ts'

/** An act on what belongs to a case (a task, a link, a supervision): it is told on the timeline and moves no state. */
export interface Annotation {
  caseId: string
  permission: string
  type: EventType
  /** Holds other rows before the case, where two acts could hold the same ones in another order. */
  first?(tx: Transaction): Promise<void>
  /** Runs with the case held; what it does commits with the event or not at all. */
  effect(tx: Transaction, held: CaseRecord): Effect | Promise<Effect>
}

/**
 * Writes one act on a case with its event and ledger entry in one transaction. It says nothing that is overtaken by a newer
 * version, so it takes none; what it depends on is examined in its effect, with the case held.
 * @throws base.not-found when it is not in scope; cases.not-permitted; what the effect throws.
 */
export async function annotateCase(loop: CaseLoop, actor: Actor, annotation: Annotation): Promise<Acted> {
  const { caseId, permission, type } = annotation
  return await inTransaction(loop.database, async tx => {
    await annotation.first?.(tx)
    const held = await lockCase(tx, { caseId, scope: actor.scope })
    const resource = held && resourceOf(held)
    if (!resource || !loop.permissions.permits(actor, 'cases:read', resource))
      throw baseError('base.not-found')
    if (!loop.permissions.permits(actor, permission, resource)) throw caseError('cases.act-not-permitted')
    if (held.erased_at) throw rightsError('cases.content-erased')
    const effect = await annotation.effect(tx, held)
    const at = new Date()
    const state = held.state as CaseState
    const version = held.version + 1
    const seq = held.last_seq + 1
    const after = await updateCase(tx, held, { ...effect.change, version, last_seq: seq, updated_at: at })
    if (!after) throw caseError('cases.stale', { currentVersion: version, currentState: state })
    const draft = draftEvent(held.id, seq, {
      type,
      at,
      actor: { id: actor.id, name: actor.name },
      departmentId: effect.departmentId === undefined ? held.department_id : effect.departmentId,
      fromState: state,
      toState: state,
      text: effect.text ?? null,
      details: effect.details ?? {},
      said: effect.said ?? {},
    })
    await insertEvents(tx, [draft])
    await append(tx, [{ kind: `case.${type}`, subject: `case:${caseId}`, body: eventLeaf(draft) }])
    await announceEvents(tx, { before: held, after, events: [draft] })
    await tellOfEvents(tx, { before: held, after, actor, events: [draft] })
    return { caseId, version, state }
  })
}
