import { type Selectable, sql } from 'kysely'
import type { Handle, Transaction } from '#base/index.ts'
import type { CasesTables } from '../cases.tables.ts'
import { sealed } from '../sealed-words.ts'

export type SubscriptionRow = Selectable<CasesTables['cases.partner_subscription']>

export interface SubscriptionToInsert {
  id: string
  name: string
  url: string
  secret: string
  eventTypes: readonly string[]
  departmentIds: readonly string[] | null
  partnerId: string | null
  adapter: string | null
  by: string
}

export async function insertSubscription(tx: Transaction, given: SubscriptionToInsert): Promise<void> {
  await tx
    .withTables<CasesTables>()
    .insertInto('cases.partner_subscription')
    .values({
      id: given.id,
      name: given.name,
      url: given.url,
      secret: sealed(given.secret),
      event_types: [...given.eventTypes],
      department_ids: given.departmentIds && [...given.departmentIds],
      partner_id: given.partnerId,
      adapter: given.adapter,
      created_by: given.by,
    })
    .execute()
}

export interface ShownSubscription extends SubscriptionRow {
  waiting: number
  parked: number
  last_delivered_at: Date | null
}

/** Subscriptions, those in force first, then newest first, with how their messages stand. */
export async function selectSubscriptions(handle: Handle): Promise<ShownSubscription[]> {
  const { rows } = await sql<ShownSubscription>`
    select subscription.*, coalesce(sent.waiting, 0)::int as waiting, coalesce(sent.parked, 0)::int as parked,
           sent.last_delivered_at
      from cases.partner_subscription subscription
      left join lateral (
        select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'parked') as parked,
               max(last_at) filter (where state = 'delivered') as last_delivered_at
          from cases.partner_message where subscription_id = subscription.id) sent on true
     order by subscription.ended_at is not null, subscription.created_at desc, subscription.id desc limit 200`.execute(
    handle,
  )
  return rows
}

/** Ends a subscription; what waits is not sent any more. @returns false when there is none in force */
export async function endSubscriptionRow(tx: Transaction, id: string): Promise<boolean> {
  const { rows } = await sql`
    update cases.partner_subscription set ended_at = now() where id = ${id} and ended_at is null returning id`.execute(
    tx,
  )
  await sql`
    update cases.partner_message set state = 'parked', last_error = 'subscription-ended'
     where subscription_id = ${id} and state = 'waiting'`.execute(tx)
  return rows.length > 0
}

/** Ends what a partner was told by, with its key. */
export async function endSubscriptionsOf(tx: Transaction, partnerId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from cases.partner_subscription where partner_id = ${partnerId} and ended_at is null`.execute(
    tx,
  )
  for (const { id } of rows) await endSubscriptionRow(tx, id)
}

export interface Listener {
  id: string
  adapter: string | null
  externalId: string | null
}

export interface Happening {
  caseId: string
  type: string
  departmentIds: readonly string[]
}

/** Who is told of a step: everybody who asked for such steps, and the partner that brought the case in. */
export async function selectListeners(handle: Handle, happening: Happening): Promise<Listener[]> {
  const { caseId, type, departmentIds } = happening
  const { rows } = await sql<Listener>`
    select subscription.id, subscription.adapter, taken.external_id as "externalId"
      from cases.partner_subscription subscription
      left join cases.partner_case taken
        on taken.case_id = ${caseId} and taken.partner_id = subscription.partner_id
     where subscription.ended_at is null and ${type} = any(subscription.event_types)
       and (subscription.department_ids is null or subscription.department_ids && ${[...departmentIds]}::text[])
       and (subscription.partner_id is null or taken.case_id is not null)`.execute(handle)
  return rows
}
