import type { ShownMessage } from './message.store.ts'
import type { Message, Subscription } from './subscription.contract.ts'
import type { ShownSubscription } from './subscription.store.ts'

/** A subscription as it is shown, without its secret. */
export function subscriptionView(row: ShownSubscription): Subscription {
  return {
    subscriptionId: row.id,
    name: row.name,
    url: row.url,
    eventTypes: row.event_types,
    departmentIds: row.department_ids,
    partnerId: row.partner_id,
    createdAt: row.created_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    waiting: row.waiting,
    parked: row.parked,
    lastDeliveredAt: row.last_delivered_at?.toISOString() ?? null,
  }
}

/** A message as it is shown. */
export function messageView(row: ShownMessage): Message {
  return {
    messageId: row.id,
    caseId: row.case_id,
    code: row.code,
    eventType: row.event_type,
    state: row.state,
    attempts: row.attempts,
    madeAt: row.made_at.toISOString(),
    nextAt: row.state === 'waiting' ? row.next_at.toISOString() : null,
    lastAt: row.last_at?.toISOString() ?? null,
    lastStatus: row.last_status,
    lastError: row.last_error,
  }
}
