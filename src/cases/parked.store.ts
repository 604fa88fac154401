import { sql } from 'kysely'
import type { Handle, Inconsistency } from '#base/index.ts'

/** Messages to citizens that are not tried again by themselves and could still be sent, the newest first. */
export async function parkedDeliveries(handle: Handle): Promise<Inconsistency> {
  const { rows } = await sql<Inconsistency>`
    select count(*)::int as count, (array_agg(id::text order by id desc))[1:5] as examples from (
      select delivery.id from cases.delivery delivery join cases.contact contact on contact.id = delivery.contact_id
       where delivery.state = 'parked' and contact.ended_at is null) parked`.execute(handle)
  const { count, examples } = rows[0]!
  return { count, examples: examples ?? [] }
}

/** Messages to other systems that are not tried again by themselves, of subscriptions that go on, the newest first. */
export async function parkedMessages(handle: Handle): Promise<Inconsistency> {
  const { rows } = await sql<Inconsistency>`
    select count(*)::int as count, (array_agg(id::text order by id desc))[1:5] as examples from (
      select message.id from cases.partner_message message
        join cases.partner_subscription subscription on subscription.id = message.subscription_id
       where message.state = 'parked' and subscription.ended_at is null) parked`.execute(handle)
  const { count, examples } = rows[0]!
  return { count, examples: examples ?? [] }
}
