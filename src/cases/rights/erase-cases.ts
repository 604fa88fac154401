import type { Transaction } from '#base/index.ts'
import { type Actor, systemActor } from '#identity/index.ts'
import { eraseDecisionContent } from '#kernel/index.ts'
import { append } from '#ledger/index.ts'
import { type CaseRecord, updateCase } from '../case.store.ts'
import type { CaseState } from '../case-words.contract.ts'
import { draftEvent, eventLeaf } from '../event.draft.ts'
import { insertEvents } from '../event.store.ts'
import { eraseContents } from './erase.store.ts'

/**
 * Erases what was said about cases that are held: in this room, and in the decisions about them. Each keeps an event and a
 * ledger entry that say so.
 */
export async function eraseCases(
  tx: Transaction,
  held: readonly CaseRecord[],
  by: { actor: Pick<Actor, 'id'>; why: 'retention' | 'request' },
): Promise<void> {
  if (held.length === 0) return
  await eraseContents(
    tx,
    held.map(one => one.id),
  )
  for (const { id, draft_id, decision_subject } of held)
    for (const subject of new Set([`case:${id}`, draft_id && `draft:${draft_id}`, decision_subject]))
      if (subject) await eraseDecisionContent(tx, subject)
  const at = new Date()
  const drafts = held.map(one =>
    draftEvent(one.id, one.last_seq + 1, {
      type: 'erased',
      at,
      // No name: the event would keep what it says was erased.
      actor: { id: by.actor.id, name: '' },
      departmentId: null,
      fromState: one.state as CaseState,
      toState: one.state as CaseState,
      details: { why: by.why },
    }),
  )
  for (const one of held)
    await updateCase(tx, one, { version: one.version + 1, last_seq: one.last_seq + 1, updated_at: at })
  await insertEvents(tx, drafts)
  await append(
    tx,
    drafts.map(draft => ({
      kind: 'case.erased',
      subject: `case:${draft.facts.case_id}`,
      body: eventLeaf(draft),
    })),
  )
}

/** Who erases what is over by the rules. */
export const retention = { actor: systemActor, why: 'retention' } as const
