import type { Transaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { type CaseChange, type CaseRecord, updateCase } from '../case.store.ts'
import type { CaseState } from '../case-words.contract.ts'
import { draftEvent, eventLeaf, type NewEvent } from '../event.draft.ts'
import { insertEvents } from '../event.store.ts'

type Noted = Pick<NewEvent, 'type' | 'details' | 'said'> & { change?: CaseChange }

/**
 * Writes what happened to an attachment on the timeline of the held case, with its ledger entry. The version stays: a photo
 * that comes in must not make the reply stale that somebody is writing.
 */
export async function noteEvent(
  tx: Transaction,
  held: CaseRecord,
  noted: Noted & { actor: Pick<Actor, 'id' | 'name'> },
): Promise<void> {
  const { type, details = {}, said = {}, actor, change = {} } = noted
  const at = new Date()
  const seq = held.last_seq + 1
  await updateCase(tx, held, { ...change, last_seq: seq, updated_at: at })
  const state = held.state as CaseState
  const draft = draftEvent(held.id, seq, {
    type,
    at,
    actor: { id: actor.id, name: actor.name },
    departmentId: null,
    fromState: state,
    toState: state,
    details,
    said,
  })
  await insertEvents(tx, [draft])
  await append(tx, [{ kind: `case.${type}`, subject: `case:${held.id}`, body: eventLeaf(draft) }])
}
