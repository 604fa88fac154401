import type { Transaction } from '#base/index.ts'
import { append, type Json } from '#ledger/index.ts'
import type { EventKind } from './incident.contract.ts'
import { insertEvent } from './incident.store.ts'

/** What was done about an incident. */
export interface Done {
  incidentId: string
  what: EventKind
  by: string
  at: Date
  /** Ids, words of lists and figures: they go into the ledger as well. */
  facts?: { readonly [key: string]: Json }
  /** In a person's words: sealed here, never in the ledger. */
  words?: string | null
}

/** Records what was done: in the incident's history and in the ledger, in the transaction of the act. */
export async function recordEvent(tx: Transaction, done: Done): Promise<void> {
  const { incidentId, what, by, at, facts = {}, words } = done
  const made_by = by
  const id = await insertEvent(tx, {
    incident_id: incidentId,
    at,
    made_by,
    what,
    facts,
    words: words || null,
  })
  await append(tx, [
    { kind: `incident.${what}`, subject: `incident:${incidentId}`, body: { event: id, by, ...facts } },
  ])
}
