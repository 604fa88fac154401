import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { ContactChannel, DeliveryState } from './outside.contract.ts'

/** A message to the citizen of a case, wherever they want to be told. */
export interface CitizenMessage {
  message_id: string
  delivery_id: string
  case_id: string
  template: string
  actor: string
  parameters: { readonly [name: string]: unknown }
}

/**
 * Writes messages to citizens: into the inbox of who reported signed in, and to be sent to who chose to be told and has not
 * ended it.
 */
export async function insertCitizenMessages(tx: Transaction, rows: readonly CitizenMessage[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    with given as (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as given (
        message_id uuid, delivery_id uuid, case_id uuid, template text, actor text, parameters jsonb)
    ), told as (
      insert into cases.inbox_message (id, audience, template, case_id, actor, parameters)
      select given.message_id, 'person:' || record.reporter_person_id, given.template, given.case_id, given.actor,
             given.parameters
        from given join cases.case_record record on record.id = given.case_id
       where record.reporter_person_id is not null
    )
    insert into cases.delivery
      (id, contact_id, case_id, channel, template, parameters, urgent, next_try_at, created_at)
    select given.delivery_id, contact.id, contact.case_id, contact.channel, given.template, given.parameters,
           record.urgency = 'emergency', now(), now()
      from given join cases.contact contact on contact.case_id = given.case_id and contact.ended_at is null
      join cases.case_record record on record.id = given.case_id`.execute(tx)
}

/** A delivery that this process holds, with all that its text is made of. */
export interface HeldDelivery {
  id: string
  contact_id: string
  channel: ContactChannel
  template: string
  parameters: { readonly [name: string]: unknown }
  /** Tries so far, this one included. */
  tries: number
  address: string | null
  language: 'zh' | 'en'
  contact_code: string
  code: string
  department_id: string | null
  due_at: Date | null
  urgency: string
  follow_up_code: string | null
}

/**
 * Holds what is due of a channel, longest due first; what another process holds is passed over. Of one citizen the earliest
 * alone, so that "closed" does not come before "received"; danger waits for nothing.
 */
export async function holdDeliveries(
  handle: Handle,
  given: { channel: ContactChannel; limit: number; seconds: number },
): Promise<HeldDelivery[]> {
  const { rows } = await sql<HeldDelivery>`
    with held as (
      update cases.delivery set tries = tries + 1, held_until = now() + make_interval(secs => ${given.seconds})
       where id in (
         select id from cases.delivery due
          where channel = ${given.channel} and next_try_at <= now() and (held_until is null or held_until < now())
            and (urgent or not exists (
              select from cases.delivery earlier
               where earlier.contact_id = due.contact_id and earlier.next_try_at is not null and earlier.id < due.id))
          order by next_try_at limit ${given.limit} for update skip locked)
      returning *
    )
    select held.id, held.contact_id, held.channel, held.template, held.parameters, held.tries, contact.address,
           contact.language, contact.code as contact_code, record.code, record.department_id, record.due_at,
           record.urgency, content.follow_up_code
      from held join cases.contact contact on contact.id = held.contact_id
      join cases.case_record record on record.id = held.case_id
      left join cases.case_content content on content.case_id = held.case_id
     order by held.next_try_at, held.id`.execute(handle)
  return rows
}

/** Puts off what would be sent at night; what is urgent goes out. @returns how many. */
export async function putOff(handle: Handle, channel: ContactChannel, until: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update cases.delivery set next_try_at = ${until}
     where channel = ${channel} and next_try_at <= now() and not urgent
       and (held_until is null or held_until < now())`.execute(handle)
  return Number(numAffectedRows ?? 0)
}

/**
 * What was put off and never tried is due again, e.g. because the quiet hours were changed; and what failed and was put off
 * to a morning: whatever waits longer than the pause after so many tries.
 */
export async function bringForward(
  tx: Transaction,
  channel: ContactChannel,
  pauseMinutes: readonly number[],
): Promise<void> {
  await sql`
    update cases.delivery set next_try_at = now()
     where channel = ${channel} and next_try_at > now()
       and (state = 'queued' and tries = 0
            or state = 'failed'
               and next_try_at > now() + make_interval(mins => (${[...pauseMinutes]}::int[])[tries]))`.execute(
    tx,
  )
}

/** It was sent, whatever happened to it meanwhile. */
export async function markSent(handle: Handle, id: string): Promise<void> {
  await sql`
    update cases.delivery set state = 'sent', next_try_at = null, held_until = null, cause = null, cause_details = null,
           ended_at = now()
     where id = ${id}`.execute(handle)
}

/** Why a try failed. */
export interface Failure {
  cause: string
  details: { readonly [name: string]: unknown }
  /** Null when it is not tried again by itself. */
  nextTryAt: Date | null
}

/** A try failed: it waits for the next or for a person. One that was cancelled meanwhile stays so. */
export async function markFailed(handle: Handle, id: string, failure: Failure): Promise<void> {
  const { cause, details, nextTryAt } = failure
  await sql`
    update cases.delivery
       set state = ${nextTryAt ? 'failed' : 'parked'}, next_try_at = ${nextTryAt}, held_until = null, cause = ${cause},
           cause_details = ${JSON.stringify(details)}, ended_at = ${nextTryAt ? null : new Date()}
     where id = ${id} and next_try_at is not null`.execute(handle)
}

/** Lets go of what was held and not tried. */
export async function letGo(handle: Handle, ids: readonly string[], nextTryAt: Date | null): Promise<void> {
  if (ids.length === 0) return
  await sql`
    update cases.delivery set tries = tries - 1, held_until = null,
           next_try_at = greatest(next_try_at, ${nextTryAt}::timestamptz)
     where id = any(${[...ids]}::uuid[]) and next_try_at is not null`.execute(handle)
}

export interface DeliveryRow {
  id: string
  channel: ContactChannel
  template: string
  parameters: { readonly [name: string]: unknown }
  state: DeliveryState
  tries: number
  next_try_at: Date | null
  cause: string | null
  cause_details: Record<string, unknown> | null
  created_at: Date
  ended_at: Date | null
  address: string | null
  code: string | null
}

/** Deliveries, newest first. */
export async function selectDeliveries(
  handle: Handle,
  wanted: {
    state?: DeliveryState | undefined
    channel?: ContactChannel | undefined
    after?: string | undefined
    limit: number
  },
): Promise<DeliveryRow[]> {
  const { state = null, channel = null, after = null, limit } = wanted
  const { rows } = await sql<DeliveryRow>`
    select delivery.id, delivery.channel, delivery.template, delivery.parameters, delivery.state, delivery.tries, delivery.next_try_at,
           delivery.cause, delivery.cause_details, delivery.created_at, delivery.ended_at, contact.address, record.code
      from cases.delivery delivery
      join cases.contact contact on contact.id = delivery.contact_id
      left join cases.case_record record on record.id = delivery.case_id
     where (${state}::text is null or delivery.state = ${state}::text)
       and (${channel}::text is null or delivery.channel = ${channel}::text)
       and (${after}::uuid is null or delivery.id < ${after}::uuid)
     order by delivery.id desc limit ${limit}`.execute(handle)
  return rows
}

/** How many of a channel are in some states; counted up to a limit. */
export async function countDeliveries(
  handle: Handle,
  wanted: { channel: ContactChannel; states: readonly DeliveryState[]; limit: number },
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from cases.delivery where state = any(${[...wanted.states]}::text[]) and channel = ${wanted.channel}
       limit ${wanted.limit}) found`.execute(handle)
  return rows[0]!.count
}

/** Makes parked or failed deliveries due now, with all their tries before them. @returns how many. */
export async function retryDeliveries(
  tx: Transaction,
  wanted: { id: string } | { channel: ContactChannel },
): Promise<number> {
  const which =
    'id' in wanted
      ? sql<boolean>`delivery.id = ${wanted.id} and delivery.state in ('parked', 'failed')`
      : sql<boolean>`delivery.channel = ${wanted.channel} and delivery.state = 'parked'`
  const { numAffectedRows } = await sql`
    update cases.delivery delivery set state = 'queued', tries = 0, next_try_at = now(), ended_at = null
      from cases.contact contact
     where contact.id = delivery.contact_id and contact.ended_at is null and ${which}`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** Removes deliveries that ended before a moment. @returns how many. */
export async function deleteDeliveries(handle: Handle, before: string, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from cases.delivery where id in (
      select id from cases.delivery where id < ${before} and next_try_at is null limit ${limit})`.execute(
    handle,
  )
  return Number(numAffectedRows ?? 0)
}
