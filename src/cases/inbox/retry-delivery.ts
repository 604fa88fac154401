import { baseError, type Database, inTransaction } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import { retryDeliveries } from './delivery.store.ts'
import type { ContactChannel } from './outside.contract.ts'

/** Tries one delivery again, now and then as often as a new one. @throws base.not-found for one that is not to be sent. */
export async function retryDelivery(
  database: Database,
  actor: Actor,
  deliveryId: string,
): Promise<{ count: number }> {
  return await inTransaction(database, async tx => {
    const count = await retryDeliveries(tx, { id: deliveryId })
    if (count === 0) throw baseError('base.not-found')
    const subject = `delivery:${deliveryId}`
    await append(tx, [{ kind: 'message.delivery-retried', subject, body: { by: actor.id } }])
    return { count }
  })
}

/** Tries all of a channel again that were given up, e.g. when its gateway is back. */
export async function retryParked(
  database: Database,
  actor: Actor,
  channel: ContactChannel,
): Promise<{ count: number }> {
  return await inTransaction(database, async tx => {
    const count = await retryDeliveries(tx, { channel })
    const body = { by: actor.id, channel, count }
    if (count > 0) await append(tx, [{ kind: 'message.parked-retried', subject: `channel:${channel}`, body }])
    return { count }
  })
}
