import { randomBytes } from 'node:crypto'
import { checkWebhookTarget, inTransaction, isCode, type Transaction, uuidv7 } from '#base/index.ts'
import type { Actor } from '#identity/index.ts'
import { append } from '#ledger/index.ts'
import type { DeliveryParts } from './deliver-messages.ts'
import { exchangeError } from './exchange.errors.ts'
import { holdPartner } from './partner.store.ts'
import type { NewSubscription, Subscription } from './subscription.contract.ts'
import { insertSubscription, selectSubscriptions } from './subscription.store.ts'
import { subscriptionView } from './subscription.view.ts'

// Held to the end of the transaction: whoever revokes the key meanwhile ends this subscription with the others.
async function adapterOf(tx: Transaction, partnerId: string): Promise<string> {
  const found = await holdPartner(tx, partnerId)
  if (!found || found.revoked_at || !found.rights.includes('exchange'))
    throw exchangeError('cases.unknown-partner')
  return found.adapter
}

/**
 * Makes a subscription. Its secret is in the answer and shown nowhere else. The address is looked at now, so that a wrong
 * one is told to who enters it, and again at each message; one whose name nobody has yet is taken.
 * @throws base.webhook-target-refused, cases.unknown-partner for one that may not exchange orders
 */
export async function createSubscription(
  parts: DeliveryParts,
  wanted: NewSubscription,
  by: Pick<Actor, 'id'>,
): Promise<{ subscription: Subscription; secret: string }> {
  const { database } = parts
  await checkWebhookTarget(wanted.url, parts.webhookNetworks).catch(error => {
    if (!isCode(error, 'base.webhook-unreachable')) throw error
  })
  const id = uuidv7()
  const secret = `whsec_${randomBytes(32).toString('base64')}`
  const { name, url, eventTypes, departmentIds, partnerId } = wanted
  await inTransaction(database, async tx => {
    const adapter = partnerId === null ? null : await adapterOf(tx, partnerId)
    const row = { id, name, url, secret, eventTypes, departmentIds, partnerId, adapter, by: by.id }
    await insertSubscription(tx, row)
    // Where it goes to is what matters when somebody asks later; what stands in its path may be a secret.
    const body = { by: by.id, host: new URL(url).host, eventTypes, departmentIds, partnerId }
    await append(tx, [{ kind: 'subscription.created', subject: `subscription:${id}`, body }])
  })
  const made = (await selectSubscriptions(database)).find(one => one.id === id)!
  return { subscription: subscriptionView(made), secret }
}
