import type { Transaction } from '#base/index.ts'
import { append } from '#ledger/index.ts'
import { draftEvent, eventLeaf, type NewEvent } from '../event.draft.ts'
import { insertEvents } from '../event.store.ts'
import type { HeldFor } from '../inbox/held-notice.ts'
import { tellCitizens } from '../inbox/tell-citizens.ts'

// What was said about a case is erased once for all: it still goes where its lead goes, without a word or a name.
const unsaid = (event: NewEvent): NewEvent => ({
  ...event,
  actor: { id: event.actor.id, name: '' },
  text: null,
  said: {},
})

/**
 * Writes events of several cases with their ledger entries: two statements, however many cases. One that was erased gets
 * the facts alone.
 */
export async function tellMembers<Row extends { id: string; last_seq: number; erased_at?: Date | null }>(
  tx: Transaction,
  rows: readonly Row[],
  { eventsOf, held }: { eventsOf: (row: Row) => readonly NewEvent[]; held?: HeldFor },
): Promise<void> {
  const drafts = rows.flatMap(row =>
    eventsOf(row).map((event, place) =>
      draftEvent(row.id, row.last_seq + 1 + place, row.erased_at ? unsaid(event) : event),
    ),
  )
  if (drafts.length === 0) return
  await insertEvents(tx, drafts)
  await append(
    tx,
    drafts.map(draft => ({
      kind: `case.${draft.facts.type}`,
      subject: `case:${draft.facts.case_id}`,
      body: eventLeaf(draft),
    })),
  )
  await tellCitizens(tx, drafts, held)
}
