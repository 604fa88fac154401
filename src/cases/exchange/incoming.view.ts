import type { IncomingPost, IncomingWebhook } from './incoming.contract.ts'
import type { IncomingRow, PostRow } from './incoming.store.ts'

/** A door as it is shown; its secret stays where it is. */
export function incomingView(row: IncomingRow): IncomingWebhook {
  return {
    webhookId: row.id,
    partnerId: row.partner_id,
    partnerName: row.partner_name,
    name: row.name,
    mapping: row.mapping,
    version: row.version,
    createdAt: row.created_at.toISOString(),
    open: row.open,
    cases: row.cases,
    kept: row.kept,
    lastAt: row.last_at?.toISOString() ?? null,
  }
}

/** A post as it is shown: what was wrong with it, not what it says. */
export function postView(row: PostRow): IncomingPost {
  return {
    postId: row.id,
    receivedAt: row.received_at.toISOString(),
    state: row.state,
    faults: row.faults ?? [],
    code: row.code,
  }
}
