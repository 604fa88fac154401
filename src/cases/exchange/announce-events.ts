import { type Transaction, uuidv7 } from '#base/index.ts'
import type { CaseRecord } from '../case.store.ts'
import type { EventDraft } from '../event.draft.ts'
import type { Transitioned } from '../transitioned.ts'
import { adapters } from './adapters.ts'
import { bodyOf } from './message.rules.ts'
import { insertMessages, type MessageToInsert } from './message.store.ts'
import type { CaseFact } from './platform.ts'
import { selectListeners } from './subscription.store.ts'

type Standing = Pick<
  CaseRecord,
  | 'id'
  | 'code'
  | 'state'
  | 'disposition'
  | 'department_id'
  | 'category_id'
  | 'region_id'
  | 'reported_at'
  | 'due_at'
  | 'closed_at'
>

/** Messages about one step of a case, in the transaction that takes it. */
export async function announceStep(
  tx: Transaction,
  record: Standing,
  step: {
    event: Pick<EventDraft['facts'], 'id' | 'type' | 'at' | 'seq' | 'department_id'>
    from: string | null
  },
): Promise<void> {
  const { event, from } = step
  // Told to the department it comes to and to the one it leaves.
  const departmentIds = [event.department_id, record.department_id, from].filter(one => one !== null)
  const listeners = await selectListeners(tx, { caseId: record.id, type: event.type, departmentIds })
  if (listeners.length === 0) return
  const fact: Omit<CaseFact, 'externalId'> = {
    type: event.type,
    at: new Date(event.at),
    caseId: record.id,
    code: record.code,
    sequence: event.seq,
    state: record.state,
    disposition: record.disposition,
    departmentId: record.department_id,
    categoryId: record.category_id,
    regionId: record.region_id,
    reportedAt: record.reported_at,
    dueAt: record.due_at,
    closedAt: record.closed_at,
  }
  const messages = listeners.map((one): MessageToInsert => {
    const adapter = one.adapter === null ? undefined : adapters[one.adapter]
    const body = adapter ? adapter.writeStatus({ ...fact, externalId: one.externalId }) : bodyOf(fact)
    return {
      id: uuidv7(),
      subscriptionId: one.id,
      caseId: record.id,
      eventId: event.id,
      eventType: event.type,
      body: JSON.stringify(body),
    }
  })
  await insertMessages(tx, messages)
}

/** Tells who asked for it of each step of a case. */
export async function announceEvents(
  tx: Transaction,
  { before, after, events }: Pick<Transitioned, 'before' | 'after' | 'events'>,
): Promise<void> {
  for (const event of events)
    await announceStep(tx, after, { event: event.facts, from: before.department_id })
}
