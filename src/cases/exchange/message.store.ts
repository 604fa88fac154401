import { sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'
import { sealed } from '../sealed-words.ts'

export interface MessageToInsert {
  id: string
  subscriptionId: string
  caseId: string
  eventId: string
  eventType: string
  body: string
}

/** Writes messages to be sent; a step is told to nobody twice. */
export async function insertMessages(tx: Transaction, messages: readonly MessageToInsert[]): Promise<void> {
  if (messages.length === 0) return
  await tx
    .withTables<CasesTables>()
    .insertInto('cases.partner_message')
    .values(
      messages.map(one => ({
        id: one.id,
        subscription_id: one.subscriptionId,
        case_id: one.caseId,
        event_id: one.eventId,
        event_type: one.eventType,
        body: sealed(one.body),
      })),
    )
    .onConflict(conflict => conflict.columns(['subscription_id', 'event_id']).doNothing())
    .execute()
}

export interface Due {
  id: string
  body: string
  attempts: number
  url: string
  secret: string
  adapter: string | null
  /** The subscription was ended after this was written for it. */
  ended: boolean
}

/**
 * Takes messages that are due, oldest first and of each receiver only some: one that is slow must not hold up the others.
 * Until the lease is over nobody else takes them; then whoever took them is thought dead. The attempt is counted now, so
 * that a message that kills its sender is parked in the end.
 */
export async function takeDue(
  handle: Handle,
  wanted: { limit: number; each: number; leaseSeconds: number },
): Promise<Due[]> {
  const { rows } = await sql<Due>`
    with due as (
      select ranked.id from (
        select message.id, message.next_at,
               row_number() over (partition by message.subscription_id order by message.next_at, message.id) as place
          from cases.partner_message message
         where message.state = 'waiting' and message.next_at <= now()) ranked
       where ranked.place <= ${wanted.each} order by ranked.next_at limit ${wanted.limit}
    ), held as (
      select message.id from cases.partner_message message join due on due.id = message.id
       where message.state = 'waiting' and message.next_at <= now() for update of message skip locked
    ), taken as (
      update cases.partner_message message
         set next_at = now() + make_interval(secs => ${wanted.leaseSeconds}), attempts = attempts + 1
        from held where held.id = message.id
      returning message.*
    )
    select taken.id, taken.body, taken.attempts, subscription.url, subscription.secret, subscription.adapter,
           subscription.ended_at is not null as ended
      from taken join cases.partner_subscription subscription on subscription.id = taken.subscription_id`.execute(
    handle,
  )
  return rows
}

export interface Tried {
  id: string
  attempts: number
  state: 'waiting' | 'delivered' | 'parked'
  status: number | null
  error: string | null
  pauseSeconds: number
}

/** Writes what became of a try, unless another has taken the message since. */
export async function noteTry(handle: Handle, tried: Tried): Promise<void> {
  await sql`
    update cases.partner_message
       set state = ${tried.state}, last_at = now(), last_status = ${tried.status}, last_error = ${tried.error},
           next_at = now() + make_interval(secs => ${tried.pauseSeconds})
     where id = ${tried.id} and state = 'waiting' and attempts = ${tried.attempts}`.execute(handle)
}

export interface ShownMessage {
  id: string
  case_id: string
  code: string
  event_type: string
  state: 'waiting' | 'delivered' | 'parked'
  attempts: number
  made_at: Date
  next_at: Date
  last_at: Date | null
  last_status: number | null
  last_error: string | null
}

/** The last messages of a subscription, those that are parked first. */
export async function selectMessages(handle: Handle, subscriptionId: string): Promise<ShownMessage[]> {
  const { rows } = await sql<ShownMessage>`
    select message.*, record.code from cases.partner_message message
      join cases.case_record record on record.id = message.case_id
     where message.subscription_id = ${subscriptionId}
     order by message.state = 'parked' desc, message.made_at desc, message.id desc limit 100`.execute(handle)
  return rows
}

/** Sets a parked message going again from the beginning. @returns false when there is none, or nobody to send it to */
export async function retryRow(tx: Transaction, id: string): Promise<boolean> {
  const { rows } = await sql`
    update cases.partner_message message set state = 'waiting', attempts = 0, next_at = now()
      from cases.partner_subscription subscription
     where message.id = ${id} and message.state = 'parked' and subscription.id = message.subscription_id
       and subscription.ended_at is null returning message.id`.execute(tx)
  return rows.length > 0
}

/** Forgets what was delivered long ago. */
export async function deleteDelivered(handle: Handle, days: number): Promise<void> {
  await sql`
    delete from cases.partner_message
     where state = 'delivered' and made_at < now() - make_interval(days => ${days})`.execute(handle)
}

/** True when anybody asked to be told of such steps. */
export async function anyListens(handle: Handle, eventType: string): Promise<boolean> {
  const { rows } = await sql`
    select from cases.partner_subscription where ended_at is null and ${eventType} = any(event_types) limit 1`.execute(
    handle,
  )
  return rows.length > 0
}

/** Cases that just came in, with the event that says so. */
export async function selectReported(handle: Handle, caseIds: readonly string[]) {
  return await handle
    .withTables<CasesTables>()
    .selectFrom('cases.case_record as record')
    .innerJoin('cases.event as event', join =>
      join.onRef('event.case_id', '=', 'record.id').on('event.seq', '=', 1),
    )
    .selectAll('record')
    .select(['event.id as event_id', 'event.at'])
    .where('record.id', 'in', caseIds)
    .execute()
}
